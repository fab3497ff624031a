"""Single objects of other real companies (voided, inactive, in pounds, with bundles, of old API versions), as recorded:
each goes through a pull and lies in the mirror as it was."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest

from books import KINDS, Books
from emulator_process import EmulatorProcess
from newcomers import Newcomer
from nexos.kit.tenancy import scope
from nexos.quickbooks.mirror import queries
from nexos.quickbooks.mirror.entities import SPECS
from recorded_objects import ABSENT, RECORDED, companies

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not RECORDED.is_dir(), reason=ABSENT),
]


def whole() -> list[str]:
    """The names of those that are whole objects; one is a part of a company's preferences."""
    found = companies() if RECORDED.is_dir() else {}
    return sorted(
        name
        for name, entities in found.items()
        if name != "craigs" and all("Id" in row for rows in entities.values() for row in rows)
    )


def sent(objects: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, list[Any]]:
    """As JSON: amounts keep their digits where a float holds them."""
    text = json.dumps(objects, default=lambda amount: float(amount) if isinstance(amount, Decimal) else None)
    entities: dict[str, list[Any]] = json.loads(text)
    return entities


def pulled(name: str, emulator: EmulatorProcess, newcomer: Newcomer) -> tuple[Books, dict[str, list[Any]]]:
    entities = sent(companies()[name])
    realm_id = f"46208169{abs(hash(name)) % 10**10:010d}"
    emulator.seed(realm_id, entities)
    books = newcomer(realm_id)
    assert books.sync().state == "done"
    return books, entities


@pytest.mark.parametrize("name", whole())
def test_it_lies_in_the_mirror_as_it_was_recorded(name: str, emulator: EmulatorProcess, newcomer: Newcomer) -> None:
    books, entities = pulled(name, emulator, newcomer)
    for entity, rows in entities.items():
        if entity in KINDS:
            here = books.here(entity)
            assert {row["Id"]: here.get(row["Id"]) for row in rows} == {row["Id"]: row for row in rows}
    with scope(books.tenant_id):
        assert not queries.quarantined(books.tenant_id, books.connection_id).exists()


def test_a_voided_invoice_and_inactive_names_are_told_by_their_columns(
    emulator: EmulatorProcess, newcomer: Newcomer
) -> None:
    for name, entity, column, value in (
        ("Invoice-qbo_api_voided", "Invoice", "voided", True),
        ("Account-qbo_api_inactive", "Account", "active", False),
        ("Employee-qbo_api_inactive", "Employee", "active", False),
    ):
        books, entities = pulled(name, emulator, newcomer)
        with scope(books.tenant_id):
            rows = SPECS[entity].model.objects.of(books.tenant_id).filter(connection_id=books.connection_id)
            for one in entities[entity]:
                assert getattr(rows.get(qbo_id=one["Id"]), column) is value, name
