"""Accounts: what a document's line is booked on where no item says it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nexos.quickbooks.mapping.assigned.kind import Assigned, Ours, Theirs
from nexos.quickbooks.mapping.keys import EXPENSE, INCOME, ORDER_SHIPPING, ORDER_TAX
from nexos.quickbooks.mirror import queries as mirror

_COSTS = ("Expense", "Cost of Goods Sold", "Other Expense")


@dataclass(frozen=True, slots=True)
class _Purpose:
    """`types` are QuickBooks' account types that fit, and `why` they alone do."""

    ours: Ours
    types: tuple[str, ...]
    why: str


_PURPOSES = {
    purpose.ours.key: purpose
    for purpose in (
        _Purpose(
            Ours(
                ORDER_SHIPPING,
                "Shipping on purchase orders",
                "A line of its own on the order",
                other_names=("Shipping", "Shipping and delivery", "Freight", "Freight and delivery"),
            ),
            _COSTS,
            "Only expense and cost accounts fit, because shipping that is bought is a cost.",
        ),
        _Purpose(
            Ours(
                ORDER_TAX,
                "Tax on purchase orders",
                "A line of its own on the order",
                other_names=("Sales tax paid", "Tax paid", "Use tax", "Taxes"),
            ),
            (*_COSTS, "Other Current Asset", "Other Current Liability"),
            "Only expense and cost accounts fit, or a current asset or liability where the tax is claimed back.",
        ),
        _Purpose(
            Ours(
                INCOME,
                "Default income account",
                "For products without one of their own",
                other_names=("Sales", "Services", "Sales of product income", "Income"),
            ),
            ("Income", "Other Income"),
            "Only income accounts fit: what is sold is revenue.",
        ),
        _Purpose(
            Ours(
                EXPENSE,
                "Default expense account",
                "For products without one of their own",
                other_names=("Cost of goods sold", "Purchases", "Cost of sales"),
            ),
            _COSTS,
            "Only expense and cost accounts fit: what is bought is a cost.",
        ),
    )
}


class Accounts(Assigned):
    """The purposes the product has for an account."""

    kind = "account"
    here = "purpose"
    there = "account"
    without = "What has no account of its own waits"

    def ours(self) -> Sequence[Ours]:
        return [
            replace(purpose.ours, about=f"{purpose.ours.about}. {purpose.why.rstrip('.')}")
            for purpose in _PURPOSES.values()
        ]

    def theirs(self) -> Sequence[Theirs]:
        rows = mirror.accounts(self.tenant_id, self.connection_id, inactive=True).values_list(
            "qbo_id", "fully_qualified_name", "name", "number", "type", "active"
        )
        return [
            Theirs(id_, full or name, ", ".join(filter(None, (number, kind))), type=kind, active=active)
            for id_, full, name, number, kind, active in rows
        ]

    def fits(self, ours: Ours, theirs: Theirs) -> bool:
        return theirs.type in _PURPOSES[ours.key].types

    def only(self, ours: Ours) -> str:
        return _PURPOSES[ours.key].why
