"""Charlie, admin of another tenant, reaches nothing of Northwind's invoices, whatever id he names."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from cast import Cast
from nexos.billing import queries, services
from nexos.billing.draft import QUOTE_LINE, Draft, DraftLine
from nexos.billing.invoicing.quote import invoice_quote, preview
from nexos.billing.models import Invoice
from nexos.catalog import services as catalog
from nexos.catalog.models import Product
from nexos.crm import services as crm
from nexos.kit.errors import InvalidInput, NotFound
from nexos.kit.money import Money
from nexos.kit.tenancy import scope
from nexos.sales import queries as sales_queries
from nexos.sales import services as sales
from nexos.sales.models import Quote
from nexos.sales.offer import Offer, OfferLine


@pytest.fixture
def product(cast: Cast) -> Product:
    with scope(cast.northwind.id):
        return catalog.create_product(cast.northwind.id, name="Switch", price=Decimal(1180))


@pytest.fixture
def quote(cast: Cast, product: Product) -> Quote:
    """Approved, Northwind's."""
    northwind = cast.northwind.id
    with scope(northwind):
        company = crm.create_company(northwind, name="Cedar")
        line = OfferLine(description="Switch", quantity=Decimal(1), unit_price=Decimal(1180), product_id=product.id)
        quote = sales.create_quote(northwind, Offer(company_id=company.id, title="Network", lines=[line]))
        sales.send_quote(northwind, quote.id)
        sales.approve_quote(northwind, quote.id, signer_name="Nora", choices={})
        return sales_queries.quote(northwind, quote.id)


@pytest.fixture
def invoice(cast: Cast, quote: Quote) -> Invoice:
    """Issued, Northwind's."""
    with scope(cast.northwind.id):
        draft = invoice_quote(cast.northwind.id, quote.id)
        return services.issue_invoice(cast.northwind.id, draft.id)


@pytest.fixture
def own(cast: Cast) -> Draft:
    """What Charlie may write."""
    with scope(cast.contoso.id):
        company = crm.create_company(cast.contoso.id, name="Tailspin")
    line = DraftLine(description="Switch", quantity=Decimal(1), unit_price=Decimal(5))
    return Draft(company_id=company.id, currency="USD", lines=[line])


def test_northwinds_invoice_and_quote_are_not_there(cast: Cast, invoice: Invoice, quote: Quote) -> None:
    contoso = cast.contoso.id
    with scope(cast.northwind.id):
        line_ids = [line.id for line in quote.lines.all()]
    attempts: list[Callable[[], object]] = [
        lambda: queries.invoice(contoso, invoice.id),
        lambda: queries.for_quote(contoso, quote.id),
        lambda: preview(contoso, quote.id),
        lambda: invoice_quote(contoso, quote.id),
        lambda: services.update_draft(contoso, invoice.id, memo="Mine"),
        lambda: services.discard_draft(contoso, invoice.id),
        lambda: services.issue_invoice(contoso, invoice.id),
        lambda: services.change_issued(contoso, invoice.id, memo="Mine"),
        lambda: services.void_invoice(contoso, invoice.id),
        lambda: services.record_tax(contoso, invoice.id, Money.zero("USD")),
    ]
    with scope(contoso):
        for attempt in attempts:
            with pytest.raises(NotFound):
                attempt()
        assert list(queries.invoices(contoso)) == []
        assert queries.lines(contoso, invoice.id) == []
        assert queries.by_ids(contoso, [invoice.id]) == {}
        assert queries.billed(contoso, QUOTE_LINE, line_ids) == set()
    with scope(cast.northwind.id):
        assert queries.invoice(cast.northwind.id, invoice.id).status == "issued"


def test_northwinds_company_product_and_lines_are_named_as_wrong(
    cast: Cast, quote: Quote, product: Product, invoice: Invoice, own: Draft
) -> None:
    with scope(cast.northwind.id):
        [their_line] = queries.lines(cast.northwind.id, invoice.id)
    foreign_product = replace(own.lines[0], product_id=product.id)
    with scope(cast.contoso.id):
        mine = services.create_draft(cast.contoso.id, own)
        attempts: list[tuple[Callable[[], object], str]] = [
            (lambda: services.create_draft(mine.tenant_id, replace(own, company_id=quote.company_id)), "company_id"),
            (
                lambda: services.create_draft(mine.tenant_id, replace(own, lines=[foreign_product])),
                "lines.0.product_id",
            ),
            (
                lambda: services.update_draft(mine.tenant_id, mine.id, lines=[foreign_product]),
                "lines.0.product_id",
            ),
            (
                lambda: services.update_draft(mine.tenant_id, mine.id, lines=[replace(own.lines[0], id=their_line.id)]),
                "lines.0.id",
            ),
        ]
        for attempt, field in attempts:
            with pytest.raises(InvalidInput) as refusal:
                attempt()
            assert list(refusal.value.fields) == [field]
        assert queries.invoices(cast.contoso.id).count() == 1


def test_each_tenant_counts_its_own_numbers(cast: Cast, invoice: Invoice, own: Draft) -> None:
    with scope(cast.contoso.id):
        theirs = services.issue_invoice(cast.contoso.id, services.create_draft(cast.contoso.id, own).id)
    assert theirs.number == invoice.number
