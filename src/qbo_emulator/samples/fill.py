"""Make a sample company, unless there is one."""

import random
from collections import Counter
from datetime import datetime, time, timedelta

from qbo_emulator.samples.lists import Lists, make_lists
from qbo_emulator.samples.sizes import SIZES
from qbo_emulator.samples.taxes import taxes_of
from qbo_emulator.samples.trade import Trade
from qbo_emulator.samples.vocabulary import COMPANY_NAMES
from qbo_emulator.store.moments import PACIFIC, pacific_day
from qbo_emulator.world import Company, World


class RealmTaken(Exception):
    """The realm id belongs to a company that is not this sample."""


def fill(
    world: World, realm_id: str | None, size: str, seed: int, country: str = "US"
) -> tuple[Company, dict[str, int]]:
    """A new company of this size (a key of SIZES) as it stands this morning on the emulator's clock, and its counts.

    Depends on nothing but size, seed, country (a key of COUNTRIES) and the clock's Pacific date: trade ends with
    yesterday. If the realm is this sample already, it is left as it has become since. Raises RealmTaken if it is
    anything else.
    """
    origin = f"sample {size} {seed}" if country == "US" else f"sample {size} {seed} {country}"
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    name = chance.choice(COMPANY_NAMES)
    company = world.add_company(
        realm_id, name, country=country, origin=origin, fill=lambda new: _trade(new, chance, size, country)
    )
    if company.origin != origin:
        raise RealmTaken(company.realm_id)
    return company, dict(Counter(document["entity"] for document in company.documents()))


def _trade(company: Company, chance: random.Random, size: str, country: str) -> None:
    plan = SIZES[size]
    today = pacific_day(company.clock.now())
    opening = datetime.combine(today.replace(day=1), time(8), PACIFIC)
    for _ in range(plan.months - 1):  # this month is the last of them
        opening = (opening - timedelta(days=1)).replace(day=1)
    lists: Lists = make_lists(company, chance, plan, country, opening)
    Trade(company, chance, plan, lists, taxes_of(company, country), opening.date(), today).run()
