"""A client of Northwind's, and the quote the screens show: equipment, two optional lines, one that recurs."""

from decimal import Decimal

import pytest

from nexos.accounts.models import Tenant
from nexos.crm import services as crm
from nexos.crm.models import Company
from nexos.sales.offer import Offer, OfferLine


@pytest.fixture
def cedar(northwind: Tenant) -> Company:
    return crm.create_company(northwind.id, name="Cedar & Pine Architects")


@pytest.fixture
def offer(cedar: Company) -> Offer:
    return Offer(
        company_id=cedar.id,
        title="Network refresh",
        discount_kind="percent",
        discount_value=Decimal(5),
        tax_percent=Decimal("8.25"),
        lines=[
            OfferLine(
                description="24-port PoE switch", quantity=Decimal(1), unit_price=Decimal("1180.00"), taxable=True
            ),
            OfferLine(
                description="Wi-Fi access point",
                quantity=Decimal(4),
                unit_price=Decimal("156.00"),
                taxable=True,
                adjustable=True,
            ),
            OfferLine(
                description="Installation on a Saturday",
                quantity=Decimal(1),
                unit_price=Decimal("870.00"),
                optional=True,
            ),
            OfferLine(
                description="Managed network",
                quantity=Decimal(5),
                unit_price=Decimal("12.00"),
                billing="recurring",
            ),
        ],
    )
