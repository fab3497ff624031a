"""Northwind with a record of every kind, and a browser for each person of the cast."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from django.test import Client

from cast import Cast
from nexos.accounts.models import User
from nexos.billing import services as billing
from nexos.billing.invoicing.quote import invoice_quote
from nexos.catalog import services as catalog
from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.procurement import services as vendors
from nexos.quickbooks.connection.models import Connection, State
from nexos.quickbooks.mapping import services as mapping
from nexos.quickbooks.mirror.upsert import store_one
from nexos.sales import services as sales
from nexos.sales.offer import Offer, OfferLine
from nexos.timekeeping import services as timekeeping
from nexos.timekeeping.models import WorkType
from shelf import Shelf


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any, tmp_path: Path) -> None:
    """Pages name their files as they are: nothing was collected and hashed."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user.sign_in, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def alice(cast: Cast) -> Client:
    return browser_of(cast.alice)


@pytest.fixture
def bob(cast: Cast) -> Client:
    return browser_of(cast.bob)


@pytest.fixture
def vera(cast: Cast) -> Client:
    return browser_of(cast.vera)


@pytest.fixture
def charlie(cast: Cast) -> Client:
    return browser_of(cast.charlie)


@pytest.fixture
def northwind_open(cast: Cast) -> Iterator[UUID]:
    """Northwind's id, with its scope open while the test prepares; a request opens its own."""
    with scope(cast.northwind.id):
        yield cast.northwind.id


@pytest.fixture
def records(cast: Cast) -> dict[str, Any]:
    """Northwind's records, by the name their addresses have for them, and a few more of other states."""
    tenant_id = cast.northwind.id
    with scope(tenant_id):
        shelf = Shelf(cast.northwind)
        Connection.objects.of(tenant_id).update(realm_id="9130", company_name="Northwind Books", state=State.CONNECTED)
        company_id = shelf.company("Harbor Dental Group", "billing@harbordental.example")
        product = catalog.create_product(tenant_id, name="Access point", sku="AP-6", price=Decimal("156"))
        draft, sent, approved = (_quote(tenant_id, company_id, product.id, title) for title in ("One", "Two", "Three"))
        for quote in (sent, approved):
            sales.send_quote(tenant_id, quote.id)
        sales.approve_quote(tenant_id, approved.id, signer_name="Marta Kestrel", choices={})
        issued = billing.issue_invoice(tenant_id, invoice_quote(tenant_id, approved.id).id)
        customer_id = shelf.customer("Harbor Dental Group, PLLC")
        there = _mirrored_invoice(shelf, customer_id)
        mapping.link_customer(tenant_id, shelf.connection_id, customer_id, company_id, None)
        return {
            "company_id": company_id,
            "product_id": product.id,
            "vendor_id": vendors.create_vendor(tenant_id, name="Harbor Dental Supplies").id,
            "label_id": timekeeping.add(tenant_id, WorkType, name="Harbor Dental visits").id,
            "quote_id": approved.id,
            "draft_quote": draft.id,
            "sent_quote": sent.id,
            "invoice_id": issued.id,
            "qbo_id": there,
            "customer_id": customer_id,
            "shelf": shelf,
        }


def _quote(tenant_id: UUID, company_id: UUID, product_id: UUID, title: str) -> Any:
    line = OfferLine(
        product_id=product_id, description="Access point, mounted", quantity=Decimal(2), unit_price=Decimal("156")
    )
    return sales.create_quote(tenant_id, Offer(company_id=company_id, title=title, lines=[line]))


def _mirrored_invoice(shelf: Shelf, customer_id: str) -> str:
    """An invoice made in QuickBooks, and the payment of half of it, under one id: each has its own numbers there."""
    moment = clock.now().isoformat()
    common = {
        "Id": "770",
        "SyncToken": "0",
        "MetaData": {"CreateTime": moment, "LastUpdatedTime": moment},
        "CustomerRef": {"value": customer_id},
        "TxnDate": f"{clock.today('America/New_York'):%Y-%m-%d}",
        "CurrencyRef": {"value": "USD"},
    }
    line = {
        "Id": "1",
        "LineNum": 1,
        "Amount": 200,
        "Description": "On-site support",
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1", "name": "Support"}, "Qty": 2, "UnitPrice": 100},
    }
    invoice = {**common, "DocNumber": "1412", "TotalAmt": 200, "Balance": 100, "DueDate": "2026-01-31", "Line": [line]}
    part = {"Amount": 100, "LinkedTxn": [{"TxnId": "770", "TxnType": "Invoice"}]}
    payment = {**common, "TotalAmt": 100, "UnappliedAmt": 0, "PaymentRefNum": "8974", "Line": [part]}
    store_one(*shelf.place, "Invoice", msgspec.json.encode(invoice))
    store_one(*shelf.place, "Payment", msgspec.json.encode(payment))
    return "770"
