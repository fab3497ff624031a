"""Change data capture over HTTP."""

from datetime import timedelta
from typing import Any

import pytest

from qbo_emulator.store.moments import pacific


def since(api: Any, **ago: float) -> str:
    return pacific(api.world.clock.now() - timedelta(**ago))


def test_each_entity_has_its_element_in_request_order(api: Any, customer: Any, invoice_of: Any) -> None:
    kept, gone = invoice_of(customer, 1), invoice_of(customer, 2)
    api.write("Invoice", {"Id": gone["Id"], "SyncToken": "0"}, operation="delete")

    answer = api.get("cdc", entities="invoice,Estimate,Customer", changedSince=since(api, hours=1))

    invoices, estimates, customers = answer.json["CDCResponse"][0]["QueryResponse"]
    live, stub = invoices["Invoice"]
    assert live["Id"] == kept["Id"]
    assert live["Line"]
    assert set(stub) == {"domain", "status", "Id", "MetaData"}
    assert (stub["Id"], stub["status"]) == (gone["Id"], "Deleted")
    assert list(stub["MetaData"]) == ["LastUpdatedTime"]
    assert invoices["maxResults"] == 2
    assert estimates == {}
    assert [each["Id"] for each in customers["Customer"]] == [customer["Id"]]


def test_what_changed_before_is_left_out_and_what_a_payment_moved_is_in(
    api: Any, customer: Any, invoice_of: Any, pay: Any
) -> None:
    paid, other = invoice_of(customer, 10), invoice_of(customer, 20)
    api.world.clock.advance(7200)
    pay(customer, 10, ("Invoice", paid, 10))

    answer = api.get("cdc", entities="Invoice,Customer", changedSince=since(api, hours=1))

    invoices, customers = answer.json["CDCResponse"][0]["QueryResponse"]
    assert [each["Id"] for each in invoices["Invoice"]] == [paid["Id"]] != [other["Id"]]
    assert customers["Customer"][0]["Balance"] == 20
    assert customers["Customer"][0]["SyncToken"] == "0"


def test_live_rows_come_oldest_change_first_and_at_most_1000(api: Any) -> None:
    api.company.seed(
        {
            "Vendor": [
                {"Id": str(n), "MetaData": {"CreateTime": since(api, days=2), "LastUpdatedTime": since(api, minutes=n)}}
                for n in range(1, 1203)
            ],
            "Item": [],
        }
    )

    answer = api.get("cdc", entities="Vendor,Account", changedSince=since(api, days=1))

    vendors, accounts = answer.json["CDCResponse"][0]["QueryResponse"]
    assert [each["Id"] for each in vendors["Vendor"][:2]] == ["1202", "1201"]
    assert vendors["maxResults"] == 1000
    assert accounts == {}


@pytest.mark.parametrize("entity", ["TimeActivity", "TaxCode", "TaxRate", "TaxAgency", "JournalCode"])
def test_an_entity_without_change_data_is_refused(api: Any, entity: str) -> None:
    assert api.refused(api.get("cdc", entities=entity, changedSince=since(api, hours=1))) == "500"


def test_the_look_back_is_30_days_of_the_emulators_clock(api: Any) -> None:
    start = since(api, days=29)
    assert api.get("cdc", entities="Invoice", changedSince=start).status_code == 200
    assert api.get("cdc", entities="Invoice", changedSince=start[:10]).status_code == 200

    api.world.clock.advance(86400 * 2)

    answer = api.get("cdc", entities="Invoice", changedSince=start)
    assert api.refused(answer) == "500"
    assert "older than fixed days" in answer.json["Fault"]["Error"][0]["Detail"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"entities": "Invoice"}, "2020"),
        ({"changedSince": "2026-01-01"}, "2020"),
        ({"entities": "Invoice", "changedSince": "yesterday"}, "2060"),
        ({"entities": "Gadget", "changedSince": "2026-01-01"}, "2000"),
    ],
)
def test_a_wrong_call_is_refused(api: Any, query: dict[str, str], code: str) -> None:
    assert api.refused(api.get("cdc", **query)) == code
