"""References of an object: each carries a name in the answer, and must resolve to an active object."""

from collections.abc import Iterator, Sequence

from qbo_emulator.catalog.entity import Entity
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

ALWAYS_CHECKED = frozenset({"Customer", "Vendor", "Employee", "Item"})
"""Lists every company fills by itself. Of the others (accounts, terms, tax codes …) a seeded company may have none."""

SALES = frozenset({"Invoice", "Estimate", "SalesReceipt", "CreditMemo", "RefundReceipt"})
"""Documents whose own customer has a code of its own (6250)."""

_NAME_PROPERTY = {"Customer": "DisplayName", "Vendor": "DisplayName", "Employee": "DisplayName", "Item": "Name"}


def name(draft: Draft, sent: Json, fields: Sequence[Field], before: Json | None) -> None:
    """Give every sent reference its name.

    A reference the stored object already had stays as it is stored, older name and all (recorded).
    """
    stored = _stored(before, fields)
    for target, value, field in _references(sent, fields):
        if known := stored.get((target, value["value"])):
            value.pop("name", None)
            value.update(known)
        elif found := draft.get(target, value["value"]):
            _name(value, target, found, field.name)


def check(draft: Draft, entity: Entity, sent: Json, before: Json | None) -> None:
    """Raises Fault 2500 for a sent reference that is missing or inactive, 6250 for the customer of a sale.

    One the stored object already had is not checked again: an update may echo what became inactive since.
    A list that is not there at all is not checked either, except ALWAYS_CHECKED.
    """
    stored = _stored(before, entity.fields)
    for target, value, field in _references(sent, entity.fields):
        if (target, value["value"]) in stored or value["value"] in PSEUDO_IDS:
            continue
        found = draft.get(target, value["value"])
        if found is None and target not in ALWAYS_CHECKED and not len(draft.books.shelf(target)):
            continue
        if found is None or found.get("Active") is False:
            raise _refusal(entity, field, value)


def _refusal(entity: Entity, field: Field, value: Json) -> faults.Fault:
    if field.name == "CustomerRef" and entity.name in SALES:
        return faults.refused("6250", value["value"], element="CustomerRef")
    return faults.invalid_reference(field.name)


def _stored(before: Json | None, fields: Sequence[Field]) -> dict[tuple[str, str], Json]:
    return {(target, value["value"]): value for target, value, _ in _references(before or {}, fields)}


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
