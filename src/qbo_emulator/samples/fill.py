"""Make a sample company."""

import random
from collections import Counter
from datetime import datetime, time, timedelta

from qbo_emulator.samples.lists import Lists, make_lists
from qbo_emulator.samples.sizes import SIZES
from qbo_emulator.samples.trade import Trade
from qbo_emulator.samples.vocabulary import COMPANY_NAMES
from qbo_emulator.store.moments import PACIFIC, pacific_day
from qbo_emulator.world import Company, World


def fill(world: World, realm_id: str | None, size: str, seed: int) -> tuple[Company, dict[str, int]]:
    """A new company of this size (a key of SIZES) as it stands this morning on the emulator's clock, and its counts.

    Depends on nothing but size, seed and the clock's Pacific date: trade ends with yesterday.
    """
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    plan = SIZES[size]
    company = world.add_company(realm_id, chance.choice(COMPANY_NAMES))
    today = pacific_day(world.clock.now())
    opening = datetime.combine(today.replace(day=1), time(8), PACIFIC)
    for _ in range(plan.months - 1):  # this month is the last of them
        opening = (opening - timedelta(days=1)).replace(day=1)
    with company.lock:
        lists: Lists = make_lists(company, chance, plan, opening)
        Trade(company, chance, plan, lists, opening.date(), today).run()
        counts = Counter(document["entity"] for document in company.documents())
    return company, dict(counts)
