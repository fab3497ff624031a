"""The mapping pages as a person uses them, over a mirror that tests fill by hand."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.test import Client

from nexos.kit.tenancy import scope
from nexos.quickbooks.mapping import services
from shelf import Shelf

HTMX = {"HX-Request": "true"}


@dataclass
class MappingPages:
    """The pages as one person sees them, and the mirror and companies behind them."""

    client: Client
    shelf: Shelf
    tenant_id: UUID

    def customer(self, name: str, email: str = "", **more: Any) -> str:
        with scope(self.tenant_id):
            return self.shelf.customer(name, email, **more)

    def sub_customer(self, parent: str, name: str) -> str:
        with scope(self.tenant_id):
            return self.shelf.sub_customer(parent, name)

    def employee(self, name: str, email: str = "") -> str:
        with scope(self.tenant_id):
            return self.shelf.employee(name, email)

    def vendor(self, name: str, email: str = "", **more: Any) -> str:
        with scope(self.tenant_id):
            return self.shelf.vendor(name, email, **more)

    def listed(self, entity: str, name: str, **more: Any) -> str:
        with scope(self.tenant_id):
            return self.shelf.listed(entity, name, **more)

    def settings(self, country: str = "US", **groups: Any) -> None:
        with scope(self.tenant_id):
            self.shelf.settings(country, **groups)

    def item(self, name: str, **more: Any) -> str:
        with scope(self.tenant_id):
            return self.shelf.item(name, **more)

    def company(self, name: str, email: str = "") -> UUID:
        with scope(self.tenant_id):
            return self.shelf.company(name, email)

    def invoices(self, customer_id: str, *totals: str) -> None:
        with scope(self.tenant_id):
            for total in totals:
                self.shelf.invoice(customer_id, total)

    def shown(self) -> int:
        """How many invoices the gate has released."""
        with scope(self.tenant_id):
            return len(self.shelf.shown_invoices())

    def page(self, path: str = "", **query: str) -> str:
        """As it is once the comparison has run that follows every pull and change."""
        with scope(self.tenant_id):
            services.refresh(*self.shelf.place)
        answer = self.client.get(f"/mapping/{path}", query)
        assert answer.status_code == 200
        return str(answer.content.decode())

    def rows(self, path: str = "", **query: str) -> list[str]:
        """The table's rows, as text of their markup."""
        body = self.page(path, **query).partition("<tbody")[2].partition("</tbody>")[0]
        return body.split("<tr ")[1:]

    def decide(self, path: str, **posted: object) -> Any:
        """What a row's button sends, and the answer."""
        return self.client.post(f"/mapping/{path}", {key: str(value) for key, value in posted.items()}, headers=HTMX)
