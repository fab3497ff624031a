"""What is announced: entities and operations of the table in Intuit's "Webhooks" page.

Void of a Bill, Merge of classes, employees and items, and the list of entities with Emailed are likely, not certain.
CompanyInfo, TaxCode, TaxRate and Attachable are never announced.
"""

from qbo_emulator.store.events import Event, Operation

_WRITTEN = frozenset({Operation.CREATE, Operation.UPDATE, Operation.DELETE})
_KEPT = frozenset({Operation.CREATE, Operation.UPDATE})
_MERGED = _WRITTEN | {Operation.MERGE}
_VOIDED = _WRITTEN | {Operation.VOID}
_SENT = _WRITTEN | {Operation.EMAILED}

ANNOUNCED: dict[str, frozenset[Operation]] = {
    "Account": _WRITTEN,
    "Bill": _VOIDED,
    "BillPayment": _VOIDED,
    "Budget": _WRITTEN,
    "Class": _MERGED,
    "CompanyCurrency": _KEPT,
    "CreditMemo": _VOIDED | _SENT,
    "Customer": _MERGED,
    "Department": _WRITTEN,
    "Deposit": _WRITTEN,
    "Employee": _MERGED,
    "Estimate": _SENT,
    "Invoice": _VOIDED | _SENT,
    "Item": _MERGED,
    "JournalCode": _KEPT,
    "JournalEntry": _WRITTEN,
    "Payment": _VOIDED | _SENT,
    "PaymentMethod": _WRITTEN,
    "Preferences": frozenset({Operation.UPDATE}),
    "Purchase": _VOIDED,
    "PurchaseOrder": _SENT,
    "RefundReceipt": _VOIDED | _SENT,
    "SalesReceipt": _VOIDED | _SENT,
    "TaxAgency": _KEPT,
    "Term": _WRITTEN,
    "TimeActivity": _WRITTEN,
    "Transfer": _WRITTEN,
    "Vendor": _MERGED,
    "VendorCredit": _WRITTEN,
}

NAMES = {"CompanyCurrency": "Currency"}
"""Where the table has another name than the API (nothing settles which of them the payload carries)."""


def is_announced(event: Event) -> bool:
    """Whether subscribers are told of such an event."""
    return event.operation in ANNOUNCED.get(event.entity, ())
