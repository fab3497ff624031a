"""What becomes of a delivered invoice there, as later pulls find it."""

from typing import Any

import pytest

from desk import Desk
from nexos.billing import services as billing
from nexos.billing.models import Invoice
from nexos.kit.errors import Refused
from nexos.kit.tenancy import scope
from nexos.quickbooks.mirror.entities import SPECS
from nexos.quickbooks.mirror.upsert import mark_deleted
from nexos.quickbooks.state import services as state
from nexos.quickbooks.state.cards import Card


def at_quickbooks(desk: Desk, act: str, **change: Any) -> None:
    """The bookkeeper does something to the one invoice there."""
    [there] = desk.there()
    where = {"update": "/invoice", "void": "/invoice?operation=void", "delete": "/invoice?operation=delete"}[act]
    body = {"Id": there["Id"], "SyncToken": there["SyncToken"], "sparse": act == "update", **change}
    with desk.emulator.api(desk.realm_id) as api:
        answer = api.post(where, json=body)
        assert answer.status_code == 200, answer.text


def pulled(desk: Desk, invoice: Invoice) -> Card:
    """A pull stores what changed and has it compared."""
    for document in desk.emulator.documents(desk.realm_id, "Invoice"):
        with scope(desk.tenant_id):
            if document["deleted"]:
                mark_deleted(desk.tenant_id, desk.connection_id, SPECS["Invoice"], {document["id"]: None})
            state.observe(desk.tenant_id, desk.connection_id, "invoice", [document["id"], "99999"])
    desk.mirror("Invoice") if desk.there() else None
    with scope(desk.tenant_id):
        ids = [there["Id"] for there in desk.there()]
        state.observe(desk.tenant_id, desk.connection_id, "invoice", ids)
    return desk.card(invoice)


def test_reading_our_own_document_back_changes_nothing(desk: Desk) -> None:
    invoice = desk.invoice()
    sent = desk.send(invoice)
    card = pulled(desk, invoice)
    assert card.badge.words == "In QuickBooks"
    assert card.read_back_at is not None
    assert sent.read_back_at is not None
    assert card.read_back_at > sent.read_back_at
    assert len(card.events) == len(sent.events)


def test_an_edit_there_shows_both_values_and_how_much_it_is(desk: Desk) -> None:
    invoice = desk.invoice(("Support", "2", "100", False), ("Access point", "1", "130", False))
    desk.send(invoice)
    [there] = desk.there()
    at_quickbooks(desk, "update", Line=there["Line"][:1], DueDate="2026-12-31")

    card = pulled(desk, invoice)

    assert card.badge.words == "Differs in QuickBooks"
    assert "$130.00 less" in card.sentence
    assert [(one["field"], one["here"], one["there"]) for one in card.difference] == [
        ("Due", "2026-12-24", "2026-12-31"),
        ("Lines", "2", "1"),
        ("Total", "330.00", "200.00"),
    ]


def test_edited_back_again_is_agreement(desk: Desk) -> None:
    invoice = desk.invoice()
    desk.send(invoice)
    at_quickbooks(desk, "update", DueDate="2026-12-31")
    assert pulled(desk, invoice).badge.words == "Differs in QuickBooks"
    at_quickbooks(desk, "update", DueDate="2026-12-24")
    card = pulled(desk, invoice)
    assert card.badge.words == "In QuickBooks"
    assert card.difference == ()


def test_a_payment_is_no_difference_but_keeps_the_invoice_from_being_voided(desk: Desk) -> None:
    invoice = desk.invoice(("Support", "10", "107.50", False))
    card = desk.send(invoice)
    applied = [{"Amount": 1075, "LinkedTxn": [{"TxnId": card.qbo_id, "TxnType": "Invoice"}]}]
    with desk.emulator.api(desk.realm_id) as api:
        paid = {"CustomerRef": {"value": desk.customer_id}, "TotalAmt": 1075, "Line": applied}
        assert api.post("/payment", json=paid).status_code == 200
    desk.mirror("Payment")

    assert pulled(desk, invoice).badge.words == "In QuickBooks"
    with scope(desk.tenant_id), pytest.raises(Refused, match=r"\$1,075.00 is applied to it"):
        billing.void_invoice(desk.tenant_id, invoice.id)


def test_what_is_there_is_voided_there_first_and_then_here(desk: Desk) -> None:
    invoice = desk.invoice()
    desk.send(invoice)
    with scope(desk.tenant_id), pytest.raises(Refused, match="Void it there first"):
        billing.void_invoice(desk.tenant_id, invoice.id)
    at_quickbooks(desk, "void")

    card = pulled(desk, invoice)
    assert card.badge.words == "Voided in QuickBooks"
    assert card.action == "void"
    with scope(desk.tenant_id):
        assert billing.void_invoice(desk.tenant_id, invoice.id).status == "void"


def test_what_was_deleted_there_goes_again_only_when_asked(desk: Desk) -> None:
    invoice = desk.invoice()
    first = desk.send(invoice)
    at_quickbooks(desk, "delete")
    card = pulled(desk, invoice)
    assert card.badge.words == "Deleted in QuickBooks"
    assert card.open_url == ""
    assert desk.work(invoice, after=86_400).badge.words == "Deleted in QuickBooks"

    again = desk.send(invoice)

    assert again.badge.words == "In QuickBooks"
    assert again.qbo_id != first.qbo_id
    assert len(desk.there()) == 1


def test_a_later_edit_here_is_told_and_not_sent(desk: Desk) -> None:
    invoice = desk.invoice()
    desk.send(invoice)
    with scope(desk.tenant_id):
        billing.change_issued(desk.tenant_id, invoice.id, memo="December services")
    card = desk.work(invoice, after=86_400)
    assert card.badge.words == "Out of date in QuickBooks"
    assert [(one["here"], one["there"]) for one in card.difference] == [("December services", "November services")]
    assert pulled(desk, invoice).badge.words == "Out of date in QuickBooks"
    assert len(desk.writes()) == 1

    with scope(desk.tenant_id):
        billing.change_issued(desk.tenant_id, invoice.id, memo="November services")
    assert desk.card(invoice).badge.words == "In QuickBooks"


def test_voided_here_before_it_went_it_does_not_go(desk: Desk) -> None:
    invoice = desk.invoice()
    desk.ask(invoice)
    with scope(desk.tenant_id):
        billing.void_invoice(desk.tenant_id, invoice.id)
    assert desk.work(invoice).badge.words == "Cancelled"
    assert desk.there() == []
