"""A quote is written, changed while it is a draft, and sent."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cast import Cast
from nexos.accounts.models import Tenant
from nexos.catalog import services as catalog
from nexos.crm import services as crm
from nexos.crm.models import Company
from nexos.kit import clock
from nexos.kit.errors import InvalidInput, NotFound, Refused
from nexos.kit.ids import new_id
from nexos.kit.tenancy import scope
from nexos.sales import queries, services
from nexos.sales.models import Quote
from nexos.sales.offer import Offer, OfferLine, problems


def today(tenant: Tenant) -> date:
    return clock.today(tenant.time_zone)


def test_a_quote_is_a_numbered_draft_good_for_thirty_days(northwind: Tenant, offer: Offer) -> None:
    first, second = (services.create_quote(northwind.id, offer) for _ in range(2))
    year = today(northwind).year
    assert [first.number, second.number] == [f"Q-{year}-0001", f"Q-{year}-0002"]
    quote = queries.quote(northwind.id, first.id)
    assert (quote.status, quote.currency, quote.valid_until) == (
        "draft",
        "USD",
        today(northwind) + timedelta(days=30),
    )


def test_before_an_approval_optional_lines_do_not_count(northwind: Tenant, offer: Offer) -> None:
    quote = queries.quote(northwind.id, services.create_quote(northwind.id, offer).id)
    totals = quote.totals
    assert (str(totals.one_time.subtotal), str(totals.one_time.total)) == ("1804.00 USD", "1855.19 USD")
    assert (str(totals.recurring.total), str(quote.total)) == ("57.00 USD", "1912.19 USD")


def test_lines_keep_order_decimals_and_product(northwind: Tenant, offer: Offer) -> None:
    product = catalog.create_product(northwind.id, name="Metered backup", price=Decimal("0.0214999"))
    line = OfferLine(
        description="Backup", quantity=Decimal("1234.1234567"), unit_price=product.price, product_id=product.id
    )
    quote = services.create_quote(northwind.id, replace(offer, lines=[*offer.lines, line]))
    *_, last = queries.quote(northwind.id, quote.id).lines.all()
    assert (last.quantity, last.unit_price, last.product_id) == (
        Decimal("1234.1234567"),
        Decimal("0.0214999"),
        product.id,
    )
    assert str(last.amount) == "26.53 USD"


LINE = OfferLine(description="Switch", quantity=Decimal(1), unit_price=Decimal(100))
OPTIONAL = replace(LINE, optional=True)
CREDIT = replace(LINE, unit_price=Decimal(-100))
RECURRING = replace(LINE, billing="recurring")
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"title": " "}, "title"),
    ({"title": "t" * 201}, "title"),
    ({"note": "n" * 4001}, "note"),
    ({"lines": []}, "lines"),
    ({"lines": [LINE] * 501}, "lines"),
    ({"lines": [LINE, replace(LINE, description="  ")]}, "lines.1.description"),
    ({"lines": [replace(LINE, description="d" * 4001)]}, "lines.0.description"),
    ({"lines": [replace(LINE, quantity=Decimal(0))]}, "lines.0.quantity"),
    ({"lines": [replace(LINE, quantity=Decimal(-1))]}, "lines.0.quantity"),
    ({"lines": [replace(LINE, quantity=Decimal("0.12345678"))]}, "lines.0.quantity"),
    ({"lines": [replace(LINE, quantity=Decimal("NaN"))]}, "lines.0.quantity"),
    ({"lines": [replace(LINE, quantity=Decimal(1_000_000))]}, "lines.0.quantity"),
    ({"lines": [replace(LINE, unit_price=Decimal("0.00000001"))]}, "lines.0.unit_price"),
    ({"lines": [replace(LINE, unit_price=Decimal("sNaN"))]}, "lines.0.unit_price"),
    ({"lines": [replace(LINE, unit_price=Decimal("-Infinity"))]}, "lines.0.unit_price"),
    ({"lines": [replace(LINE, unit_price=Decimal("1e40"))]}, "lines.0.unit_price"),
    ({"lines": [replace(LINE, billing="monthly")]}, "lines.0.billing"),
    ({"lines": [replace(LINE, quantity=Decimal(900_000), unit_price=Decimal(90_000_000))]}, "lines.0.unit_price"),
    ({"lines": [replace(LINE, quantity=Decimal("1." + "0" * 30 + "1"))]}, "lines.0.quantity"),
    ({"valid_until": date(1026, 11, 20)}, "valid_until"),
    ({"valid_until": date.max}, "valid_until"),
    ({"discount_value": Decimal(5)}, "discount_value"),
    ({"discount_value": Decimal("NaN")}, "discount_value"),
    ({"discount_kind": "half"}, "discount_kind"),
    ({"discount_kind": "percent", "discount_value": Decimal("100.01")}, "discount_value"),
    ({"discount_kind": "percent", "discount_value": Decimal("-1")}, "discount_value"),
    ({"discount_kind": "percent", "discount_value": Decimal("7.125")}, "discount_value"),
    ({"discount_kind": "percent", "discount_value": Decimal("NaN")}, "discount_value"),
    ({"discount_kind": "fixed", "discount_value": Decimal("0.001")}, "discount_value"),
    ({"discount_kind": "fixed", "discount_value": Decimal("-0.01")}, "discount_value"),
    ({"discount_kind": "fixed", "discount_value": Decimal("100.01")}, "discount_value"),
    ({"discount_kind": "fixed", "discount_value": Decimal(150), "lines": [LINE, OPTIONAL]}, "discount_value"),
    ({"tax_percent": Decimal("100.1")}, "tax_percent"),
    ({"tax_percent": Decimal("8.12345")}, "tax_percent"),
    ({"lines": [CREDIT]}, "lines"),
    ({"lines": [CREDIT, RECURRING]}, "lines"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG)
def test_what_is_wrong_with_an_offer_is_named(changes: dict[str, Any], field: str) -> None:
    offer = replace(Offer(company_id=new_id(), title="Network", lines=[LINE]), **changes)
    assert list(problems(offer, "USD")) == [field]


def test_several_mistakes_are_told_at_once() -> None:
    lines = [LINE, replace(LINE, description="", quantity=Decimal(0))]
    offer = Offer(company_id=new_id(), title="", lines=lines)
    assert set(problems(offer, "USD")) == {"title", "lines.1.description", "lines.1.quantity"}


def test_yen_have_no_hundredths_to_take_off() -> None:
    offer = Offer(company_id=new_id(), title="N", lines=[LINE], discount_kind="fixed", discount_value=Decimal("10.50"))
    assert problems(offer, "USD") == {}
    assert list(problems(offer, "JPY")) == ["discount_value"]


def test_a_refused_quote_leaves_nothing_and_no_gap(northwind: Tenant, offer: Offer) -> None:
    with pytest.raises(InvalidInput) as refusal:
        services.create_quote(northwind.id, replace(offer, title="", lines=[]))
    assert set(refusal.value.fields) == {"title", "lines"}
    assert not queries.quotes(northwind.id).exists()
    assert services.create_quote(northwind.id, offer).number.endswith("-0001")


def test_a_draft_can_be_rewritten(northwind: Tenant, offer: Offer) -> None:
    quote = services.create_quote(northwind.id, offer)
    services.update_quote(northwind.id, quote.id, replace(offer, title="Smaller", lines=offer.lines[:1]))
    found = queries.quote(northwind.id, quote.id)
    assert (found.title, found.number, len(found.lines.all()), str(found.total)) == (
        "Smaller",
        quote.number,
        1,
        "1213.48 USD",
    )


def test_a_refused_change_leaves_the_draft_as_it_was(northwind: Tenant, offer: Offer) -> None:
    quote = services.create_quote(northwind.id, offer)
    with pytest.raises(InvalidInput):
        services.update_quote(northwind.id, quote.id, replace(offer, title="Smaller", lines=[]))
    found = queries.quote(northwind.id, quote.id)
    assert (found.title, len(found.lines.all())) == ("Network refresh", 4)


def test_a_sent_quote_must_come_back_before_it_is_changed(northwind: Tenant, offer: Offer) -> None:
    quote = services.create_quote(northwind.id, offer)
    assert services.send_quote(northwind.id, quote.id).status == "sent"
    with pytest.raises(Refused, match="take it back to draft"):
        services.update_quote(northwind.id, quote.id, offer)
    with pytest.raises(Refused):
        services.send_quote(northwind.id, quote.id)
    services.reopen_quote(northwind.id, quote.id)
    services.update_quote(northwind.id, quote.id, replace(offer, title="Changed"))
    assert queries.quote(northwind.id, quote.id).title == "Changed"


def test_a_quote_that_is_out_of_date_is_not_sent(northwind: Tenant, offer: Offer) -> None:
    yesterday = today(northwind) - timedelta(days=1)
    quote = services.create_quote(northwind.id, replace(offer, valid_until=yesterday))
    with pytest.raises(Refused, match="later date"):
        services.send_quote(northwind.id, quote.id)
    services.update_quote(northwind.id, quote.id, replace(offer, valid_until=today(northwind)))
    assert services.send_quote(northwind.id, quote.id).status == "sent"


def test_quotes_are_listed_newest_first_and_found_by_number_title_company_and_status(
    northwind: Tenant, offer: Offer, cedar: Company
) -> None:
    older = services.create_quote(northwind.id, offer)
    newer = services.create_quote(northwind.id, replace(offer, title="Backup"))
    services.send_quote(northwind.id, newer.id)
    assert list(queries.quotes(northwind.id)) == [newer, older]
    assert list(queries.quotes(northwind.id, "backup")) == [newer]
    assert list(queries.quotes(northwind.id, older.number)) == [older]
    assert list(queries.quotes(northwind.id, "pine", "draft")) == [older]
    assert [quote.company.name for quote in queries.quotes(northwind.id, status="sent")] == [cedar.name]


@pytest.fixture
def theirs(cast: Cast) -> Quote:
    """A quote of the other tenant's."""
    with scope(cast.contoso.id):
        company = crm.create_company(cast.contoso.id, name="Tailspin")
        product = catalog.create_product(cast.contoso.id, name="Switch", price=Decimal(1))
        line = replace(LINE, product_id=product.id)
        quote = services.create_quote(cast.contoso.id, Offer(company_id=company.id, title="Theirs", lines=[line]))
        return queries.quote(cast.contoso.id, quote.id)


def test_another_tenants_ids_are_not_there(theirs: Quote, northwind: Tenant, offer: Offer) -> None:
    tenant = northwind.id
    for attempt in (
        lambda: queries.quote(tenant, theirs.id),
        lambda: services.update_quote(tenant, theirs.id, offer),
        lambda: services.send_quote(tenant, theirs.id),
        lambda: services.reopen_quote(tenant, theirs.id),
        lambda: services.approve_quote(tenant, theirs.id, signer_name="Nora", choices={}),
        lambda: services.decline_quote(tenant, theirs.id),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert services.expire_quote(tenant, theirs.id) is None
    assert list(queries.quotes(tenant)) == []


def test_another_tenants_company_or_product_is_named_as_wrong(theirs: Quote, northwind: Tenant, offer: Offer) -> None:
    [their_line] = theirs.lines.all()
    mine = services.create_quote(northwind.id, offer)
    foreign_company = replace(offer, company_id=theirs.company_id)
    foreign_product = replace(offer, lines=[LINE, replace(LINE, product_id=their_line.product_id)])
    for wrong, field in ((foreign_company, "company_id"), (foreign_product, "lines.1.product_id")):
        with pytest.raises(InvalidInput) as refusal:
            services.create_quote(northwind.id, wrong)
        assert list(refusal.value.fields) == [field]
        with pytest.raises(InvalidInput) as refusal:
            services.update_quote(northwind.id, mine.id, wrong)
        assert list(refusal.value.fields) == [field]
    assert queries.quote(northwind.id, mine.id).company_id == offer.company_id
