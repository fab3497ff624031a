"""One company with a little of everything, and the calls a cause of an error needs."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import httpx2

from emulator_process import EmulatorProcess

type Body = dict[str, Any]


class Cause(NamedTuple):
    """What brings a code about, and the element its answer names."""

    act: "Callable[[Desk], httpx2.Response]"
    element: str


CAUSES: dict[str, Cause] = {}
"""By code; filled by the modules beside this one."""


def brings_about(
    code: str, element: str = ""
) -> "Callable[[Callable[[Desk], httpx2.Response]], Callable[[Desk], httpx2.Response]]":
    """Mark a function as the cause of a code."""

    def register(act: "Callable[[Desk], httpx2.Response]") -> "Callable[[Desk], httpx2.Response]":
        CAUSES[code] = Cause(act, element)
        return act

    return register


class Desk:
    """Objects are named by what they are: `desk["customer"]` is the id of one that is as it should be."""

    def __init__(self, emulator: EmulatorProcess, realm_id: str, http: httpx2.Client) -> None:
        self.emulator = emulator
        self.realm_id = realm_id
        self.http = http
        self._ids: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        return self._ids[name]

    def keep(self, name: str, entity: str, body: Body) -> str:
        """Create an object that must be accepted and remember its id."""
        self._ids[name] = self.create(entity, body)["Id"]
        return self._ids[name]

    def create(self, entity: str, body: Body, **query: str) -> Body:
        answer = self.post(entity, body, **query)
        assert answer.status_code == 200, answer.text
        created: Body = answer.json()[entity]
        return created

    def change(self, entity: str, object_id: str, **properties: Any) -> httpx2.Response:
        """A sparse update of the present version, accepted or not."""
        return self.post(entity, self.head(entity, object_id) | {"sparse": True} | properties)

    def delete(self, entity: str, object_id: str) -> httpx2.Response:
        return self.post(entity, self.head(entity, object_id), operation="delete")

    def head(self, entity: str, object_id: str) -> Body:
        """Id and SyncToken as they are."""
        stored = self.http.get(f"/{entity.lower()}/{object_id}").json()[entity]
        return {"Id": object_id, "SyncToken": stored["SyncToken"]}

    def post(self, path: str, body: Any, **query: str) -> httpx2.Response:
        return self.http.post(f"/{path.lower()}", json=body, params=query)

    def batch(self, *items: Body) -> httpx2.Response:
        return self.post("batch", {"BatchItemRequest": list(items)})

    def query(self, statement: str) -> httpx2.Response:
        return self.http.get("/query", params={"query": statement})

    def switch(self, **settings: Any) -> None:
        """Settings of the company, as a person switches them."""
        self.emulator.control("company", {"realm_id": self.realm_id, **settings})

    def seed(self, entities: Mapping[str, list[Body]]) -> None:
        """Raw objects, for what the API cannot bring about."""
        self.emulator.seed(self.realm_id, entities)

    def sale(self, **properties: Any) -> Body:
        """The body of an invoice or estimate of one line of 100.00."""
        return {"CustomerRef": {"value": self["customer"]}, "Line": [self.line(100)]} | properties

    def line(self, amount: Any, **detail: Any) -> Body:
        return {
            "Amount": amount,
            "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": {"ItemRef": {"value": "1"}} | detail,
        }

    def time(self, **properties: Any) -> Body:
        """The body of a time entry of an hour."""
        return {"NameOf": "Employee", "EmployeeRef": {"value": self["employee"]}, "Hours": 1} | properties

    def person(self, name: str, **properties: Any) -> Body:
        return {"DisplayName": name} | properties

    @contextmanager
    def elsewhere(self, country: str) -> "Iterator[Desk]":
        """A desk with a customer in another country."""
        realm_id = f"{self.realm_id}{country}"
        self.emulator.control("sample", {"realm_id": realm_id, "size": "empty", "country": country})
        with self.emulator.api(realm_id) as http:
            desk = Desk(self.emulator, realm_id, http)
            desk.keep("customer", "Customer", {"DisplayName": "Harbour Bikes"})
            yield desk

    def account(self, sub_type: str) -> str:
        """The id of the account of this sub-type."""
        rows = self.query(f"select * from Account where AccountSubType = '{sub_type}'").json()["QueryResponse"]
        found: str = rows["Account"][0]["Id"]
        return found


def furnished(emulator: EmulatorProcess, realm_id: str, http: httpx2.Client) -> Desk:
    """A desk with one of each."""
    desk = Desk(emulator, realm_id, http)
    desk.keep("customer", "Customer", {"DisplayName": "Harbor Bikes"})
    desk.keep("other customer", "Customer", {"DisplayName": "Lakeside Dental"})
    desk.keep("vendor", "Vendor", {"DisplayName": "Cables and More"})
    desk.keep("employee", "Employee", {"GivenName": "Emma", "FamilyName": "Stone"})
    desk.keep("retired", "Customer", {"DisplayName": "Gone Fishing"})
    desk.change("Customer", desk["retired"], Active=False)
    desk.keep("invoice", "Invoice", desk.sale(DocNumber="INV-1"))
    desk.keep("stock", "Item", stock_item(desk, "Patch cable"))
    return desk


def stock_item(desk: Desk, name: str, **properties: Any) -> Body:
    """The body of an inventory item counted since 2026-02-01."""
    return {
        "Name": name,
        "Type": "Inventory",
        "TrackQtyOnHand": True,
        "QtyOnHand": 10,
        "InvStartDate": "2026-02-01",
        "IncomeAccountRef": {"value": desk.account("SalesOfProductIncome")},
        "ExpenseAccountRef": {"value": desk.account("SuppliesMaterialsCogs")},
        "AssetAccountRef": {"value": desk.account("Inventory")},
    } | properties
