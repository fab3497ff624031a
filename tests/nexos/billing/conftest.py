"""A client of Northwind's and a quote of theirs, approved."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from nexos.accounts.models import Tenant
from nexos.billing.draft import Draft, DraftLine
from nexos.crm import services as crm
from nexos.crm.models import Company
from nexos.sales import queries as sales_queries
from nexos.sales import services as sales
from nexos.sales.acceptance import Choice
from nexos.sales.models import Quote
from nexos.sales.offer import Offer, OfferLine

type Approve = Callable[[Offer], Quote]


@pytest.fixture
def cedar(northwind: Tenant) -> Company:
    return crm.create_company(northwind.id, name="Cedar & Pine Architects", terms_days=14)


@pytest.fixture
def draft(cedar: Company) -> Draft:
    return Draft(
        company_id=cedar.id,
        currency="USD",
        memo="Network refresh",
        lines=[
            DraftLine(
                description="Switch",
                quantity=Decimal(1),
                unit_price=Decimal("1180.00"),
                taxable=True,
                discount=Decimal(59),
            ),
            DraftLine(description="Labour", quantity=Decimal("3.75"), unit_price=Decimal("41.33")),
        ],
    )


@pytest.fixture
def approve(northwind: Tenant) -> Approve:
    """Sends an offer and approves it, each optional line taken."""

    def approved(offer: Offer) -> Quote:
        quote = sales.create_quote(northwind.id, offer)
        sales.send_quote(northwind.id, quote.id)
        choices = {line.id: Choice(True) for line in quote.lines.all() if line.optional}
        sales.approve_quote(northwind.id, quote.id, signer_name="Nora Lindqvist", choices=choices)
        return sales_queries.quote(northwind.id, quote.id)

    return approved


@pytest.fixture
def offer(cedar: Company) -> Offer:
    return Offer(
        company_id=cedar.id,
        title="Network refresh",
        discount_kind="fixed",
        discount_value=Decimal(100),
        tax_percent=Decimal("8.25"),
        lines=[
            OfferLine(description="Switch", quantity=Decimal(1), unit_price=Decimal("1180.00"), taxable=True),
            OfferLine(description="Managed network", quantity=Decimal(5), unit_price=Decimal(12), billing="recurring"),
            OfferLine(
                description="Access point", quantity=Decimal(4), unit_price=Decimal(156), taxable=True, adjustable=True
            ),
            OfferLine(description="Installation", quantity=Decimal(1), unit_price=Decimal(870), optional=True),
        ],
    )
