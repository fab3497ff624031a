"""Entities that can be seeded, read and queried by Id and MetaData, and not written yet."""

from qbo_emulator.catalog.entity import Entity, names

_TRANSACTIONS = "ChargeCredit InventoryAdjustment RecurringTransaction ReimburseCharge StatementCharge"
_LISTS = "Budget CustomerType JournalCode TaxClassification TaxPayment"
_NOT_IN_CDC = names("JournalCode")

_SOURCE = "Intuit, list of entities; kept as seeded, its properties are not described"

ENTITIES = tuple(Entity(name, sequence="transaction", source=_SOURCE) for name in _TRANSACTIONS.split()) + tuple(
    Entity(
        name,
        has_active=name == "Budget",
        default_order="Id",
        in_cdc=name not in _NOT_IN_CDC,
        source=_SOURCE,
    )
    for name in _LISTS.split()
)
