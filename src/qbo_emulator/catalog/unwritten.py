"""Entities that can be seeded, read and queried by Id and MetaData, and not written yet."""

from qbo_emulator.catalog.entity import Entity, names

_TRANSACTIONS = (
    "Bill BillPayment ChargeCredit Deposit InventoryAdjustment JournalEntry Purchase RecurringTransaction"
    " RefundReceipt ReimburseCharge SalesReceipt StatementCharge Transfer VendorCredit"
)
_LISTS = (
    "Attachable Budget CompanyCurrency CustomerType ExchangeRate JournalCode PaymentMethod TaxAgency"
    " TaxClassification TaxPayment"
)
_NOT_IN_CDC = names("JournalCode TaxAgency")

ENTITIES = tuple(Entity(name, sequence="transaction") for name in _TRANSACTIONS.split()) + tuple(
    Entity(
        name,
        has_active=name in ("Budget", "PaymentMethod"),
        default_order="Id",
        in_cdc=name not in _NOT_IN_CDC,
    )
    for name in _LISTS.split()
)
