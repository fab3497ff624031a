"""The API of one furnished company, called in process as a client would; import its fixtures in a conftest."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from werkzeug import Request
from werkzeug.test import Client, TestResponse

from qbo_emulator import v3
from qbo_emulator.world import Company, World

JSON = msgspec.json.Encoder(decimal_format="number")
EXACT = msgspec.json.Decoder(float_hook=Decimal)


@dataclass
class Api:
    """A client of one company; `report` is what the last request reported beside its answer."""

    world: World
    company: Company
    client: Client
    report: dict[str, Any]

    def path(self, rest: str) -> str:
        return f"/v3/company/{self.company.realm_id}/{rest}"

    def get(self, rest: str, **query: str) -> TestResponse:
        return self.client.get(self.path(rest), query_string=query)

    def post(self, rest: str, body: Any, **query: str) -> TestResponse:
        data = body if isinstance(body, bytes) else JSON.encode(body)
        return self.client.post(self.path(rest), data=data, query_string=query, content_type="application/json")

    def write(self, entity: str, body: dict[str, Any], **query: str) -> dict[str, Any]:
        """Post an object that must be accepted; the object of the answer."""
        answer = self.post(entity.lower(), body, **query)
        assert answer.status_code == 200, answer.text
        return EXACT.decode(answer.data)[entity]

    def change(self, entity: str, stored: dict[str, Any], **properties: Any) -> dict[str, Any]:
        """A sparse update of the present version that must be accepted."""
        present = self.read(entity, stored["Id"])
        head = {"Id": present["Id"], "SyncToken": present["SyncToken"], "sparse": True}
        return self.write(entity, head | properties)

    def read(self, entity: str, object_id: str) -> dict[str, Any]:
        answer = self.get(f"{entity.lower()}/{object_id}")
        assert answer.status_code == 200, answer.text
        return EXACT.decode(answer.data)[entity]

    def select(self, statement: str) -> dict[str, Any]:
        """The QueryResponse of a statement that must be accepted."""
        answer = self.get("query", query=statement)
        assert answer.status_code == 200, answer.text
        return EXACT.decode(answer.data)["QueryResponse"]

    def refused(self, answer: TestResponse) -> str:
        """The code of a refusal in the capital-F envelope."""
        assert answer.status_code == 400, answer.text
        return EXACT.decode(answer.data)["Fault"]["Error"][0]["code"]


@pytest.fixture
def api() -> Api:
    world = World()
    company = world.add_company("4620816365000001", "Rundle Bakery")
    report: dict[str, Any] = {}

    def app(environ: dict[str, Any], start_response: Any) -> Any:
        request = Request(environ)
        response = v3.handle(world, request)
        report.update(committed=environ["emulator.committed"], bids=environ["emulator.bids"])
        return response(environ, start_response)

    return Api(world, company, Client(app), report)


@pytest.fixture
def customer(api: Api) -> dict[str, Any]:
    return api.write("Customer", {"DisplayName": "Harbor Bikes"})


def line(amount: Any, **detail: Any) -> dict[str, Any]:
    """An item line of item 1, Services."""
    return {
        "Amount": amount,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}} | detail,
    }


@pytest.fixture
def vendor(api: Api, customer: dict[str, Any]) -> dict[str, Any]:
    return api.write("Vendor", {"DisplayName": "Cables and More"})


@pytest.fixture
def employee(api: Api, vendor: dict[str, Any]) -> dict[str, Any]:
    return api.write("Employee", {"GivenName": "Emma", "FamilyName": "Stone"})


@pytest.fixture
def invoice_of(api: Api) -> Any:
    """Make an invoice of one or more line amounts for a customer."""

    def make(customer: dict[str, Any], *amounts: Any, **properties: Any) -> dict[str, Any]:
        body = {"CustomerRef": {"value": customer["Id"]}, "Line": [line(each) for each in amounts]}
        return api.write("Invoice", body | properties)

    return make


@pytest.fixture
def pay(api: Api) -> Any:
    """Record a payment with lines (entity, document, amount)."""

    def make(customer: dict[str, Any], total: Any, *lines: tuple[str, dict[str, Any], Any]) -> dict[str, Any]:
        body = {
            "CustomerRef": {"value": customer["Id"]},
            "TotalAmt": total,
            "Line": [
                {"Amount": amount, "LinkedTxn": [{"TxnId": doc["Id"], "TxnType": entity}]}
                for entity, doc, amount in lines
            ],
        }
        return api.write("Payment", body)

    return make


@pytest.fixture
def item_line() -> Any:
    return line
