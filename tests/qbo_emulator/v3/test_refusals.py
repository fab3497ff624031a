"""Wrong input: which code each mistake is refused with, and that nothing is written."""

from typing import Any

import pytest

CUSTOMER = {"CustomerRef": {"value": "1"}}
LINE = {"Amount": 1, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": {"ItemRef": {"value": "1"}}}
BOUGHT = {
    "Amount": 1,
    "DetailType": "AccountBasedExpenseLineDetail",
    "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "1"}},
}


def _detail(**properties: Any) -> dict[str, Any]:
    return LINE | {"SalesItemLineDetail": LINE["SalesItemLineDetail"] | properties}  # type: ignore[operator]


@pytest.mark.parametrize(
    ("entity", "body", "code"),
    [
        ("invoice", {"Line": [LINE]}, "2020"),
        ("invoice", CUSTOMER, "2020"),
        ("invoice", CUSTOMER | {"Line": []}, "2250"),
        ("invoice", CUSTOMER | {"Line": [LINE | {"DetailType": None}]}, "2020"),
        ("invoice", CUSTOMER | {"Line": [LINE | {"Amount": None}]}, "2020"),
        ("invoice", CUSTOMER | {"Line": [LINE], "Colour": "red"}, "2010"),
        ("invoice", CUSTOMER | {"Line": [LINE | {"Colour": "red"}]}, "2010"),
        ("invoice", CUSTOMER | {"Line": LINE}, "2010"),
        ("invoice", {"CustomerRef": "1", "Line": [LINE]}, "2010"),
        ("invoice", CUSTOMER | {"Line": [LINE | {"Amount": "ten"}]}, "2010"),
        ("invoice", CUSTOMER | {"Line": [LINE | {"Amount": {}}]}, "2010"),
        ("invoice", CUSTOMER | {"Line": [LINE], "AllowOnlinePayment": "maybe"}, "2010"),
        ("invoice", [], "2010"),
        ("invoice", b"not json", "2010"),
        ("invoice", b'{"CustomerRef": NaN}', "2010"),
        ("invoice", b"\xff\xfe", "500"),
        ("invoice", b'{"PrivateNote": "\xff"}', "500"),
        ("invoice", CUSTOMER | {"Line": [LINE], "DocNumber": "x" * 22}, "2050"),
        ("invoice", CUSTOMER | {"Line": [LINE], "PrivateNote": "x" * 4001}, "2050"),
        ("invoice", CUSTOMER | {"Line": [LINE], "TxnDate": "31.01.2026"}, "2060"),
        ("invoice", CUSTOMER | {"Line": [LINE], "TxnDate": "2026-02-30"}, "2070"),
        ("invoice", CUSTOMER | {"Line": [LINE], "EmailStatus": "Sent"}, "2170"),
        ("invoice", CUSTOMER | {"Line": [LINE], "EmailStatus": "NeedToSend"}, "6420"),
        ("invoice", CUSTOMER | {"Line": [LINE | {"Amount": 1.005}]}, "2140"),
        ("invoice", CUSTOMER | {"Line": [LINE | {"Amount": 10**12}]}, "2110"),
        (
            "invoice",
            b'{"CustomerRef":{"value":"1"},"Line":[{"Amount":1e400,"DetailType":"SalesItemLineDetail"}]}',
            "2110",
        ),
        ("invoice", {"CustomerRef": {"value": "99"}, "Line": [LINE]}, "6250"),
        ("invoice", CUSTOMER | {"Line": [_detail(ItemRef={"value": "99"})]}, "2500"),
        ("invoice", CUSTOMER | {"Line": [LINE], "SalesTermRef": {"value": "99"}}, "2500"),
        ("invoice", CUSTOMER | {"Line": [LINE], "TxnTaxDetail": {"TxnTaxCodeRef": {"value": "99"}}}, "2500"),
        ("invoice", CUSTOMER | {"Line": [_detail(ItemRef=None)]}, "6440"),
        ("invoice", CUSTOMER | {"Line": [_detail(TaxCodeRef={"value": "2"})]}, "6100"),
        ("invoice", CUSTOMER | {"Line": [_detail(Qty=1, UnitPrice=1.01)]}, "6070"),
        ("invoice", CUSTOMER | {"Line": [_detail(Qty=3, UnitPrice=0.1) | {"Amount": 0.30000000000000004}]}, "6070"),
        (
            "invoice",
            CUSTOMER | {"Line": [LINE, {"DetailType": "DiscountLineDetail", "DiscountLineDetail": {}}]},
            "6090",
        ),
        ("invoice", CUSTOMER | {"Line": [LINE | {"Amount": -1}]}, "6000"),
        ("invoice", CUSTOMER | {"Line": [LINE], "LinkedTxn": [{"TxnId": "9", "TxnType": "Estimate"}]}, "620"),
        ("invoice", CUSTOMER | {"Line": [LINE], "LinkedTxn": [{"TxnId": "9", "TxnType": "Payment"}]}, "620"),
        ("invoice", {"Id": "1", "sparse": True}, "610"),
        ("invoice", {"Id": "abc", "SyncToken": "0"}, "2030"),
        ("payment", CUSTOMER, "2020"),
        ("payment", {"TotalAmt": 5}, "2020"),
        ("payment", CUSTOMER | {"TotalAmt": -5}, "2140"),
        ("payment", CUSTOMER | {"TotalAmt": 5, "Line": [{"Amount": 5}]}, "2020"),
        (
            "payment",
            CUSTOMER | {"TotalAmt": 5, "Line": [{"Amount": 5, "LinkedTxn": [{"TxnId": "9", "TxnType": "Invoice"}]}]},
            "2500",
        ),
        (
            "payment",
            CUSTOMER | {"TotalAmt": 5, "Line": [{"Amount": 5, "LinkedTxn": [{"TxnId": "9", "TxnType": "Estimate"}]}]},
            "620",
        ),
        ("customer", {}, "6080"),
        ("customer", {"DisplayName": "Harbor Bikes"}, "6240"),
        ("customer", {"DisplayName": "harbor bikes"}, "6240"),
        ("vendor", {"DisplayName": "Harbor Bikes"}, "6240"),
        ("employee", {"GivenName": "Harbor", "FamilyName": "Bikes"}, "6240"),
        ("customer", {"DisplayName": "a:b"}, "2040"),
        ("customer", {"DisplayName": "x" * 501}, "2050"),
        ("customer", {"DisplayName": "Ok", "PrimaryEmailAddr": {"Address": "nobody"}}, "2210"),
        ("customer", {"DisplayName": "Ok", "Job": True}, "6150"),
        ("customer", {"DisplayName": "Ok", "ParentRef": {"value": "99"}}, "2500"),
        ("employee", {"DisplayName": "Solo"}, "2020"),
        ("item", {"Type": "Service", "IncomeAccountRef": {"value": "1"}}, "2020"),
        ("item", {"Name": "Labour", "Type": "Service"}, "2020"),
        ("item", {"Name": "Labour", "Type": "Gadget"}, "2170"),
        ("item", {"Name": "Services", "Type": "Service", "IncomeAccountRef": {"value": "1"}}, "6240"),
        ("account", {"Name": "Stray"}, "6010"),
        ("term", {"Name": "Never"}, "2020"),
        ("timeactivity", {"NameOf": "Robot"}, "6300"),
        (
            "timeactivity",
            {"NameOf": "Employee", "EmployeeRef": {"value": "3"}, "VendorRef": {"value": "2"}, "Hours": 1},
            "6290",
        ),
        ("timeactivity", {"NameOf": "Employee", "EmployeeRef": {"value": "99"}, "Hours": 1}, "2500"),
        ("purchaseorder", {"Line": [], "VendorRef": {"value": "2"}, "APAccountRef": {"value": "1"}}, "2250"),
        ("purchaseorder", {"Line": [BOUGHT], "VendorRef": {"value": "99"}, "APAccountRef": {"value": "1"}}, "2500"),
        ("companyinfo", {"CompanyName": "New"}, "500"),
        ("taxcode", {"Name": "New"}, "500"),
        ("taxrate", {"Name": "Ten"}, "500"),
    ],
    ids=str,
)
def test_a_wrong_body_is_refused_and_nothing_is_written(
    api: Any, customer: Any, vendor: Any, employee: Any, entity: str, body: Any, code: str
) -> None:
    before = api.company.documents()

    assert api.refused(api.post(entity, body)) == code
    assert api.company.documents() == before
    assert api.report["committed"] is False


@pytest.mark.parametrize(
    ("entity", "body", "code"),
    [
        ("invoice", CUSTOMER | {"Line": [LINE]}, "6250"),
        ("estimate", CUSTOMER | {"Line": [LINE]}, "6250"),
        ("payment", CUSTOMER | {"TotalAmt": 5}, "2500"),
        ("timeactivity", {"NameOf": "Vendor", "VendorRef": {"value": "1"}, "Hours": 1}, "2500"),
    ],
)
def test_somebody_is_missing_also_where_there_is_nobody(api: Any, entity: str, body: Any, code: str) -> None:
    assert api.refused(api.post(entity, body)) == code
    assert api.company.documents("Customer") == []


def test_an_account_need_not_be_there_where_no_account_was_seeded(api: Any) -> None:
    bare = api.world.add_company("78", furnished=False)
    item = {"Name": "Fix", "Type": "Service", "IncomeAccountRef": {"value": "1"}}

    assert bare.create("Item", item)["IncomeAccountRef"] == {"value": "1"}


def test_an_unknown_property_is_named_with_the_known_ones(api: Any, customer: Any) -> None:
    error = api.post("customer", {"Colour": "red"}).json["Fault"]["Error"][0]

    assert error["Message"] == "Request has invalid or unsupported property"
    assert 'Unrecognized field "Colour"' in error["Detail"]
    assert '"DisplayName"' in error["Detail"]


@pytest.mark.parametrize("operation", ["", "delete", "void"])
def test_an_old_sync_token_is_refused(api: Any, customer: Any, invoice_of: Any, operation: str) -> None:
    invoice = api.change("Invoice", invoice_of(customer, 1), PrivateNote="newer")
    body = {"Id": invoice["Id"], "SyncToken": "0", "sparse": True}

    assert api.refused(api.post("invoice", body, operation=operation)) == "5010"
    assert api.refused(api.post("invoice", {"Id": invoice["Id"], "sparse": True}, operation=operation)) == "2020"


def test_an_inactive_object_cannot_be_used_but_what_uses_it_can_be_changed(
    api: Any, customer: Any, invoice_of: Any, item_line: Any
) -> None:
    item = api.write("Item", {"Name": "Polish", "Type": "Service", "IncomeAccountRef": {"value": "1"}})
    invoice = invoice_of(customer, 5)
    mine = api.change("Invoice", invoice, Line=[item_line(5, ItemRef={"value": item["Id"]})])
    api.change("Item", item, Active=False)

    assert api.change("Invoice", mine, Line=mine["Line"], PrivateNote="x")["TotalAmt"] == 5
    fresh = {"CustomerRef": {"value": customer["Id"]}, "Line": [item_line(5, ItemRef={"value": item["Id"]})]}
    assert api.refused(api.post("invoice", fresh)) == "2500"


def test_a_customer_with_a_balance_cannot_be_made_inactive(api: Any, customer: Any, invoice_of: Any) -> None:
    invoice_of(customer, 5)
    body = {"Id": customer["Id"], "SyncToken": "0", "sparse": True, "Active": False}

    assert api.refused(api.post("customer", body)) == "6220"


def test_a_paid_invoice_cannot_be_deleted_or_cut_below_what_is_paid(
    api: Any, customer: Any, invoice_of: Any, pay: Any, item_line: Any
) -> None:
    invoice = invoice_of(customer, 100)
    pay(customer, 60, ("Invoice", invoice, 60))
    head = {"Id": invoice["Id"], "SyncToken": "1"}

    assert api.refused(api.post("invoice", head, operation="delete")) == "800"
    assert api.refused(api.post("invoice", head | {"sparse": True, "Line": [item_line(59)]})) == "6000"
    assert api.change("Invoice", invoice, Line=[item_line(60)])["Balance"] == 0
