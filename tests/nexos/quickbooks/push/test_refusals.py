"""QuickBooks says no, or wait: nothing is lost, nothing is sent twice, and people are told what to do."""

import pytest

from desk import Desk
from nexos.kit.errors import Refused
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection.models import CallPace, State
from nexos.quickbooks.push import queries as push
from nexos.quickbooks.push import services
from nexos.synclog import queries as synclog
from office import Office


def test_a_definite_refusal_ends_the_generation_and_a_retry_makes_another(desk: Desk) -> None:
    invoice = desk.invoice()
    desk.fault("status", status=400, code="2500")

    card = desk.send(invoice)
    assert card.badge.words == "Refused"
    assert "inactive or missing there" in card.sentence
    assert desk.work(invoice, after=86_400).badge.words == "Refused", "it is never repeated by itself"

    card = desk.send(invoice)
    assert card.badge.words == "In QuickBooks"
    first, second = desk.writes()
    assert first["request_id"] != second["request_id"]
    with scope(desk.tenant_id):
        history = push.history(desk.tenant_id, "invoice", invoice.id)
    assert [(generation.n, generation.outcome) for generation in history] == [(2, "delivered"), (1, "refused")]
    assert len({generation.marker for generation in history}) == 2


def test_a_refusal_is_in_the_sync_log_with_what_support_asks_for(desk: Desk) -> None:
    invoice = desk.invoice()
    desk.fault("status", status=400, code="6000")
    desk.send(invoice)
    with scope(desk.tenant_id):
        [entry] = synclog.page(desk.tenant_id, synclog.Filters(outcome="failed"), 9).entries
    assert entry.about == invoice.number
    assert entry.code == "6000"
    assert entry.details["intuit_tid"]
    assert entry.details["request_id"]


def test_a_throttled_write_waits_and_repeats_the_same_request(desk: Desk) -> None:
    invoice = desk.invoice()
    desk.fault("throttle", times=1)

    card = desk.send(invoice)
    assert card.badge.words == "Queued"
    assert "slow down" in card.sentence
    assert desk.work(invoice, after=10).badge.words == "Queued"
    # The shared limits go by the database's clock, which no test can move: the minute QuickBooks asked for is over.
    CallPace.objects.filter(connection_id=desk.connection_id).delete()
    card = desk.work(invoice, after=120)

    assert card.badge.words == "In QuickBooks"
    assert len({write["request_id"] for write in desk.writes()}) == 1


def test_an_expired_token_is_renewed_without_anybody_noticing(desk: Desk) -> None:
    invoice = desk.invoice()
    desk.fault("status", status=401)
    assert desk.send(invoice).badge.words == "In QuickBooks"
    assert len(desk.there()) == 1


def test_a_withdrawn_access_parks_the_push_until_somebody_connects_again(desk: Desk, office: Office) -> None:
    invoice = desk.invoice()
    desk.emulator.control("access", {"realm_id": desk.realm_id, "allowed": False})
    card = desk.send(invoice)
    assert card.badge.words == "Waiting: reconnect"
    assert card.action == "connect"
    assert office.connection.state == State.NEEDS_ATTENTION

    desk.emulator.control("access", {"realm_id": desk.realm_id, "allowed": True})
    office.connect(desk.realm_id)
    assert desk.work(invoice).badge.words == "In QuickBooks"
    assert len(desk.there()) == 1


def test_a_number_somebody_else_used_is_named_with_its_owner(desk: Desk) -> None:
    desk.settings(SalesFormsPrefs={"CustomTxnNumbers": True})
    invoice = desk.invoice()
    with desk.emulator.api(desk.realm_id) as api:
        line = {"DetailType": "SalesItemLineDetail", "Amount": 880, "SalesItemLineDetail": {"ItemRef": {"value": "1"}}}
        body = {"CustomerRef": {"value": desk.customer_id}, "DocNumber": invoice.number, "Line": [line]}
        assert api.post("/invoice", json=body).status_code == 200

    card = desk.send(invoice)

    assert card.badge.words == "Refused"
    assert f"already has an invoice {invoice.number}" in card.sentence
    assert "Harbor Dental Group, PLLC, $880.00" in card.sentence
    assert len(desk.there()) == 1


def test_a_number_that_is_taken_by_our_own_document_is_no_refusal(desk: Desk) -> None:
    """A restored backup: QuickBooks has the invoice, the outbox does not know, and the request id is forgotten."""
    desk.settings(SalesFormsPrefs={"CustomTxnNumbers": True})
    invoice = desk.invoice()
    with scope(desk.tenant_id):
        preview = push.preview(desk.tenant_id, "invoice", invoice.id)
    with desk.emulator.api(desk.realm_id) as api:
        assert api.post("/invoice", content=preview.request).status_code == 200

    card = desk.send(invoice)

    assert card.badge.words == "In QuickBooks"
    assert card.number_there == invoice.number
    assert len(desk.there()) == 1


def test_what_is_on_its_way_cannot_be_taken_back(desk: Desk) -> None:
    invoice = desk.invoice()
    desk.fault("drop_after_commit")
    desk.send(invoice)
    with scope(desk.tenant_id), pytest.raises(Refused, match="may be in QuickBooks already"):
        services.cancel(desk.tenant_id, "invoice", invoice.id, "Alice Moreau")


def test_what_waits_can_be_taken_back_and_asked_for_again(desk: Desk) -> None:
    invoice = desk.invoice(("Unlinked", "1", "10", False))
    assert desk.send(invoice).badge.words == "Waiting for mapping"
    with scope(desk.tenant_id):
        services.cancel(desk.tenant_id, "invoice", invoice.id, "Alice Moreau")
    assert desk.card(invoice).badge.words == "Cancelled"
    assert desk.work(invoice, after=3600).badge.words == "Cancelled"
    assert desk.send(invoice).badge.words == "Waiting for mapping"
