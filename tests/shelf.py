"""A connection whose mirror is filled with raw QuickBooks objects, without any network."""

from itertools import count
from typing import Any
from uuid import UUID

import msgspec

from nexos.accounts.models import Tenant
from nexos.crm import services as crm
from nexos.kit import clock
from nexos.quickbooks.connection import services as connections
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.entities import SPECS
from nexos.quickbooks.mirror.upsert import mark_deleted, store_one


class Shelf:
    """Objects of one tenant's connection; make and use it inside the tenant's scope."""

    def __init__(self, tenant: Tenant) -> None:
        self.tenant_id = tenant.id
        self.connection_id = connections.save_credentials(
            tenant.id, client_id="id", client_secret="secret", environment="sandbox"
        ).id
        self._ids = count(1)

    @property
    def place(self) -> tuple[UUID, UUID]:
        """Tenant and connection, as queries and services take them."""
        return self.tenant_id, self.connection_id

    def customer(self, name: str, email: str = "", **more: Any) -> str:
        return self._put("Customer", {"DisplayName": name, "PrimaryEmailAddr": {"Address": email}, **more})

    def sub_customer(self, parent: str, name: str, **more: Any) -> str:
        return self.customer(name, ParentRef={"value": parent}, Job=True, **more)

    def employee(self, name: str, email: str = "", **more: Any) -> str:
        return self._put("Employee", {"DisplayName": name, "PrimaryEmailAddr": {"Address": email}, **more})

    def vendor(self, name: str, email: str = "", **more: Any) -> str:
        return self._put("Vendor", {"DisplayName": name, "PrimaryEmailAddr": {"Address": email}, **more})

    def listed(self, entity: str, name: str, **more: Any) -> str:
        """An entry of one of the lists: Term, Account, TaxCode, TaxRate, Class, Department."""
        return self._put(entity, {"Name": name, "FullyQualifiedName": name, "Active": True, **more})

    def settings(self, country: str = "US", **groups: Any) -> None:
        """The company and its preferences, by their groups."""
        self._put("CompanyInfo", {"Id": "1", "CompanyName": "Acme", "Country": country})
        self._put("Preferences", {"Id": "1", **groups})

    def item(self, name: str, sku: str = "", price: str = "10", **more: Any) -> str:
        kind = {"Type": "Service", "UnitPrice": msgspec.Raw(price.encode())}
        return self._put("Item", {"Name": name, "Sku": sku, **kind, **more})

    def invoice(self, customer_id: str, total: str = "100.00") -> str:
        amount = msgspec.Raw(total.encode())
        money = {"TotalAmt": amount, "Balance": amount, "CurrencyRef": {"value": "USD"}}
        return self._put(
            "Invoice", {"CustomerRef": {"value": customer_id}, "TxnDate": "2026-11-01", "Line": [], **money}
        )

    def change(self, entity: str, qbo_id: str, **fields: Any) -> None:
        """A later version of an object, whole."""
        self._put(entity, {"Id": qbo_id, **fields})

    def delete(self, entity: str, qbo_id: str) -> None:
        """QuickBooks says that the object is gone."""
        mark_deleted(*self.place, SPECS[entity], {qbo_id: clock.now()})

    def shown_invoices(self) -> set[str]:
        """The invoices the gate has released."""
        return set(mirror.invoices(*self.place).values_list("qbo_id", flat=True))

    def company(self, name: str, email: str = "") -> UUID:
        return crm.create_company(self.tenant_id, name=name, email=email).id

    def _put(self, entity: str, fields: dict[str, Any]) -> str:
        moment = clock.now().isoformat()
        raw = {
            "Id": str(next(self._ids)),
            "SyncToken": "0",
            "MetaData": {"CreateTime": moment, "LastUpdatedTime": moment},
            **fields,
        }
        store_one(*self.place, entity, msgspec.json.encode(raw))
        return str(raw["Id"])
