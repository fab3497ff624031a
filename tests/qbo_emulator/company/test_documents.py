"""What the company's settings do to documents: classes, locations, numbers, dates, editions."""

from typing import Any

import pytest

from emulator_process import EmulatorProcess
from error_causes import Desk


def _code(answer: Any) -> str:
    assert answer.status_code == 400, answer.text
    code: str = answer.json()["Fault"]["Error"][0]["code"]
    return code


@pytest.mark.parametrize(
    ("tracking", "on_header", "on_line"),
    [("transaction", True, False), ("line", False, True), ("off", False, False)],
)
def test_a_class_stays_where_classes_are_tracked(desk: Desk, tracking: str, on_header: bool, on_line: bool) -> None:
    east = {"value": desk.create("Class", {"Name": "East"})["Id"]}
    desk.switch(class_tracking=tracking)

    invoice = desk.create("Invoice", desk.sale(ClassRef=east, Line=[desk.line(5, ClassRef=east)]))

    assert ("ClassRef" in invoice) is on_header
    assert ("ClassRef" in invoice["Line"][0]["SalesItemLineDetail"]) is on_line


def test_a_class_cannot_be_made_where_none_is_tracked(desk: Desk) -> None:
    desk.switch(class_tracking="off")

    assert _code(desk.post("class", {"Name": "East"})) == "5030"


def test_a_location_stays_where_locations_are_tracked(desk: Desk) -> None:
    shop = {"value": desk.create("Department", {"Name": "Shop"})["Id"]}
    assert desk.create("Invoice", desk.sale(DepartmentRef=shop))["DepartmentRef"]["name"] == "Shop"

    desk.switch(locations=False)

    assert "DepartmentRef" not in desk.create("Invoice", desk.sale(DepartmentRef=shop))
    assert _code(desk.post("department", {"Name": "Yard"})) == "5030"


def test_own_numbers_are_left_to_the_user(desk: Desk) -> None:
    desk.switch(custom_numbers=True)

    assert "DocNumber" not in desk.create("Invoice", desk.sale())
    assert desk.create("Invoice", desk.sale(DocNumber="AUTO_GENERATE"))["DocNumber"].isdigit()
    assert desk.create("Invoice", desk.sale(DocNumber="MSP-7"))["DocNumber"] == "MSP-7"


def test_a_number_may_be_used_twice_where_the_call_or_the_company_allows_it(desk: Desk) -> None:
    twice = desk.sale(DocNumber="INV-1")
    assert _code(desk.post("invoice", twice)) == "6140"

    assert desk.create("Invoice", twice, include="allowduplicatedocnum")["DocNumber"] == "INV-1"
    desk.switch(duplicate_number_warning=False)
    assert desk.create("Invoice", twice)["DocNumber"] == "INV-1"


def test_a_document_keeps_its_own_number_when_it_is_changed(desk: Desk) -> None:
    answer = desk.change("Invoice", desk["invoice"], DocNumber="INV-1", PrivateNote="again")

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("term", "day", "due"),
    [
        ({"DueDays": 30}, "2026-01-31", "2026-03-02"),
        ({"DayOfMonthDue": 15, "DueNextMonthDays": 5}, "2026-03-08", "2026-03-15"),
        ({"DayOfMonthDue": 15, "DueNextMonthDays": 5}, "2026-03-12", "2026-04-15"),
        ({"DayOfMonthDue": 15, "DueNextMonthDays": 5}, "2026-03-20", "2026-04-15"),
        ({"DayOfMonthDue": 31}, "2026-02-10", "2026-02-28"),
    ],
)
def test_a_term_says_when_an_invoice_is_due(desk: Desk, term: dict[str, int], day: str, due: str) -> None:
    made = desk.create("Term", {"Name": "Terms"} | term)

    assert made["Type"] == ("DATE_DRIVEN" if "DayOfMonthDue" in term else "STANDARD")
    invoice = desk.create("Invoice", desk.sale(TxnDate=day, SalesTermRef={"value": made["Id"]}))
    assert invoice["DueDate"] == due


def test_a_document_without_a_date_has_the_pacific_one(private_emulator: EmulatorProcess) -> None:
    realm_id = private_emulator.company()
    private_emulator.control("clock", {"now": "2026-03-02T02:00:00Z"})
    with private_emulator.api(realm_id) as http:
        customer = http.post("/customer", json={"DisplayName": "Late"}).json()["Customer"]
        payment = http.post("/payment", json={"CustomerRef": {"value": customer["Id"]}, "TotalAmt": 1}).json()

    assert payment["Payment"]["TxnDate"] == "2026-03-01"


@pytest.mark.parametrize(
    ("edition", "refused"),
    [
        ("Simple Start", {"timeactivity", "purchaseorder", "class", "department", "item"}),
        ("Essentials", {"purchaseorder", "class", "department", "item"}),
        ("Plus", set()),
        ("Advanced", set()),
    ],
)
def test_an_edition_has_what_was_bought(desk: Desk, edition: str, refused: set[str]) -> None:
    stock = desk.http.get(f"/item/{desk['stock']}").json()["Item"]
    kept = ("Type", "QtyOnHand", "InvStartDate", "IncomeAccountRef", "ExpenseAccountRef", "AssetAccountRef")
    line = {
        "Amount": 1,
        "DetailType": "AccountBasedExpenseLineDetail",
        "AccountBasedExpenseLineDetail": {"AccountRef": {"value": desk.account("Travel")}},
    }
    order = {"VendorRef": {"value": desk["vendor"]}, "APAccountRef": {"value": desk.account("AccountsPayable")}}
    bodies = {
        "timeactivity": desk.time(),
        "purchaseorder": order | {"Line": [line]},
        "class": {"Name": "East"},
        "department": {"Name": "Shop"},
        "item": {name: stock[name] for name in kept} | {"Name": "Cable tie"},
    }
    desk.switch(edition=edition)

    answers = {path: desk.post(path, body) for path, body in bodies.items()}

    assert {path for path, answer in answers.items() if answer.status_code != 200} == refused
    assert {_code(answers[path]) for path in refused} <= {"5020"}
    assert desk.query("select * from PurchaseOrder").status_code == 200


@pytest.mark.parametrize("password", [None, "tulip-47"])
def test_closed_books_refuse_every_change_of_what_lies_in_them(desk: Desk, password: str | None) -> None:
    old = desk.create("Invoice", desk.sale(TxnDate="2025-06-30"))
    desk.switch(closing_date="2025-12-31", closing_password=password)
    code = "6210" if password else "6200"

    assert _code(desk.change("Invoice", old["Id"], PrivateNote="late")) == code
    assert _code(desk.change("Invoice", old["Id"], TxnDate="2026-01-01")) == code
    assert _code(desk.delete("Invoice", old["Id"])) == code
    assert _code(desk.change("Invoice", desk["invoice"], TxnDate="2025-12-31")) == code
    assert desk.create("Invoice", desk.sale(TxnDate="2026-01-01"))["TxnDate"] == "2026-01-01"

    desk.switch(closing_date=None)
    assert desk.change("Invoice", old["Id"], PrivateNote="open again").status_code == 200


def test_an_item_the_invoice_had_before_is_not_checked_again(desk: Desk) -> None:
    line = desk.line(4, ItemRef={"value": desk["stock"]}, Qty=1, UnitPrice=4)
    invoice = desk.create("Invoice", desk.sale(TxnDate="2026-03-01", Line=[line]))
    desk.seed({"Invoice": [invoice | {"TxnDate": "2026-01-15"}]})

    answer = desk.change("Invoice", invoice["Id"], Line=invoice["Line"][:1])

    assert answer.status_code == 200, answer.text
