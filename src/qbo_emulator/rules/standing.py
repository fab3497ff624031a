"""What a company's subscription and edition let anybody do (reference 6: 5020, 5030, 6190)."""

from qbo_emulator.rules import faults, settings
from qbo_emulator.store.books import Books

LEAST_EDITION = {
    "TimeActivity": "Essentials",
    "CompanyCurrency": "Essentials",
    "PurchaseOrder": "Plus",
    "Class": "Plus",
    "Department": "Plus",
    "Budget": "Plus",
}
"""The smallest edition that has it (reference 9.15; Intuit's comparison of plans)."""

INVENTORY = "Plus"
"""The smallest edition that tracks quantities."""


def refuse_access(books: Books) -> None:
    """Raise Fault 6190 for a company whose subscription ended for good: it cannot even be read."""
    if _subscription(books) == settings.SUBSCRIPTIONS["ended"]:
        raise faults.refused("6190")


def refuse_write(books: Books, entity: str) -> None:
    """Raise Fault 6190 where nothing may be written any more, 5020 for what the edition does not have.

    Reading what an edition lacks is not refused: nothing settles it, and a company may have been downgraded.
    """
    if _subscription(books) in (settings.SUBSCRIPTIONS["read_only"], settings.SUBSCRIPTIONS["ended"]):
        raise faults.refused("6190")
    if entity in LEAST_EDITION:
        refuse_below(books, LEAST_EDITION[entity])


def refuse_below(books: Books, least: str, element: str = "") -> None:
    """Raise Fault 5020 if the company has a smaller edition; one that does not tell its edition has everything."""
    edition = settings.edition(books)
    if edition and settings.EDITIONS.index(edition) < settings.EDITIONS.index(least):
        raise faults.refused("5020", element=element)


def _subscription(books: Books) -> str | None:
    return settings.bought(books, "SubscriptionStatus")
