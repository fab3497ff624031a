"""What only a person can tell: two documents there look like ours, or nothing could be asked for a day."""

from datetime import timedelta

import pytest

from desk import Desk
from nexos.billing.models import Invoice
from nexos.kit import clock
from nexos.kit.errors import Refused
from nexos.kit.tenancy import scope
from nexos.quickbooks.push import services


def copied_by_hand(desk: Desk) -> None:
    """The bookkeeper copies the invoice there, note and all."""
    [there] = desk.there()
    kept = ("CustomerRef", "Line", "TxnDate", "DueDate", "PrivateNote", "CustomerMemo")
    with desk.emulator.api(desk.realm_id) as api:
        assert api.post("/invoice", json={key: there[key] for key in kept}).status_code == 200


@pytest.fixture
def undecided(desk: Desk) -> Invoice:
    invoice = desk.invoice()
    desk.fault("drop_after_commit")
    desk.send(invoice)
    copied_by_hand(desk)
    card = desk.work(invoice, after=5)
    assert card.badge.words == "Needs your decision"
    assert card.action == "decide"
    assert [candidate.total for candidate in card.candidates] == ["$362.50", "$362.50"]
    assert all(candidate.open_url.startswith("https://app.sandbox.qbo.intuit.com") for candidate in card.candidates)
    return invoice


def test_two_that_look_alike_wait_for_a_person_and_nothing_is_sent(desk: Desk, undecided: Invoice) -> None:
    assert desk.work(undecided, after=7 * 86_400).badge.words == "Needs your decision"
    desk.ask(undecided)
    assert desk.work(undecided).badge.words == "Needs your decision"
    assert len(desk.writes()) == 2, "ours, and the bookkeeper's"


def test_the_one_a_person_names_is_linked(desk: Desk, undecided: Invoice) -> None:
    chosen = desk.card(undecided).candidates[1]
    with scope(desk.tenant_id):
        services.decide(desk.tenant_id, "invoice", undecided.id, chosen.qbo_id, "Alice Moreau")
    card = desk.work(undecided)
    assert card.badge.words == "In QuickBooks"
    assert card.qbo_id == chosen.qbo_id


def test_neither_sends_the_same_request_again(desk: Desk, undecided: Invoice) -> None:
    with scope(desk.tenant_id):
        services.decide(desk.tenant_id, "invoice", undecided.id, None, "Alice Moreau")
    card = desk.work(undecided)
    assert card.badge.words == "In QuickBooks", "QuickBooks knows the request id and answers as it did"
    assert len(desk.there()) == 2


def test_there_is_nothing_to_decide_twice(desk: Desk, undecided: Invoice) -> None:
    with scope(desk.tenant_id):
        services.decide(desk.tenant_id, "invoice", undecided.id, None, "Alice Moreau")
        with pytest.raises(Refused, match="Nothing is to be decided"):
            services.decide(desk.tenant_id, "invoice", undecided.id, None, "Bob Okafor")


def test_a_document_of_another_invoice_cannot_be_named(desk: Desk, undecided: Invoice) -> None:
    other = desk.send(desk.invoice(("Support", "1", "99", False)))
    with scope(desk.tenant_id), pytest.raises(Refused, match="belongs to another record"):
        services.decide(desk.tenant_id, "invoice", undecided.id, other.qbo_id, "Alice Moreau")


def test_what_cannot_be_asked_for_a_day_is_put_to_a_person(desk: Desk) -> None:
    invoice = desk.invoice()
    desk.fault("drop_after_commit")
    desk.send(invoice)
    query = f"/v3/company/{desk.realm_id}/query"
    desk.emulator.fault("status", {"path": query}, status=400, code="4001", times=2, realm_id=desk.realm_id)
    assert desk.work(invoice, after=5).badge.words == "Checking with QuickBooks"

    with clock.travel(timedelta(hours=25)):
        card = desk.work(invoice)

    assert card.badge.words == "Needs your decision"
    assert card.candidates == ()
