"""Create, update, delete and void over HTTP: what is answered, and what is refused with which code."""

from decimal import Decimal
from typing import Any

import pytest

READ_ONLY_LISTS = ("TaxCode", "TaxRate", "TaxAgency", "PaymentMethod")


def test_a_minimal_invoice_comes_back_with_the_recorded_defaults(api: Any, customer: Any, invoice_of: Any) -> None:
    invoice = invoice_of(customer, 100)

    assert invoice["SyncToken"] == "0"
    assert invoice["domain"] == "QBO"
    assert invoice["sparse"] is False
    assert invoice["DocNumber"] == "1001"
    assert invoice["PrintStatus"] == "NeedToPrint"
    assert invoice["EmailStatus"] == "NotSet"
    assert invoice["LinkedTxn"] == []
    assert invoice["TxnTaxDetail"] == {"TotalTax": 0}
    assert invoice["ApplyTaxAfterDiscount"] is False
    assert invoice["CustomerRef"] == {"value": customer["Id"], "name": "Harbor Bikes"}
    assert invoice["TotalAmt"] == invoice["Balance"] == 100
    item, closing = invoice["Line"]
    assert item["Id"] == "1"
    assert item["LineNum"] == 1
    assert item["SalesItemLineDetail"]["TaxCodeRef"] == {"value": "NON"}
    assert item["SalesItemLineDetail"]["ItemAccountRef"]["value"] == "1"
    assert "Qty" not in item["SalesItemLineDetail"]
    assert closing == {"Amount": 100, "DetailType": "SubTotalLineDetail", "SubTotalLineDetail": {}}


def test_a_sparse_update_keeps_what_it_does_not_name(api: Any, customer: Any, invoice_of: Any) -> None:
    invoice = invoice_of(customer, 100, PrivateNote="first", DueDate="2026-03-01")

    changed = api.change("Invoice", invoice, PrivateNote="second")

    assert changed["SyncToken"] == "1"
    assert changed["PrivateNote"] == "second"
    assert changed | {"SyncToken": "0", "PrivateNote": "first", "MetaData": invoice["MetaData"]} == invoice


def test_a_full_update_clears_what_it_does_not_name_and_takes_todays_date(
    api: Any, customer: Any, invoice_of: Any, item_line: Any
) -> None:
    invoice = invoice_of(customer, 100, PrivateNote="gone", TxnDate="2020-01-31")
    body = {"Id": invoice["Id"], "SyncToken": "0", "CustomerRef": {"value": customer["Id"]}, "Line": [item_line(70)]}

    changed = api.write("Invoice", body)

    assert "PrivateNote" not in changed
    assert changed["TxnDate"] != "2020-01-31"
    assert changed["DocNumber"] == invoice["DocNumber"]
    assert changed["TotalAmt"] == changed["Balance"] == 70


def test_an_update_that_changes_nothing_moves_neither_token_nor_time(api: Any, customer: Any) -> None:
    api.world.clock.advance(3600)

    assert api.change("Customer", customer, DisplayName=customer["DisplayName"]) == customer
    assert api.report["committed"] is False


@pytest.mark.parametrize("sparse", [True, False])
def test_an_object_sent_back_whole_changes_nothing(
    api: Any, customer: Any, invoice_of: Any, pay: Any, item_line: Any, sparse: bool
) -> None:
    owner = {"CustomerRef": {"value": customer["Id"]}}
    estimate = api.write("Estimate", owner | {"Line": [item_line(9)]})
    billed = invoice_of(
        customer, 9, LinkedTxn=[{"TxnId": estimate["Id"], "TxnType": "Estimate"}], SalesTermRef={"value": "2"}
    )
    pay(customer, 5, ("Invoice", billed, 4))
    api.write("Item", {"Name": "Wax", "Type": "Service", "IncomeAccountRef": {"value": "1"}})
    api.write("Employee", {"GivenName": "Nia", "FamilyName": "Rowe"})
    before = [row for row in api.company.documents() if row["entity"] not in READ_ONLY_LISTS]

    for row in before:
        path = row["entity"].lower()
        assert api.post(path, row["object"] | {"sparse": sparse}).status_code == 200, row
        assert api.report["committed"] is False
    assert [row for row in api.company.documents() if row["entity"] not in READ_ONLY_LISTS] == before


def test_lines_of_an_update_are_replaced_as_a_whole(api: Any, customer: Any, invoice_of: Any, item_line: Any) -> None:
    invoice = invoice_of(customer, 10, 20, 30)
    kept = invoice["Line"][1]

    changed = api.change("Invoice", invoice, Line=[kept, item_line(5)])

    assert [(each["Id"], each["LineNum"], each["Amount"]) for each in changed["Line"][:-1]] == [
        ("2", 1, 20),
        ("4", 2, 5),
    ]


def test_a_deleted_invoice_is_gone_for_reads_queries_and_updates(api: Any, customer: Any, invoice_of: Any) -> None:
    invoice = invoice_of(customer, 100)
    head = {"Id": invoice["Id"], "SyncToken": "0"}

    stub = api.write("Invoice", head, operation="delete")

    assert stub == {"domain": "QBO", "status": "Deleted", "Id": invoice["Id"]}
    assert api.refused(api.get(f"invoice/{invoice['Id']}")) == "610"
    assert api.refused(api.post("invoice", head | {"sparse": True, "PrivateNote": "x"})) == "610"
    assert api.select("select * from Invoice") == {}


def _paid_bill(api: Any) -> Any:
    """A bill of 100, and its payment by check, which is returned."""
    vendor = {"value": api.write("Vendor", {"DisplayName": "Grid Power"})["Id"]}
    expense = api.write("Account", {"Name": "Power", "AccountType": "Expense"})["Id"]
    bank = api.write("Account", {"Name": "Main bank", "AccountType": "Bank"})["Id"]
    line = {
        "Amount": 100,
        "DetailType": "AccountBasedExpenseLineDetail",
        "AccountBasedExpenseLineDetail": {"AccountRef": {"value": expense}},
    }
    bill = api.write("Bill", {"VendorRef": vendor, "Line": [line]})
    return api.write(
        "BillPayment",
        {
            "VendorRef": vendor,
            "PayType": "Check",
            "CheckPayment": {"BankAccountRef": {"value": bank}},
            "TotalAmt": 100,
            "Line": [{"Amount": 100, "LinkedTxn": [{"TxnId": bill["Id"], "TxnType": "Bill"}]}],
        },
    )


@pytest.mark.parametrize(
    "options",
    [{"operation": "void"}, {"include": "void"}, {"operation": "update", "include": "void"}],
    ids=str,
)
@pytest.mark.parametrize("entity", ["Invoice", "Payment", "SalesReceipt", "BillPayment"])
def test_each_accepted_form_of_void_voids(
    api: Any, customer: Any, invoice_of: Any, pay: Any, item_line: Any, entity: str, options: dict[str, str]
) -> None:
    if entity == "Invoice":
        doc = invoice_of(customer, 100)
    elif entity == "Payment":
        doc = pay(customer, 100)
    elif entity == "SalesReceipt":
        doc = api.write(entity, {"CustomerRef": {"value": customer["Id"]}, "Line": [item_line(100)]})
    else:
        doc = _paid_bill(api)

    voided = api.write(entity, {"Id": doc["Id"], "SyncToken": "0", "sparse": True}, **options)

    assert voided["TotalAmt"] == 0
    assert voided["PrivateNote"] == "Voided"
    assert voided["SyncToken"] == "1"
    assert api.read("Customer", customer["Id"])["Balance"] == 0


def test_voiding_keeps_the_note_the_number_and_empty_lines(api: Any, customer: Any, item_line: Any) -> None:
    invoice = api.write(
        "Invoice",
        {
            "CustomerRef": {"value": customer["Id"]},
            "PrivateNote": "rush",
            "Line": [item_line(80, Qty=2, UnitPrice=40, TaxCodeRef={"value": "TAX"})],
            "TxnTaxDetail": {"TxnTaxCodeRef": {"value": "2"}},
        },
    )

    voided = api.write("Invoice", {"Id": invoice["Id"], "SyncToken": "0"}, operation="void")

    assert voided["PrivateNote"] == "Voided - rush"
    assert [each["Amount"] for each in voided["Line"]] == [0, 0]
    assert voided["Line"][0]["SalesItemLineDetail"]["Qty"] == 0
    assert voided["TxnTaxDetail"]["TotalTax"] == voided["Balance"] == 0
    assert {name: voided[name] for name in ("DocNumber", "DueDate", "CustomerRef")} == {
        name: invoice[name] for name in ("DocNumber", "DueDate", "CustomerRef")
    }


def test_voiding_a_paid_invoice_leaves_its_payment_unapplied(
    api: Any, customer: Any, invoice_of: Any, pay: Any
) -> None:
    invoice, other = invoice_of(customer, 100), invoice_of(customer, 50)
    payment = pay(customer, 120, ("Invoice", invoice, 100), ("Invoice", other, 20))

    api.write("Invoice", {"Id": invoice["Id"], "SyncToken": "1"}, operation="void")

    left = api.read("Payment", payment["Id"])
    assert left["UnappliedAmt"] == 100
    assert [each["LinkedTxn"][0]["TxnId"] for each in left["Line"]] == [other["Id"]]
    assert api.read("Customer", customer["Id"])["Balance"] == 50 - 20 - 100


def test_an_estimate_is_closed_by_its_invoice_and_opened_by_its_deletion(
    api: Any, customer: Any, item_line: Any, invoice_of: Any
) -> None:
    estimate = api.write("Estimate", {"CustomerRef": {"value": customer["Id"]}, "Line": [item_line(40)]})
    assert (estimate["TxnStatus"], estimate["DocNumber"]) == ("Pending", "1001")
    assert "Balance" not in estimate

    invoice = invoice_of(customer, 40, LinkedTxn=[{"TxnId": estimate["Id"], "TxnType": "Estimate"}])

    closed = api.read("Estimate", estimate["Id"])
    assert closed["TxnStatus"] == "Closed"
    assert closed["LinkedTxn"] == [{"TxnId": invoice["Id"], "TxnType": "Invoice"}]
    assert closed["SyncToken"] == "0"
    assert invoice["LinkedTxn"] == [{"TxnId": estimate["Id"], "TxnType": "Estimate"}]

    second = {"CustomerRef": {"value": customer["Id"]}, "Line": [item_line(1)], "LinkedTxn": invoice["LinkedTxn"]}
    assert api.refused(api.post("invoice", second)) == "620"

    api.write("Invoice", {"Id": invoice["Id"], "SyncToken": "0"}, operation="delete")
    assert api.read("Estimate", estimate["Id"])["TxnStatus"] == "Pending"


def test_billed_time_is_marked_and_released(api: Any, customer: Any, invoice_of: Any) -> None:
    worker = api.write("Employee", {"GivenName": "Nia", "FamilyName": "Rowe"})
    entry = api.write(
        "TimeActivity",
        {
            "NameOf": "Employee",
            "EmployeeRef": {"value": worker["Id"]},
            "CustomerRef": {"value": customer["Id"]},
            "Hours": 2,
            "BillableStatus": "Billable",
            "HourlyRate": 90,
        },
    )
    assert entry["ItemRef"] == {"value": "2", "name": "Hours"}

    invoice = invoice_of(customer, 180, LinkedTxn=[{"TxnId": entry["Id"], "TxnType": "TimeActivity"}])
    assert api.read("TimeActivity", entry["Id"])["BillableStatus"] == "HasBeenBilled"

    api.change("Invoice", invoice, LinkedTxn=[])
    assert api.read("TimeActivity", entry["Id"])["BillableStatus"] == "Billable"


def test_numbers_follow_the_counters_and_a_refusal_leaves_no_gap(
    api: Any, customer: Any, invoice_of: Any, item_line: Any
) -> None:
    first = invoice_of(customer, 1)
    refused = api.post(
        "invoice", {"CustomerRef": {"value": customer["Id"]}, "Line": [item_line(1, Qty=2, UnitPrice=3)]}
    )
    assert api.refused(refused) == "6070"
    memo = api.write("CreditMemo", {"CustomerRef": {"value": customer["Id"]}, "Line": [item_line(1)]})
    own = invoice_of(customer, 1, DocNumber="A-77")

    assert [first["DocNumber"], memo["DocNumber"], own["DocNumber"]] == ["1001", "1002", "A-77"]
    assert [int(each["Id"]) for each in (first, memo, own)] == [1, 2, 3]


def test_with_custom_numbers_none_is_assigned(api: Any, customer: Any, invoice_of: Any) -> None:
    preferences = api.select("select * from Preferences")["Preferences"][0]
    api.change("Preferences", preferences, SalesFormsPrefs={"CustomTxnNumbers": True})

    assert "DocNumber" not in invoice_of(customer, 1)
    assert api.read("Preferences", "1")["SalesFormsPrefs"]["AllowEstimates"] is True


def test_a_duplicate_number_is_refused_unless_allowed(api: Any, customer: Any, item_line: Any) -> None:
    body = {"CustomerRef": {"value": customer["Id"]}, "DocNumber": "77", "Line": [item_line(1)]}
    api.write("Invoice", body)

    assert api.refused(api.post("invoice", body)) == "6140"
    assert api.write("Invoice", body, include="allowduplicatedocnum")["DocNumber"] == "77"


@pytest.mark.parametrize(
    ("term", "due"),
    [(None, "2026-03-02"), ("1", "2026-01-31"), ("2", "2026-02-15"), ("3", "2026-03-02")],
)
def test_the_due_date_follows_the_term(api: Any, customer: Any, invoice_of: Any, term: str | None, due: str) -> None:
    properties: dict[str, Any] = {"TxnDate": "2026-01-31"}
    if term:
        properties["SalesTermRef"] = {"value": term}

    assert invoice_of(customer, 1, **properties)["DueDate"] == due


def test_a_closed_period_refuses_create_change_and_delete(api: Any, customer: Any, invoice_of: Any) -> None:
    old = invoice_of(customer, 1, TxnDate="2026-01-15")
    preferences = api.read("Preferences", "1")
    api.change("Preferences", preferences, AccountingInfoPrefs={"BookCloseDate": "2026-01-31"})
    head = {"Id": old["Id"], "SyncToken": "0"}

    assert api.refused(api.post("invoice", head | {"sparse": True, "PrivateNote": "x"})) == "6200"
    assert api.refused(api.post("invoice", head | {"sparse": True, "TxnDate": "2026-02-01"})) == "6200"
    assert api.refused(api.post("invoice", head, operation="void")) == "6200"
    assert api.refused(api.post("invoice", head, operation="delete")) == "6200"
    assert invoice_of(customer, 1, TxnDate="2026-02-01")["Balance"] == 1


def test_addresses_come_from_the_customer(api: Any, invoice_of: Any) -> None:
    customer = api.write("Customer", {"DisplayName": "Kiln", "BillAddr": {"Line1": "4 Mill Rd", "City": "Troy"}})

    invoice = invoice_of(customer, 1)

    assert invoice["BillAddr"] == customer["BillAddr"]
    assert invoice["ShipFromAddr"]["Line2"] == "Springfield, CA  90000"
    assert "BillEmail" not in invoice


def test_read_only_properties_are_ignored(api: Any, customer: Any, invoice_of: Any) -> None:
    invoice = invoice_of(customer, 10, TotalAmt=999, Balance=999, MetaData={"CreateTime": "1999-01-01"})

    assert invoice["TotalAmt"] == invoice["Balance"] == 10
    assert not invoice["MetaData"]["CreateTime"].startswith("1999")


def test_numbers_are_exact_and_written_without_trailing_zeros(api: Any, customer: Any, item_line: Any) -> None:
    price = Decimal("41.3300000")
    body = {
        "CustomerRef": {"value": customer["Id"]},
        "Line": [item_line(Decimal("154.99"), Qty=Decimal("3.75"), UnitPrice=price)],
    }

    answer = api.post("invoice", body)

    assert b'"UnitPrice":41.33,' in answer.data
    assert b'"Amount":154.99,' in answer.data


@pytest.mark.parametrize("odd", [2**63, "Visa", [], [{}]], ids=str)
def test_what_a_card_processor_says_is_kept_as_it_comes(api: Any, customer: Any, odd: Any) -> None:
    card = {"CreditChargeInfo": odd, "CreditChargeResponse": odd}
    body = {"CustomerRef": {"value": customer["Id"]}, "TotalAmt": 5, "ProcessPayment": True, "CreditCardPayment": card}
    paid = api.write("Payment", body)

    assert paid["CreditCardPayment"] == card
    assert api.write("Payment", paid, operation="void")["TotalAmt"] == 0
