"""QuickBooks' entities as data.

Where no other source is named, a property, length or filter comes from Intuit's entity page of that name and the
XSD of the Java SDK (commit 79b5a3c); the order of properties is that of recorded answers.
"""

from qbo_emulator.catalog import (
    attachable,
    banking,
    company,
    currencies,
    documents,
    lists,
    people,
    purchases,
    receipts,
    unwritten,
)
from qbo_emulator.catalog.entity import Entity

ENTITIES: dict[str, Entity] = {
    entity.name: entity
    for module in (attachable, company, people, lists, documents, receipts, purchases, banking, currencies, unwritten)
    for entity in module.ENTITIES
}

_BY_LOWER_NAME = {name.lower(): entity for name, entity in ENTITIES.items()}


def entity_named(name: str) -> Entity | None:
    """The entity, whatever the case of its name: paths are lower case, queries either."""
    return _BY_LOWER_NAME.get(name.lower())
