"""A real company, as recorded: it is data of others and lies beside the project, if at all."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from books import Books
from emulator_process import EmulatorProcess
from nexos.kit.tenancy import scope
from nexos.quickbooks.mirror import queries

RECORDED = Path(__file__).parents[5] / "shared" / "recorded" / "craigs"
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not RECORDED.is_dir(), reason="../shared/recorded is not there: nothing real to compare with"),
]


def recorded(entity: str) -> list[dict[str, Any]]:
    """Amounts keep their digits."""
    objects = json.loads((RECORDED / f"{entity}.json").read_text(), parse_float=Decimal)
    return objects if isinstance(objects, list) else [objects]


@pytest.fixture
def craigs(connect: Callable[[str], Books], emulator: EmulatorProcess) -> Books:
    realm_id = "4620816365000000001"
    entities = {path.stem: json.loads(path.read_text()) for path in sorted(RECORDED.glob("*.json"))}
    emulator.seed(realm_id, {name: one if isinstance(one, list) else [one] for name, one in entities.items()})
    books = connect(realm_id)
    assert books.sync().state == "done"
    return books


def test_every_invoice_has_its_lines_total_and_balance(craigs: Books) -> None:
    with scope(craigs.tenant_id):
        for invoice in recorded("Invoice"):
            row = queries.invoice(craigs.tenant_id, craigs.connection_id, invoice["Id"])
            assert row.total.amount == invoice["TotalAmt"]
            assert row.balance.amount == invoice["Balance"]
            assert row.tax.amount == invoice["TxnTaxDetail"].get("TotalTax", 0)
            assert row.doc_number == invoice["DocNumber"]
            lines = queries.invoice_lines(craigs.tenant_id, craigs.connection_id, invoice["Id"])
            assert [line.detail_type for line in lines] == [line["DetailType"] for line in invoice["Line"]]
            for line, there in zip(lines, invoice["Line"], strict=True):
                detail = there.get("SalesItemLineDetail", {})
                assert line.amount_minor == there["Amount"] * 100
                assert line.quantity == detail.get("Qty")
                assert line.unit_price == detail.get("UnitPrice")
                assert line.item_id == detail.get("ItemRef", {}).get("value", "")


def test_what_is_applied_explains_every_balance(craigs: Books) -> None:
    """Rule C1 of the recordings: balance = total − payments applied to it."""
    with scope(craigs.tenant_id):
        for invoice in recorded("Invoice"):
            row = queries.invoice(craigs.tenant_id, craigs.connection_id, invoice["Id"])
            paid = queries.payments_of_invoice(craigs.tenant_id, craigs.connection_id, invoice["Id"])
            assert row.total_minor - sum(one.amount.minor for one in paid) == row.balance_minor


def test_only_services_and_non_inventory_are_mirrored(craigs: Books) -> None:
    mirrored = {one["Id"] for one in recorded("Item") if one["Type"] in ("Service", "NonInventory")}
    assert set(craigs.here("Item")) == mirrored
    assert craigs.agrees()


def test_everything_is_held_and_says_why(craigs: Books) -> None:
    with scope(craigs.tenant_id):
        held = queries.held_invoices(craigs.tenant_id, craigs.connection_id)
        names = dict(queries.customers(craigs.tenant_id, craigs.connection_id).values_list("qbo_id", "display_name"))
    assert held.count == len(recorded("Invoice"))
    assert {one.reason for one in held.by_customer} == {"unmapped"}
    assert {one.customer_id for one in held.by_customer} <= set(names)
