"""References of an object: each must resolve to an active object, and carries its name in the answer."""

from collections.abc import Iterator, Sequence

from qbo_emulator.catalog.fields import Field, Kind
from qbo_emulator.rules import faults
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json

PSEUDO_IDS = frozenset({"SHIPPING_ITEM_ID"})
"""Ids that stand in references and are no rows (reference I10)."""

UNNAMED = frozenset(
    {"ParentRef", "DepositToAccountRef", "PaymentMethodRef", "ARAccountRef", "TermRef", "TxnTaxCodeRef"}
)
"""References answered without a name (recorded)."""

_NAME_PROPERTY = {"Customer": "DisplayName", "Vendor": "DisplayName", "Employee": "DisplayName", "Item": "Name"}


def resolve(draft: Draft, sent: Json, fields: Sequence[Field], before: Json | None) -> None:
    """Name every sent reference; raises Fault 2500 for one that is missing or inactive.

    A reference the stored object already had stays as it is stored, older name and all (recorded), and is not
    checked again: an update may echo what became inactive since.
    A list that nobody filled is not checked either (a seeded company may lack it).
    """
    stored = {(target, value["value"]): value for target, value, _ in _references(before or {}, fields)}
    for target, value, field in _references(sent, fields):
        if known := stored.get((target, value["value"])):
            value.pop("name", None)
            value.update(known)
        elif value["value"] not in PSEUDO_IDS and len(draft.books.shelf(target)):
            found = draft.get(target, value["value"])
            if found is None or found.get("Active") is False:
                raise faults.invalid_reference(field.name)
            _name(value, target, found, field.name)


def _name(value: Json, target: str, found: Json, field_name: str) -> None:
    value.pop("name", None)
    name = found.get(_NAME_PROPERTY.get(target, "FullyQualifiedName")) or found.get("Name")
    if name and field_name not in UNNAMED:
        value["name"] = name


def _references(obj: Json, fields: Sequence[Field]) -> Iterator[tuple[str, Json, Field]]:
    for field in fields:
        value = obj.get(field.name)
        if value is None:
            continue
        if field.kind is Kind.REFERENCE and field.targets:
            yield field.targets[0], value, field
        elif field.kind is Kind.GROUP:
            for element in value if field.many else [value]:
                yield from _references(element, field.fields)
