"""What of ours goes to QuickBooks as which object there, many of ours to one of theirs."""

from nexos.quickbooks.mapping.assigned.accounts import Accounts
from nexos.quickbooks.mapping.assigned.classes import Classes, Locations
from nexos.quickbooks.mapping.assigned.items import Items
from nexos.quickbooks.mapping.assigned.kind import Assigned, Made, Ours, Theirs
from nexos.quickbooks.mapping.assigned.tax_codes import TaxCodes
from nexos.quickbooks.mapping.assigned.terms import Terms
from nexos.quickbooks.mapping.assigned.work import BillingRoles, WorkTypes

KINDS: dict[str, type[Assigned]] = {
    kind.kind: kind for kind in (Items, WorkTypes, BillingRoles, TaxCodes, Terms, Accounts, Classes, Locations)
}

__all__ = [
    "KINDS",
    "Accounts",
    "Assigned",
    "BillingRoles",
    "Classes",
    "Items",
    "Locations",
    "Made",
    "Ours",
    "TaxCodes",
    "Terms",
    "Theirs",
    "WorkTypes",
]
