"""What the demo starts with: a QuickBooks company at the stand-in, and an MSP that knows some of its customers."""

import json
import urllib.request
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from nexos.cli.migrate import migrate
from nexos.kit.errors import NotFound

REALM = "4620816365184390210"
EMAIL = "alice@northwind.example"
PASSWORD = "northwind-demo"  # noqa: S105 - printed on the screen; the demo listens on loopback only
KNOWN_COMPANIES = 24


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the person at the screen is told."""

    company: str
    email: str = EMAIL
    password: str = PASSWORD


def prepare(emulator_url: str, *, sample: bool) -> Prepared:
    """Fills the emulator (with `sample`; else it was seeded from a directory) and the database, once.

    A data directory that was used before keeps what it holds.
    """
    stand_in = StandIn(emulator_url)
    if sample:
        stand_in.post("sample", {"realm_id": REALM, "size": "msp", "seed": 7})
    realm = stand_in.get("realms")[0]
    migrate()
    from nexos.accounts.queries import tenant_by_slug

    try:
        tenant_by_slug("northwind")
    except NotFound:
        customers, items = (stand_in.objects(realm["realm_id"], entity) for entity in ("Customer", "Item"))
        _provider(customers, items)
    return Prepared(realm["name"])


def _provider(customers: list[dict[str, Any]], items: list[dict[str, Any]]) -> None:
    """The MSP, all of it or nothing."""
    from django.db import transaction

    from nexos.accounts import services as accounts
    from nexos.kit.tenancy import scope

    with transaction.atomic():
        tenant = accounts.create_tenant("northwind", "Northwind Managed IT", "America/Los_Angeles")
        with scope(tenant.id):
            accounts.create_user(tenant.id, "Alice Moreau", EMAIL, PASSWORD, "admin")
            _credentials(tenant.id)
            _work_types(tenant.id)
            _quotes(tenant.id, _companies(tenant.id, customers), items)


class StandIn:
    """The emulator's control API, as far as the demo needs it."""

    def __init__(self, url: str) -> None:
        self._url = f"{url}/_emulator"

    def get(self, path: str, **query: str) -> Any:
        """The answer's JSON."""
        return self._answer(urllib.request.Request(f"{self._url}/{path}?{urlencode(query)}"))  # noqa: S310

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """The answer's JSON."""
        return self._answer(urllib.request.Request(f"{self._url}/{path}", json.dumps(body).encode()))  # noqa: S310

    def objects(self, realm_id: str, entity: str) -> list[dict[str, Any]]:
        """The live objects of one entity, amounts as Decimal."""
        found = self.get("documents", realm_id=realm_id, entity=entity)
        return [row["object"] for row in found if not row["deleted"]]

    def _answer(self, request: urllib.request.Request) -> Any:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - loopback, started by the demo itself
            return json.load(answer, parse_float=Decimal)


def _credentials(tenant_id: UUID) -> None:
    from nexos.quickbooks.connection import services as connection

    connection.save_credentials(
        tenant_id,
        client_id="emulator-client",
        client_secret="emulator-secret",  # noqa: S106 - the stand-in's published default
        environment="sandbox",
    )


def _work_types(tenant_id: UUID) -> None:
    """What an MSP's time is usually written on."""
    from nexos.timekeeping import services
    from nexos.timekeeping.models import BillingRole, WorkType

    for name in ("Remote support", "On-site support", "Project work", "Consulting", "Travel"):
        services.add(tenant_id, WorkType, name=name)
    for name in ("Technician", "Senior engineer", "Consultant"):
        services.add(tenant_id, BillingRole, name=name)


def _companies(tenant_id: UUID, customers: list[dict[str, Any]]) -> list[UUID]:
    """Of the first customers most are known by the same name, some by their email only, some by a similar name."""
    from nexos.crm import services as crm

    known = [customer for customer in customers if customer.get("Active") and not customer.get("Job")][:KNOWN_COMPANIES]
    made = []
    for place, customer in enumerate(known):
        name, email = customer["DisplayName"], customer.get("PrimaryEmailAddr", {}).get("Address", "")
        if place % 8 == 6:
            name = f"{name} ({place})" if not email else f"{name.split()[0]} Holdings"
        elif place % 8 == 7:
            name, email = f"The {name}", ""
        made.append(crm.create_company(tenant_id, name=name, email=email).id)
    return made


def _quotes(tenant_id: UUID, companies: list[UUID], items: list[dict[str, Any]]) -> None:
    """One quote that is approved, one that waits for the client, one still being written."""
    from nexos.catalog import services as catalog
    from nexos.catalog.models import Product
    from nexos.sales import queries, services
    from nexos.sales.acceptance import Choice
    from nexos.sales.offer import Offer, OfferLine

    priced = [item for item in items if item["Type"] == "Service" and item.get("Active") and item.get("UnitPrice")]
    products: list[Product] = [
        catalog.create_product(tenant_id, name=item["Name"], price=Decimal(str(item["UnitPrice"])), billing="one_time")
        for item in priced[:3]
    ]
    lines = [
        OfferLine(
            description=product.name,
            quantity=Decimal(quantity),
            unit_price=product.price,
            product_id=product.id,
            adjustable=quantity > 1,
            optional=place == 2,
        )
        for place, (product, quantity) in enumerate(zip(products, (8, 1, 2), strict=False))
    ]
    titles = ("Office move: network and workstations", "Server room tidy-up", "Backup review")
    for state, title, company in zip(("approved", "sent", "draft"), titles, companies, strict=False):
        quote = services.create_quote(tenant_id, Offer(company_id=company, title=title, lines=lines))
        if state != "draft":
            services.send_quote(tenant_id, quote.id)
        if state == "approved":
            written = queries.quote(tenant_id, quote.id).lines.all()
            choices = {line.id: Choice(accepted=True) for line in written}
            services.approve_quote(tenant_id, quote.id, signer_name="Dana Whitfield", choices=choices)
