"""Which kinds of objects are pulled, and how their changes are learnt."""

from datetime import timedelta

from nexos.quickbooks.mirror.entities.items import MIRRORED_TYPES
from qbo import query

COVERED = (
    *("Account", "Term", "Class", "Department"),
    *("Item", "Employee", "Vendor", "Customer"),
    *("Invoice", "CreditMemo", "Estimate", "PurchaseOrder", "Payment", "TimeActivity"),
)
"""Read as a whole by the first pull, in this order, and followed from then on: what others refer to comes first."""

WITHOUT_CHANGES = frozenset({"TimeActivity"})
"""Of these, change data capture does not tell (Intuit, "Change data capture"): see `time_activities`. One call asks for
all the others."""

USUAL = frozenset({"Item", "Employee", "Customer", "Invoice", "Payment"})
"""Every edition has these, and almost every company some of them. A company may have none of the others, and its
edition not even know them: then the pull goes on without."""

POLLED = ("CompanyInfo", "Preferences", "TaxCode", "TaxRate")
"""Not covered, or not known to be, and they hardly change: read whole once in POLL_EVERY."""

POLL_EVERY = timedelta(days=1)

_NAME_LISTS = frozenset(
    {"Account", "Term", "Class", "Department", "Item", "Employee", "Vendor", "Customer", "TaxCode", "TaxRate"}
)


def inactive_too(entity: str) -> str:
    """The condition without which QuickBooks hides inactive names (recorded); documents have no such field."""
    return "Active IN (true, false)" if entity in _NAME_LISTS else ""


def mirrored_alone(entity: str) -> str:
    """The condition of the objects that become rows: inactive ones too, and of items the mirrored types."""
    if entity == "Item":
        return query.all_of(inactive_too(entity), query.in_("Type", sorted(MIRRORED_TYPES)))
    return inactive_too(entity)
