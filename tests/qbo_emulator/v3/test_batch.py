"""The batch endpoint, and the memory of request ids."""

from typing import Any

import pytest


def customer_item(bid: str, name: str) -> dict[str, Any]:
    return {"bId": bid, "operation": "create", "Customer": {"DisplayName": name}}


def test_items_succeed_and_fail_on_their_own(api: Any, customer: Any, invoice_of: Any) -> None:
    invoice = invoice_of(customer, 10)
    answer = api.post(
        "batch",
        {
            "BatchItemRequest": [
                customer_item("b1", "Quill Press"),
                customer_item("b2", "Quill Press"),
                {
                    "bId": "b3",
                    "operation": "update",
                    "Invoice": {"Id": invoice["Id"], "SyncToken": "0", "sparse": True, "PrivateNote": "n"},
                },
                {
                    "bId": "b4",
                    "operation": "update",
                    "Invoice": {"Id": invoice["Id"], "SyncToken": "0", "sparse": True, "PrivateNote": "m"},
                },
                {"bId": "b5", "operation": "void", "Invoice": {"Id": invoice["Id"], "SyncToken": "1"}},
                {"bId": "b6", "operation": "delete", "Invoice": {"Id": "999", "SyncToken": "0"}},
                {"bId": "b7", "Query": "select * from Term where Name = 'Net 30'"},
                {"bId": "b8", "operation": "merge", "Customer": {"Id": "1"}},
                {"bId": "b9", "operation": "create", "Gadget": {}},
                {"bId": "b10", "CDCQuery": {"Entities": "Invoice"}},
                {"bId": "b11", "ReportQuery": "reports/Cashflow"},
                {"bId": "b12", "CDCQuery": "Invoice"},
                {"bId": "b13", "ReportQuery": {}},
                {"bId": "b14", "operation": "send", "Customer": {"Id": "1"}},
            ]
        },
    )

    assert answer.status_code == 200
    items = {item["bId"]: item for item in answer.json["BatchItemResponse"]}
    assert items["b1"]["Customer"]["DisplayName"] == "Quill Press"
    assert items["b3"]["Invoice"]["SyncToken"] == "1"
    assert items["b5"]["Invoice"]["PrivateNote"] == "Voided - n"
    assert items["b7"]["QueryResponse"]["Term"][0]["DueDays"] == 30
    codes = {bid: item["Fault"]["Error"][0]["code"] for bid, item in items.items() if "Fault" in item}
    assert codes == {"b2": "6240", "b4": "5010", "b6": "610", "b8": "500", "b9": "2000"} | {
        "b10": "2020", "b11": "5020", "b12": "2010", "b13": "2010", "b14": "500",
    }  # fmt: skip
    assert api.report == {"committed": True, "bids": [f"b{n}" for n in range(1, 15)]}


def test_questions_of_every_kind_in_a_batch(api: Any, customer: Any, invoice_of: Any) -> None:
    invoice = invoice_of(customer, 40)
    since = invoice["MetaData"]["LastUpdatedTime"]
    body = {
        "BatchItemRequest": [
            {"bId": "1", "CDCQuery": {"Entities": "Customer,Invoice", "ChangedSince": since}},
            {"bId": "2", "ReportQuery": f"reports/CustomerBalance?customer={customer['Id']}"},
            {"bId": "3", "Query": "select count(*) from Invoice"},
            {"bId": "4", "operation": "send", "optionsData": "sendTo=A@b.example", "Invoice": {"Id": invoice["Id"]}},
        ]
    }

    changed, report, counted, sent = api.post("batch", body).json["BatchItemResponse"]

    found = changed["CDCResponse"]["QueryResponse"]
    assert [next(iter(each)) for each in found] == ["Customer", "Invoice"]
    assert report["Report"]["Rows"]["Row"][0]["ColData"][1]["value"] == "40.00"
    assert counted["QueryResponse"] == {"totalCount": 1}
    assert sent["Invoice"]["EmailStatus"] == "EmailSent"
    assert [mail.to for mail in api.company.outbox.mails()] == ["A@b.example"]


@pytest.mark.parametrize(
    ("items", "query", "code"),
    [
        ([customer_item(str(n), f"C{n}") for n in range(31)], {}, "1040"),
        ([], {}, "2020"),
        ([customer_item("same", "A"), customer_item("same", "B")], {}, "2600"),
        ([customer_item("12345678901", "A")], {"requestid": "r"}, "2130"),
        ([customer_item("1", "A")], {"requestid": "r" * 37}, "2130"),
    ],
    ids=["31 items", "none", "bId twice", "long bId", "long request id"],
)
def test_a_batch_can_be_refused_as_a_whole(api: Any, items: Any, query: dict[str, str], code: str) -> None:
    assert api.refused(api.post("batch", {"BatchItemRequest": items}, **query)) == code
    assert api.select("select count(*) from Customer") == {"totalCount": 0}


def test_a_repeated_request_id_repeats_the_answer_and_nothing_else(api: Any) -> None:
    first = api.post("customer", {"DisplayName": "Once"}, requestid="one")
    api.world.clock.advance(60)
    again = api.post("customer", {"DisplayName": "Once"}, requestid="one")

    assert again.data == first.data
    assert api.report["committed"] is False
    assert api.select("select count(*) from Customer") == {"totalCount": 1}


def test_a_repeated_batch_is_answered_from_memory(api: Any) -> None:
    body = {"BatchItemRequest": [customer_item("a", "Twice"), customer_item("b", "Twice")]}

    assert api.post("batch", body, requestid="b-1").data == api.post("batch", body, requestid="b-1").data
    assert api.report["committed"] is False
    assert api.select("select count(*) from Customer") == {"totalCount": 1}


def test_a_forgotten_request_id_is_done_again(api: Any, customer: Any, item_line: Any) -> None:
    body = {"CustomerRef": {"value": customer["Id"]}, "Line": [item_line(1)]}
    first = api.write("Invoice", body, requestid="r1")
    api.company.requests.forget()

    assert api.write("Invoice", body, requestid="r1")["Id"] != first["Id"]


def test_a_refusal_is_not_remembered_and_an_empty_id_is_none(api: Any) -> None:
    assert api.refused(api.post("customer", {}, requestid="r1")) == "6080"
    assert api.write("Customer", {"DisplayName": "Now"}, requestid="r1")["DisplayName"] == "Now"
    assert api.write("Customer", {"DisplayName": "X"}, requestid="")["Id"] != "1"
    assert api.write("Customer", {"DisplayName": "Y"}, requestid="")["DisplayName"] == "Y"
    assert api.refused(api.post("customer", {"DisplayName": "Z"}, requestid="r" * 51)) == "2130"
