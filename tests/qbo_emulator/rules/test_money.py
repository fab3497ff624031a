"""How amounts are computed: the worked examples of the reference, and its edges."""

import calendar
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbo_emulator.rules.dates import due_date
from qbo_emulator.rules.faults import Fault
from qbo_emulator.rules.rounding import half_up
from qbo_emulator.world import Company, World


@pytest.fixture
def company() -> Company:
    return World().add_company()


def item(amount: str, qty: str | None = None, price: str | None = None, code: str = "TAX") -> dict[str, Any]:
    detail: dict[str, Any] = {"ItemRef": {"value": "1"}, "TaxCodeRef": {"value": code}}
    if qty is not None:
        detail |= {"Qty": Decimal(qty)}
    if price is not None:
        detail |= {"UnitPrice": Decimal(price)}
    return {"Amount": Decimal(amount), "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": detail}


def discount(**detail: Any) -> dict[str, Any]:
    amount = {"Amount": detail.pop("Amount")} if "Amount" in detail else {}
    return amount | {"DetailType": "DiscountLineDetail", "DiscountLineDetail": detail}


def percent_off(percent: str) -> dict[str, Any]:
    return discount(PercentBased=True, DiscountPercent=Decimal(percent))


def invoice(company: Company, *lines: dict[str, Any], tax: str | None = None, **properties: Any) -> dict[str, Any]:
    who = company.create("Customer", {"DisplayName": f"C{len(company.documents())}"})
    if tax:
        properties["TxnTaxDetail"] = {"TxnTaxCodeRef": {"value": tax}}
    return company.create("Invoice", {"CustomerRef": {"value": who["Id"]}, "Line": list(lines)} | properties)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("22.425", "22.43"), ("2.5", "2.50"), ("0.125", "0.13"), ("-0.125", "-0.13"), ("16.12425", "16.12")],
)
def test_ties_go_away_from_zero(value: str, rounded: str) -> None:
    assert half_up(Decimal(value)) == Decimal(rounded)


@pytest.mark.parametrize(
    ("qty", "price", "amount"),
    [
        ("3.75", "41.33", "154.99"),
        ("128.35", "14.50", "1861.08"),
        ("0.8333333", "150.03", "125.02"),
        ("-2", "10", "-20"),
        ("0", "10", "0"),
    ],
)
def test_a_line_is_the_rounded_product(company: Company, qty: str, price: str, amount: str) -> None:
    made = invoice(company, item("500"), item(amount, qty, price))
    assert made["Line"][1]["Amount"] == Decimal(amount)

    with pytest.raises(Fault) as refused:
        invoice(company, item("500"), item(str(Decimal(amount) - Decimal("0.01")), qty, price))
    assert refused.value.code == "6070"


def test_quantities_and_prices_keep_seven_decimals(company: Company) -> None:
    made = invoice(company, item("41.67", "7", "5.95285714285"))

    assert made["Line"][0]["SalesItemLineDetail"]["UnitPrice"] == Decimal("5.9528571")


@pytest.mark.parametrize(
    ("lines", "tax", "after", "sub_total", "off", "tax_total", "total"),
    [
        ([item("214.99"), percent_off("7.5")], None, False, "214.99", "16.12", "0", "198.87"),
        ([item("200"), percent_off("10")], "2", False, "200", "20", "16", "196"),
        ([item("200"), percent_off("10")], "2", True, "200", "20", "14.4", "194.4"),
        ([item("150"), item("50", code="NON"), discount(Amount=20)], "2", True, "200", "20", "10.8", "190.8"),
        ([item("12.35"), item("12.35"), item("12.35")], "2", False, "37.05", "0", "2.96", "40.01"),
        ([item("422.00")], "3", False, "422", "0", "38.4", "460.4"),
        ([item("41.00")], "3", False, "41", "0", "3.73", "44.73"),
        ([item("100"), item("50", code="NON")], "2", False, "150", "0", "8", "158"),
        ([item("100")], None, False, "100", "0", "0", "100"),
        ([item("100"), item("-30")], "2", False, "70", "0", "5.6", "75.6"),
    ],
)  # fmt: skip
def test_totals(
    company: Company, lines: Any, tax: str | None, after: bool, sub_total: str, off: str, tax_total: str, total: str
) -> None:
    made = invoice(company, *lines, tax=tax, ApplyTaxAfterDiscount=after)

    amounts = {each["DetailType"]: each["Amount"] for each in made["Line"]}
    assert amounts["SubTotalLineDetail"] == Decimal(sub_total)
    assert amounts.get("DiscountLineDetail", 0) == Decimal(off)
    assert made["TxnTaxDetail"]["TotalTax"] == Decimal(tax_total)
    assert made["TotalAmt"] == made["Balance"] == Decimal(total)


def test_each_rate_is_a_tax_line_rounded_on_the_documents_base(company: Company) -> None:
    made = invoice(company, item("20.50"), item("20.50"), tax="3")

    assert [(each["Amount"], each["TaxLineDetail"]["TaxPercent"]) for each in made["TxnTaxDetail"]["TaxLine"]] == [
        (Decimal("2.91"), Decimal("7.1")),
        (Decimal("0.82"), 2),
    ]
    assert {each["TaxLineDetail"]["NetAmountTaxable"] for each in made["TxnTaxDetail"]["TaxLine"]} == {41}


def test_a_company_without_sales_tax_ignores_the_tax_detail(company: Company) -> None:
    company.seed({"Preferences": [{"Id": "1", "SyncToken": "0", "TaxPrefs": {"UsingSalesTax": False}}]})

    assert invoice(company, item("100"), tax="2")["TxnTaxDetail"] == {"TotalTax": 0}


def test_shipping_and_discount_lie_outside_the_subtotal_and_after_it(company: Company) -> None:
    shipping = item("9.00", code="NON")
    shipping["SalesItemLineDetail"]["ItemRef"] = {"value": "SHIPPING_ITEM_ID"}
    sent_subtotal = {"Amount": 1, "DetailType": "SubTotalLineDetail", "SubTotalLineDetail": {}}

    made = invoice(company, shipping, discount(Amount=Decimal("16.12")), sent_subtotal, item("214.99"))

    assert [each["DetailType"] for each in made["Line"]] == [
        "SalesItemLineDetail",
        "SubTotalLineDetail",
        "DiscountLineDetail",
        "SalesItemLineDetail",
    ]
    assert made["Line"][1]["Amount"] == Decimal("214.99")
    assert made["TotalAmt"] == Decimal("207.87")


def test_a_bundle_counts_by_its_inner_lines(company: Company) -> None:
    group = company.create("Item", {"Name": "Kit", "Type": "Group"})
    bundle = {
        "DetailType": "GroupLineDetail",
        "GroupLineDetail": {
            "GroupItemRef": {"value": group["Id"]},
            "Quantity": 2,
            "Line": [item("24", "6", "4"), item("20", "2", "10")],
        },
    }

    made = invoice(company, bundle, {"DetailType": "DescriptionOnly", "Description": "thanks", "Amount": 5})

    assert [each.get("Amount") for each in made["Line"]] == [0, None, 44]
    assert [each["Id"] for each in made["Line"][0]["GroupLineDetail"]["Line"]] == ["2", "3"]
    assert made["TotalAmt"] == 44


def test_stored_amounts_stay_when_an_update_does_not_touch_them(company: Company) -> None:
    made = invoice(company, item("100"), tax="2")
    company.seed({"TaxRate": [company.read("TaxRate", "1") | {"RateValue": 50}]})

    noted = company.update("Invoice", {"Id": made["Id"], "SyncToken": "0", "sparse": True, "PrivateNote": "n"})

    assert noted["TotalAmt"] == 108


STANDARD = {"Type": "STANDARD", "DueDays": 30}
ON_THE_15TH = {"Type": "DATE_DRIVEN", "DayOfMonthDue": 15, "DueNextMonthDays": 5}


@pytest.mark.parametrize(
    ("txn_date", "term", "due"),
    [
        ("2026-01-31", STANDARD, "2026-03-02"),
        ("2026-01-31", None, "2026-03-02"),
        ("2026-03-08", ON_THE_15TH, "2026-03-15"),
        ("2026-03-12", ON_THE_15TH, "2026-04-15"),
        ("2026-03-20", ON_THE_15TH, "2026-04-15"),
        ("2026-12-20", ON_THE_15TH, "2027-01-15"),
        ("2026-02-10", {"DayOfMonthDue": 31}, "2026-02-28"),
        ("2026-03-15", {"DayOfMonthDue": 15}, "2026-03-15"),
    ],
)
def test_due_dates(txn_date: str, term: dict[str, Any] | None, due: str) -> None:
    assert due_date(date.fromisoformat(txn_date), term) == date.fromisoformat(due)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 31), st.integers(0, 31))
def test_a_date_driven_term_is_never_due_before_the_document(txn_date: date, day: int, within: int) -> None:
    term = {"DayOfMonthDue": day, "DueNextMonthDays": within}

    due = due_date(txn_date, term)

    assert due >= txn_date
    assert due.day == min(day, calendar.monthrange(due.year, due.month)[1])


def test_the_worked_example_of_balances(company: Company) -> None:
    top = company.create("Customer", {"DisplayName": "Top"})
    who = company.create("Customer", {"DisplayName": "Sub", "ParentRef": {"value": top["Id"]}})
    owner = {"CustomerRef": {"value": who["Id"]}}
    bill = company.create("Invoice", owner | {"Line": [item("250")]})
    memo = company.create("CreditMemo", owner | {"Line": [item("40")]})
    on_bill = {"TxnId": bill["Id"], "TxnType": "Invoice"}
    company.create("Payment", owner | {"TotalAmt": 100, "Line": [{"Amount": 100, "LinkedTxn": [on_bill]}]})
    zero = [
        {"Amount": 40, "LinkedTxn": [on_bill]},
        {"Amount": 40, "LinkedTxn": [{"TxnId": memo["Id"], "TxnType": "CreditMemo"}]},
    ]
    linking = company.create("Payment", {"CustomerRef": {"value": top["Id"]}, "TotalAmt": 0, "Line": zero})
    company.create("CreditMemo", owner | {"Line": [item("15")]})
    company.create("Payment", owner | {"TotalAmt": 20})

    assert company.read("Invoice", bill["Id"])["Balance"] == 110
    assert company.read("CreditMemo", memo["Id"])["RemainingCredit"] == 0
    assert "LinkedTxn" not in company.read("CreditMemo", memo["Id"])
    assert "DepositToAccountRef" not in linking
    assert company.read("Customer", who["Id"])["Balance"] == 110 - 15 - 20
    assert (company.read("Customer", top["Id"])["Balance"], company.read("Customer", top["Id"])["BalanceWithJobs"]) == (
        0,
        75,
    )


def test_every_line_shows_the_present_open_balance_of_its_document(company: Company) -> None:
    who = {"CustomerRef": {"value": company.create("Customer", {"DisplayName": "C"})["Id"]}}
    bill = company.create("Invoice", who | {"Line": [item("100")]})

    def pay(amount: int) -> dict[str, Any]:
        link = [{"TxnId": bill["Id"], "TxnType": "Invoice"}]
        return company.create("Payment", who | {"TotalAmt": amount, "Line": [{"Amount": amount, "LinkedTxn": link}]})

    def open_balance(payment: dict[str, Any]) -> str:
        facts = company.read("Payment", payment["Id"])["Line"][0]["LineEx"]["any"]
        return next(fact["value"]["Value"] for fact in facts if fact["value"]["Name"] == "txnOpenBalance")

    first = pay(30)
    assert open_balance(first) == "100.00"
    second = pay(50)
    assert (open_balance(first), open_balance(second)) == ("50.00", "70.00")
    assert company.read("Payment", first["Id"])["SyncToken"] == "0"
    assert company.read("Invoice", bill["Id"])["SyncToken"] == "2"
