"""A sent quote is approved with what the client chose, declined, or left until it expires."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from nexos.accounts.models import Tenant
from nexos.kit import clock, events
from nexos.kit.errors import InvalidInput, Refused
from nexos.kit.ids import new_id
from nexos.kit.jobs.worker import run_due
from nexos.sales import queries, services
from nexos.sales.acceptance import Choice
from nexos.sales.events import QuoteApproved
from nexos.sales.models import Quote
from nexos.sales.offer import Offer

TAKE, LEAVE = Choice(True), Choice(False)


@pytest.fixture
def sent(northwind: Tenant, offer: Offer) -> Quote:
    quote = services.create_quote(northwind.id, offer)
    services.send_quote(northwind.id, quote.id)
    return queries.quote(northwind.id, quote.id)


@pytest.fixture
def heard() -> Iterator[list[QuoteApproved]]:
    """The approvals that listeners are told of while the test runs."""
    facts: list[QuoteApproved] = []
    listening = True

    @events.listens(QuoteApproved)
    def hear(fact: QuoteApproved) -> None:
        if listening:
            facts.append(fact)

    yield facts
    listening = False


def line_ids(quote: Quote) -> list[UUID]:
    return [line.id for line in quote.lines.all()]


def approve(quote: Quote, choices: dict[UUID, Choice], name: str = "Nora Lindqvist") -> Quote:
    services.approve_quote(quote.tenant_id, quote.id, signer_name=name, signer_title="Partner", choices=choices)
    return queries.quote(quote.tenant_id, quote.id)


def test_an_approval_keeps_signer_day_choices_and_total(
    northwind: Tenant, sent: Quote, heard: list[QuoteApproved]
) -> None:
    _, access_points, installation, _ = line_ids(sent)
    quote = approve(sent, {access_points: Choice(True, Decimal(2)), installation: TAKE})
    assert (quote.status, quote.approved_by_name, quote.approved_by_title) == ("approved", "Nora Lindqvist", "Partner")
    assert quote.approved_on == clock.today(northwind.time_zone)
    assert [(line.accepted, line.counted_quantity) for line in quote.lines.all()] == [
        (True, 1),
        (True, 2),
        (True, 1),
        (True, 5),
    ]
    assert str(quote.totals.one_time.subtotal) == "2362.00 USD"
    assert quote.total == quote.totals.total
    assert [(fact.quote_id, fact.cause) for fact in heard] == [(quote.id, "person")]


def test_an_optional_line_left_out_is_not_paid_for(sent: Quote) -> None:
    quote = approve(sent, {line_ids(sent)[2]: LEAVE})
    assert [line.accepted for line in quote.lines.all()] == [True, True, False, True]
    assert str(quote.totals.one_time.subtotal) == "1804.00 USD"


@pytest.mark.parametrize(
    ("place", "choice", "field"),
    [
        (0, LEAVE, "lines.0.accepted"),
        (0, Choice(True, Decimal(2)), "lines.0.quantity"),
        (1, Choice(True, Decimal(0)), "lines.1.quantity"),
        (1, Choice(True, Decimal(-1)), "lines.1.quantity"),
        (1, Choice(True, Decimal("1.12345678")), "lines.1.quantity"),
        (1, Choice(True, Decimal("NaN")), "lines.1.quantity"),
        (1, Choice(True, Decimal(1_000_000)), "lines.1.quantity"),
        (3, LEAVE, "lines.3.accepted"),
    ],
)
def test_a_wrong_choice_is_named_and_nothing_is_approved(
    sent: Quote, heard: list[QuoteApproved], place: int, choice: Choice, field: str
) -> None:
    ids = line_ids(sent)
    with pytest.raises(InvalidInput) as refusal:
        approve(sent, {ids[2]: TAKE, ids[place]: choice})
    assert list(refusal.value.fields) == [field]
    found = queries.quote(sent.tenant_id, sent.id)
    assert found.status == "sent"
    assert [line.accepted for line in found.lines.all()] == [None] * 4
    assert heard == []


def test_every_optional_line_needs_a_word(sent: Quote) -> None:
    with pytest.raises(InvalidInput) as refusal:
        approve(sent, {})
    assert list(refusal.value.fields) == ["lines.2.accepted"]


def test_a_line_of_another_quote_cannot_be_chosen(sent: Quote) -> None:
    with pytest.raises(InvalidInput) as refusal:
        approve(sent, {line_ids(sent)[2]: TAKE, new_id(): TAKE})
    assert list(refusal.value.fields) == ["choices"]


@pytest.mark.parametrize("name", ["", "   ", "N" * 121])
def test_somebody_has_to_sign(sent: Quote, name: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        approve(sent, {line_ids(sent)[2]: TAKE}, name)
    assert list(refusal.value.fields) == ["signer_name"]


def test_at_least_one_line_must_be_taken(northwind: Tenant, offer: Offer) -> None:
    quote = services.create_quote(northwind.id, replace(offer, lines=[offer.lines[2]], tax_percent=None))
    services.send_quote(northwind.id, quote.id)
    sent = queries.quote(northwind.id, quote.id)
    with pytest.raises(InvalidInput) as refusal:
        approve(sent, {line_ids(sent)[0]: LEAVE})
    assert list(refusal.value.fields) == ["lines"]


def test_a_choice_that_the_discount_eats_up_is_refused(northwind: Tenant, offer: Offer) -> None:
    fixed = replace(offer, discount_kind="fixed", discount_value=Decimal(600), lines=[offer.lines[1]])
    quote = services.create_quote(northwind.id, fixed)
    services.send_quote(northwind.id, quote.id)
    sent = queries.quote(northwind.id, quote.id)
    with pytest.raises(InvalidInput, match="less than nothing"):
        approve(sent, {line_ids(sent)[0]: Choice(True, Decimal(2))})


def test_what_is_approved_stays_as_it_is(northwind: Tenant, sent: Quote, offer: Offer) -> None:
    choices = {line_ids(sent)[2]: TAKE}
    approve(sent, choices)
    for attempt in (
        lambda: services.update_quote(northwind.id, sent.id, offer),
        lambda: services.send_quote(northwind.id, sent.id),
        lambda: services.reopen_quote(northwind.id, sent.id),
        lambda: services.decline_quote(northwind.id, sent.id),
        lambda: approve(sent, choices, "Somebody Else"),
    ):
        with pytest.raises(Refused, match="approved by Nora Lindqvist"):
            attempt()
    assert queries.quote(northwind.id, sent.id).approved_by_name == "Nora Lindqvist"


def test_a_draft_must_be_sent_first(northwind: Tenant, offer: Offer) -> None:
    quote = services.create_quote(northwind.id, offer)
    with pytest.raises(Refused, match="send it first"):
        services.approve_quote(northwind.id, quote.id, signer_name="Nora", choices={})
    with pytest.raises(Refused, match="send it first"):
        services.decline_quote(northwind.id, quote.id)


def test_a_declined_quote_keeps_the_reason_until_it_is_offered_again(northwind: Tenant, sent: Quote) -> None:
    assert services.decline_quote(northwind.id, sent.id, reason=" Too dear ").declined_reason == "Too dear"
    with pytest.raises(Refused, match="declined"):
        approve(sent, {line_ids(sent)[2]: TAKE})
    reopened = services.reopen_quote(northwind.id, sent.id)
    assert (reopened.status, reopened.declined_reason) == ("draft", "")


def test_an_approval_is_undone_when_a_listener_fails(northwind: Tenant, sent: Quote) -> None:
    broken = True

    @events.listens(QuoteApproved)
    def fail(fact: QuoteApproved) -> None:
        if broken:
            raise RuntimeError("the listener is broken")

    try:
        with pytest.raises(RuntimeError):
            approve(sent, {line_ids(sent)[2]: TAKE})
    finally:
        broken = False
    assert queries.quote(northwind.id, sent.id).status == "sent"


def test_a_quote_can_be_approved_on_its_last_good_day_and_not_after(northwind: Tenant, sent: Quote) -> None:
    choices = {line_ids(sent)[2]: TAKE}
    with clock.travel(timedelta(days=31)), pytest.raises(Refused, match="expired on"):
        approve(sent, choices)
    with clock.travel(timedelta(days=30)):
        assert approve(sent, choices).status == "approved"


def test_a_quote_expires_by_itself_after_its_last_good_day(northwind: Tenant, sent: Quote) -> None:
    with clock.travel(timedelta(days=30)):
        run_due()
        assert queries.quote(northwind.id, sent.id).status == "sent"
    with clock.travel(timedelta(days=31)):
        run_due()
        assert queries.quote(northwind.id, sent.id).status == "expired"


def test_a_quote_taken_back_and_given_more_time_does_not_expire_early(
    northwind: Tenant, sent: Quote, offer: Offer
) -> None:
    services.reopen_quote(northwind.id, sent.id)
    later = sent.valid_until + timedelta(days=10)
    services.update_quote(northwind.id, sent.id, replace(offer, valid_until=later))
    services.send_quote(northwind.id, sent.id)
    for days, status in ((35, "sent"), (41, "expired")):
        with clock.travel(timedelta(days=days)):
            run_due()
            assert queries.quote(northwind.id, sent.id).status == status
