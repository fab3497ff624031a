"""What customers owe by both sides. Pure; amounts are minor units."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CustomerThere:
    """A customer as QuickBooks has just told it; `balance` leaves its sub-customers out, `with_jobs` does not."""

    qbo_id: str
    name: str
    currency: str
    balance: int
    with_jobs: int


@dataclass(frozen=True, slots=True)
class Owed:
    """What one customer owes in its currency: added up from documents, and as QuickBooks tells it."""

    customer_id: str
    name: str
    currency: str
    here: int
    there: int

    @property
    def difference(self) -> int:
        """By how much QuickBooks has more."""
        return self.there - self.here


def compared(here: Mapping[str, Mapping[str, int]], there: Mapping[str, CustomerThere], home: str) -> list[Owed]:
    """One entry per customer and currency in which either side has something. A customer of whom QuickBooks said
    nothing owes nothing there."""
    found = []
    for customer_id in {**there, **here}:
        known = there.get(customer_id)
        currency = known.currency if known else home
        name = known.name if known else ""
        sums = dict(here.get(customer_id, {}))
        if known and (known.balance or sums.get(currency)):
            found.append(Owed(customer_id, name, currency, sums.get(currency, 0), known.balance))
            sums.pop(currency, None)
        found += [Owed(customer_id, name, other, minor, 0) for other, minor in sums.items() if minor]
    return found


def trees_that_differ(
    owed: Iterable[Owed], there: Mapping[str, CustomerThere], parents: Mapping[str, str]
) -> list[tuple[CustomerThere, int]]:
    """Customers whose sum with everyone below them is another than BalanceWithJobs, with the sum here, although every
    single balance of that tree agrees: then the tree itself is another."""
    here: dict[str, int] = {}
    differing: set[str] = set()
    for one in owed:
        line = _upwards(one.customer_id, parents)
        for customer_id in line:
            here[customer_id] = here.get(customer_id, 0) + one.here
        if one.difference:
            differing.update(line)
    return [
        (customer, here.get(customer.qbo_id, 0))
        for customer in there.values()
        if customer.with_jobs != here.get(customer.qbo_id, 0) and customer.qbo_id not in differing
    ]


def by_currency(owed: Iterable[Owed]) -> dict[str, int]:
    """The sums of what is here."""
    sums: dict[str, int] = {}
    for one in owed:
        sums[one.currency] = sums.get(one.currency, 0) + one.here
    return sums


def _upwards(customer_id: str, parents: Mapping[str, str]) -> list[str]:
    line: list[str] = []
    while customer_id and customer_id not in line:
        line.append(customer_id)
        customer_id = parents.get(customer_id, "")
    return line
