"""A desk that sends invoices: Northwind, connected to an emulated company whose customer and items are linked here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from emulator_process import EmulatorProcess
from nexos.billing import services as billing
from nexos.billing.draft import Draft, DraftLine
from nexos.billing.models import Invoice
from nexos.catalog import services as catalog
from nexos.crm import services as crm
from nexos.kit import clock
from nexos.kit.jobs.lease import claim
from nexos.kit.jobs.worker import run
from nexos.kit.tenancy import scope
from nexos.quickbooks.mapping import services as mapping
from nexos.quickbooks.mirror.upsert import store_one
from nexos.quickbooks.push import services as push
from nexos.quickbooks.push.models import Push
from nexos.quickbooks.push.outbox import PUSH
from nexos.quickbooks.state import queries as state
from nexos.quickbooks.state.cards import Card

MIRRORED = ("Customer", "Item", "Preferences", "CompanyInfo")


@dataclass
class Desk:
    """`company_id` is linked to `customer_id`; "Support" and "Access point" to an item each, "Unlinked" to none."""

    emulator: EmulatorProcess
    realm_id: str
    tenant_id: UUID
    connection_id: UUID
    company_id: UUID = field(init=False)
    customer_id: str = field(init=False)
    products: dict[str, UUID] = field(default_factory=dict)
    currency: str = "USD"

    def furnish(self) -> None:
        """The customer and items at QuickBooks, what is linked to them here, and the mirror of it all."""
        with self.emulator.api(self.realm_id) as api:
            made = api.post("/customer", json={"DisplayName": "Harbor Dental Group, PLLC"})
            self.customer_id = made.json()["Customer"]["Id"]
        self.mirror()
        with scope(self.tenant_id):
            company = crm.create_company(
                self.tenant_id, name="Harbor Dental Group", email="billing@harbordental.example"
            )
            self.company_id = company.id
            for name, item_id in (("Support", "1"), ("Access point", "2"), ("Unlinked", "")):
                product = catalog.create_product(self.tenant_id, name=name, price=Decimal(145))
                self.products[name] = product.id
                if item_id:
                    mapping.assign(self.tenant_id, self.connection_id, "item", str(product.id), item_id, None)
            self.link()

    def link(self) -> None:
        mapping.link_customer(self.tenant_id, self.connection_id, self.customer_id, self.company_id, None)

    def unlink(self) -> None:
        mapping.unlink_customer(self.tenant_id, self.connection_id, self.customer_id, None)

    def mirror(self, *entities: str) -> None:
        """Brings objects of the emulator into the mirror, as a pull would."""
        for entity in entities or MIRRORED:
            for document in self.emulator.documents(self.realm_id, entity):
                raw = msgspec.json.encode(document["object"])
                with scope(self.tenant_id):
                    store_one(self.tenant_id, self.connection_id, entity, raw)

    def settings(self, **groups: Mapping[str, Any]) -> None:
        """Changes preferences at QuickBooks, by their group, and mirrors them."""
        with self.emulator.api(self.realm_id) as api:
            preferences = api.get("/preferences").json()["Preferences"]
        for group, values in groups.items():
            preferences[group] = {**preferences.get(group, {}), **values}
        preferences["MetaData"]["LastUpdatedTime"] = clock.now().isoformat()
        self.emulator.seed(self.realm_id, {"Preferences": [preferences]})
        self.mirror("Preferences")

    def invoice(
        self,
        *lines: tuple[str, str, str, bool],
        discount: str = "0",
        issued_on: date = date(2026, 11, 24),
        memo: str = "November services",
    ) -> Invoice:
        """An issued invoice of (product, quantity, unit price, taxable) lines; the discount is taken off the first."""
        wanted = lines or (("Support", "2.5", "145.00", False),)
        drafted = [
            DraftLine(
                description=f"{name}, as agreed",
                quantity=Decimal(quantity),
                unit_price=Decimal(price),
                product_id=self.products[name],
                taxable=taxable,
                discount=Decimal(discount) if place == 0 else Decimal(0),
            )
            for place, (name, quantity, price, taxable) in enumerate(wanted)
        ]
        draft = Draft(company_id=self.company_id, currency=self.currency, lines=drafted, issued_on=issued_on, memo=memo)
        with scope(self.tenant_id):
            made = billing.create_draft(self.tenant_id, draft)
            return billing.issue_invoice(self.tenant_id, made.id)

    def ask(self, invoice: Invoice) -> None:
        """Presses the button."""
        with scope(self.tenant_id):
            push.push_now(self.tenant_id, "invoice", invoice.id, "Alice Moreau")

    def send(self, invoice: Invoice) -> Card:
        """Presses the button and lets the worker do what is due; the card afterwards."""
        self.ask(invoice)
        return self.work(invoice)

    def work(self, invoice: Invoice, *, after: float = 0) -> Card:
        """Does the pushes that are due `after` seconds from now."""
        with clock.travel(timedelta(seconds=after)):
            while claimed := claim(1, [PUSH]):
                run(claimed[0])
            return self.card(invoice)

    def card(self, invoice: Invoice) -> Card:
        with scope(self.tenant_id):
            return state.card(self.tenant_id, "invoice", invoice.id)

    def push(self, invoice: Invoice) -> Push:
        with scope(self.tenant_id):
            return Push.objects.of(self.tenant_id).get(record_id=invoice.id)

    def there(self) -> Sequence[dict[str, Any]]:
        """The invoices at QuickBooks, deleted ones left out."""
        stored = self.emulator.documents(self.realm_id, "Invoice")
        return [document["object"] for document in stored if not document["deleted"]]

    def fault(self, kind: str, **more: Any) -> None:
        """The next write of this company meets a fault."""
        match = {"method": "POST", "path": f"/v3/company/{self.realm_id}/invoice"}
        self.emulator.fault(kind, {**match, **more.pop("match", {})}, realm_id=self.realm_id, **{"times": 1, **more})

    def writes(self) -> list[dict[str, Any]]:
        """The requests that reached the emulator to create an invoice."""
        return [
            request
            for request in self.emulator.requests()
            if request["realm_id"] == self.realm_id
            and request["method"] == "POST"
            and request["path"].endswith("/invoice")
        ]
