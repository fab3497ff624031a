"""An approved quote is invoiced: its accepted one-time lines, once, with quantity and discount as agreed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from nexos.accounts.models import Tenant
from nexos.billing import queries, services
from nexos.billing.invoicing.quote import invoice_quote, preview
from nexos.crm import services as crm
from nexos.kit.errors import Refused
from nexos.sales import queries as sales_queries
from nexos.sales import services as sales
from nexos.sales.acceptance import Choice
from nexos.sales.models import Quote
from nexos.sales.offer import Offer

type Approve = Callable[[Offer], Quote]


def test_the_invoice_has_the_one_time_lines_and_their_part_of_the_discount(
    northwind: Tenant, approve: Approve, offer: Offer
) -> None:
    quote = approve(offer)
    invoice = invoice_quote(northwind.id, quote.id)
    found = queries.invoice(northwind.id, invoice.id)
    assert [(line.description, str(line.amount), str(line.discount)) for line in found.lines.all()] == [
        ("Switch", "1180.00 USD", "43.16 USD"),
        ("Access point", "624.00 USD", "22.83 USD"),
        ("Installation", "870.00 USD", "31.82 USD"),
    ]
    one_time = quote.totals.one_time
    assert (found.subtotal, found.discount) == (one_time.subtotal, one_time.discount)
    assert (found.status, found.tax, found.company_id) == ("draft", None, quote.company_id)
    assert quote.number in found.memo


def test_a_percentage_is_taken_of_what_is_billed(northwind: Tenant, approve: Approve, offer: Offer) -> None:
    quote = approve(replace(offer, discount_kind="percent", discount_value=Decimal("7.5")))
    assert str(invoice_quote(northwind.id, quote.id).discount) == "200.55 USD"


def test_chosen_quantities_are_billed_and_lines_left_out_are_not(northwind: Tenant, offer: Offer) -> None:
    quote = sales.create_quote(northwind.id, offer)
    sales.send_quote(northwind.id, quote.id)
    _, _, access_point, installation = quote.lines.all()
    choices = {access_point.id: Choice(True, Decimal("2.5")), installation.id: Choice(False)}
    sales.approve_quote(northwind.id, quote.id, signer_name="Nora", choices=choices)
    lines = preview(northwind.id, quote.id).lines
    assert [(line.description, line.quantity) for line in lines] == [
        ("Switch", Decimal(1)),
        ("Access point", Decimal("2.5")),
    ]


def test_looking_writes_nothing_and_shows_what_would_be_written(
    northwind: Tenant, approve: Approve, offer: Offer
) -> None:
    quote = approve(offer)
    shown = preview(northwind.id, quote.id)
    assert not queries.invoices(northwind.id).exists()
    assert invoice_quote(northwind.id, quote.id).total == shown.totals.total


def test_the_day_on_the_invoice_can_be_chosen(northwind: Tenant, approve: Approve, offer: Offer) -> None:
    invoice = invoice_quote(northwind.id, approve(offer).id, date(2026, 11, 30))
    invoice = services.issue_invoice(northwind.id, invoice.id)
    assert (invoice.number, invoice.due_on) == ("INV-2026-0001", date(2026, 12, 14))


def test_only_an_approved_quote_is_invoiced(northwind: Tenant, offer: Offer) -> None:
    quote = sales.create_quote(northwind.id, offer)
    for act in (preview, invoice_quote):
        with pytest.raises(Refused, match="is draft; only an approved quote"):
            act(northwind.id, quote.id)


def test_a_quote_of_recurring_lines_has_nothing_to_invoice(northwind: Tenant, approve: Approve, offer: Offer) -> None:
    quote = approve(replace(offer, discount_kind="none", discount_value=Decimal(0), lines=[offer.lines[1]]))
    assert preview(northwind.id, quote.id).lines == []
    with pytest.raises(Refused, match="no one-time line"):
        invoice_quote(northwind.id, quote.id)


def test_what_is_invoiced_is_not_invoiced_again_until_it_is_void(
    northwind: Tenant, approve: Approve, offer: Offer
) -> None:
    quote = approve(offer)
    first = services.issue_invoice(northwind.id, invoice_quote(northwind.id, quote.id).id)
    assert preview(northwind.id, quote.id).lines == []
    with pytest.raises(Refused, match=first.number):
        invoice_quote(northwind.id, quote.id)
    services.void_invoice(northwind.id, first.id)
    second = invoice_quote(northwind.id, quote.id)
    assert second.total == first.total
    assert queries.for_quote(northwind.id, quote.id) == [second, first]


def test_a_discarded_draft_frees_its_lines(northwind: Tenant, approve: Approve, offer: Offer) -> None:
    quote = approve(offer)
    services.discard_draft(northwind.id, invoice_quote(northwind.id, quote.id).id)
    assert len(preview(northwind.id, quote.id).lines) == 3


def test_lines_billed_apart_come_to_what_was_agreed(northwind: Tenant, approve: Approve, offer: Offer) -> None:
    quote = approve(offer)
    first = invoice_quote(northwind.id, quote.id)
    switch, *_ = [line.as_draft() for line in queries.lines(northwind.id, first.id)]
    first = services.update_draft(northwind.id, first.id, lines=[switch])
    second = invoice_quote(northwind.id, quote.id)
    one_time = quote.totals.one_time
    assert first.total + second.total == one_time.subtotal - one_time.discount
    assert len(queries.for_quote(northwind.id, quote.id)) == 2


def test_two_drafts_made_from_the_same_look_bill_once(northwind: Tenant, approve: Approve, offer: Offer) -> None:
    seen_by_both = preview(northwind.id, approve(offer).id)
    services.create_draft(northwind.id, seen_by_both)
    with pytest.raises(Refused, match="on another invoice already"):
        services.create_draft(northwind.id, seen_by_both)
    assert queries.invoices(northwind.id).count() == 1


def test_a_later_change_of_the_company_does_not_change_the_currency(
    northwind: Tenant, approve: Approve, offer: Offer
) -> None:
    quote = approve(offer)
    crm.update_company(northwind.id, quote.company_id, currency="EUR")
    assert invoice_quote(northwind.id, quote.id).currency == "USD"
    assert sales_queries.quote(northwind.id, quote.id).currency == "USD"
