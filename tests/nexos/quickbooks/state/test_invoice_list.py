"""The invoice list: both sides in one table, each invoice once."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk import Desk
from nexos.billing.models import Invoice
from nexos.crm import services as crm
from nexos.kit.tenancy import scope
from nexos.quickbooks.mapping import services as mapping
from nexos.quickbooks.mirror.upsert import store_one
from nexos.quickbooks.state import queries as state
from nexos.quickbooks.state.invoice_list import ORDERS


def made_there(desk: Desk, **fields: Any) -> str:
    """An invoice the bookkeeper made there, pulled and released; its QuickBooks id."""
    line = {"DetailType": "SalesItemLineDetail", "Amount": 880, "SalesItemLineDetail": {"ItemRef": {"value": "1"}}}
    body = {"CustomerRef": {"value": desk.customer_id}, "TxnDate": "2026-11-10", "Line": [line], **fields}
    with desk.emulator.api(desk.realm_id) as api:
        answer = api.post("/invoice", json=body)
        assert answer.status_code == 200, answer.text
        raw = api.get(f"/query?query=select * from Invoice where Id = '{answer.json()['Invoice']['Id']}'").json()

    [document] = raw["QueryResponse"]["Invoice"]
    with scope(desk.tenant_id):
        store_one(desk.tenant_id, desk.connection_id, "Invoice", json.dumps(document).encode(), desk.company_id)
    return str(document["Id"])


def listed(desk: Desk, **how: Any) -> list[tuple[str, str, str, str]]:
    """Origin, number, status and badge of each row."""
    with scope(desk.tenant_id):
        rows = state.invoice_list(desk.tenant_id, **how)[:50]
    return [(row.origin, row.number, row.status, row.badge.words) for row in rows]


@pytest.fixture
def four(desk: Desk) -> list[Invoice]:
    """One sent, one that waits, one not sent, and (made there) one that is paid by nobody yet."""
    sent = desk.invoice(issued_on=date(2026, 11, 24))
    desk.send(sent)
    waits = desk.invoice(("Unlinked", "1", "10", False), issued_on=date(2026, 11, 23))
    desk.send(waits)
    only_here = desk.invoice(issued_on=date(2026, 11, 22))
    made_there(desk)
    return [sent, waits, only_here]


def test_each_invoice_is_one_row_newest_first(desk: Desk, four: list[Invoice]) -> None:
    sent, waits, only_here = (invoice.number for invoice in four)
    assert listed(desk) == [
        ("here", sent, "Open", "In QuickBooks"),
        ("here", waits, "Issued", "Waiting for mapping"),
        ("here", only_here, "Issued", "Not sent"),
        ("quickbooks", "1002", "Open", "In QuickBooks"),
    ]


def test_the_views_share_them_out(desk: Desk, four: list[Invoice]) -> None:
    sent, waits, only_here = (invoice.number for invoice in four)
    numbers = {view: [row[1] for row in listed(desk, view=view)] for view in state.VIEWS}
    assert numbers == {
        "all": [sent, waits, only_here, "1002"],
        "not_sent": [waits, only_here],
        "needs_you": [waits],
        "drafts": [],
        "open": [sent, waits, only_here, "1002"],
        "overdue": [],
        "paid": [],
    }
    with scope(desk.tenant_id):
        assert state.invoice_counts(desk.tenant_id) == {view: len(found) for view, found in numbers.items()}


def test_search_finds_both_numbers_and_the_company(desk: Desk, four: list[Invoice]) -> None:
    sent, waits, only_here = (invoice.number for invoice in four)
    assert [row[1] for row in listed(desk, search=sent[-4:])] == [sent]
    assert [row[1] for row in listed(desk, search="1001")] == [sent], "QuickBooks' own number"
    assert [row[1] for row in listed(desk, search="harbor")] == [sent, waits, only_here, "1002"]
    assert listed(desk, search="nobody") == []


@pytest.mark.parametrize("order", [sign + order for order in ORDERS for sign in ("", "-")])
def test_every_order_pages_without_losing_or_repeating(desk: Desk, four: list[Invoice], order: str) -> None:
    with scope(desk.tenant_id):
        found = state.invoice_list(desk.tenant_id, order=order)
        paged = [row.number for start in range(4) for row in found[start : start + 1]]
        assert sorted(paged) == sorted(row.number for row in found)
        assert len(found) == len(paged) == 4


def test_a_deleted_one_stays_as_ours(desk: Desk) -> None:
    invoice = desk.invoice()
    desk.send(invoice)
    with scope(desk.tenant_id):
        mapping.unlink_customer(desk.tenant_id, desk.connection_id, desk.customer_id, None)
    assert [row[1] for row in listed(desk)] == [invoice.number], "held there, it is still ours here"


def test_another_companys_invoices_are_left_out(desk: Desk, four: list[Invoice]) -> None:
    with scope(desk.tenant_id):
        other = crm.create_company(desk.tenant_id, name="Cedar & Pine Architects")
        assert len(state.invoice_list(desk.tenant_id, company_id=other.id)) == 0
        assert len(state.invoice_list(desk.tenant_id, company_id=desk.company_id)) == 4


def test_a_page_costs_the_same_few_queries_however_many_rows(desk: Desk, four: list[Invoice]) -> None:
    with scope(desk.tenant_id):
        found = state.invoice_list(desk.tenant_id)
        with CaptureQueriesContext(connection) as one:
            assert len(found[:1]) == 1
        with CaptureQueriesContext(connection) as all_of_them:
            assert len(found[:50]) == 4
    assert len(all_of_them) <= len(one) + 2
    assert len(all_of_them) <= 8


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan's words are SQLite's")
def test_the_first_page_is_read_from_the_index(desk: Desk) -> None:
    with scope(desk.tenant_id):
        keys = state.invoice_list(desk.tenant_id).keys()[:50]
        plan = keys.explain()
    assert "MERGE (UNION ALL)" in plan
    assert "released_invoices" in plan
