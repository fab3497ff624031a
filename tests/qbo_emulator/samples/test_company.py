"""The generated company looks like a real one and obeys QuickBooks' own sums."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

import money_invariants
from emulator_process import EmulatorProcess, running_emulator

TODAY = date(2026, 6, 17)

type Books = dict[str, list[dict[str, Any]]]


def generate(emulator: EmulatorProcess, size: str, seed: int) -> Books:
    """The live objects of a company made on TODAY."""
    emulator.reset()
    emulator.control("clock", {"now": f"{TODAY}T20:00:00Z"})
    realm_id = emulator.company(size, seed)
    books: Books = {}
    for each in emulator.control(f"documents?realm_id={realm_id}"):
        books.setdefault(each["entity"], []).append(each["object"])
    return books


@pytest.fixture(scope="module")
def process() -> Iterator[EmulatorProcess]:
    with running_emulator() as emulator:
        yield emulator


@pytest.fixture(scope="module")
def msp(process: EmulatorProcess) -> Books:
    return generate(process, "msp", 1)


def amount(value: Any) -> Decimal:
    return Decimal(str(value))


def is_voided(document: dict[str, Any]) -> bool:
    return str(document.get("PrivateNote", "")).startswith("Voided")


def linked(line: dict[str, Any], kind: str) -> bool:
    return any(link["TxnType"] == kind for link in line["LinkedTxn"])


def test_it_has_the_size_of_a_service_provider(msp: Books) -> None:
    assert len(msp["Customer"]) == 120
    assert len(msp["Employee"]) == 12
    assert len(msp["Vendor"]) == 15
    assert len(msp["Invoice"]) == 900
    assert 550 <= len(msp["Payment"]) <= 700
    assert len(msp["CreditMemo"]) >= 10


def test_it_has_items_of_every_type(msp: Books) -> None:
    types = Counter(item["Type"] for item in msp["Item"])
    assert set(types) == {"Service", "NonInventory", "Inventory", "Group", "Category"}


def test_it_has_the_customers_that_are_hard_to_match(msp: Books) -> None:
    names = [customer["DisplayName"] for customer in msp["Customer"]]
    for mark in "'&ü\"":
        assert any(mark in name for name in names), mark
    assert any(customer.get("Job") for customer in msp["Customer"])
    assert [customer["Active"] for customer in msp["Customer"]].count(False) == 1
    emails = Counter(each["PrimaryEmailAddr"]["Address"] for each in msp["Customer"] if "PrimaryEmailAddr" in each)
    assert list(emails.values()).count(2) == 1


def test_invoices_are_of_many_kinds(msp: Books) -> None:
    invoices = msp["Invoice"]
    kinds = {line["DetailType"] for invoice in invoices for line in invoice["Line"]}
    assert "DiscountLineDetail" in kinds
    assert any(invoice["TxnTaxDetail"]["TotalTax"] for invoice in invoices)
    assert any(not invoice["TxnTaxDetail"]["TotalTax"] for invoice in invoices)
    assert any(linked(invoice, "Estimate") for invoice in invoices)
    assert 1 <= sum(is_voided(invoice) for invoice in invoices) <= 20


def test_payments_are_of_many_kinds(msp: Books) -> None:
    payments = msp["Payment"]
    assert sum(len(payment["Line"]) > 1 and amount(payment["TotalAmt"]) > 0 for payment in payments) >= 20
    assert any(amount(payment["UnappliedAmt"]) > 0 for payment in payments)
    assert any(is_voided(payment) for payment in payments)
    assert any(linked(line, "CreditMemo") for payment in payments for line in payment["Line"])
    part_paid = [invoice for invoice in msp["Invoice"] if 0 < amount(invoice["Balance"]) < amount(invoice["TotalAmt"])]
    assert part_paid


def test_most_is_paid_and_some_is_overdue(msp: Books) -> None:
    open_ones = [invoice for invoice in msp["Invoice"] if amount(invoice["Balance"])]
    overdue = [invoice for invoice in open_ones if invoice["DueDate"] < TODAY.isoformat()]
    assert len(msp["Invoice"]) * 0.03 <= len(open_ones) <= len(msp["Invoice"]) * 0.2
    assert len(msp["Invoice"]) * 0.01 <= len(overdue) <= len(open_ones)


def test_every_month_has_business_and_none_is_in_the_future(msp: Books) -> None:
    months = Counter(invoice["TxnDate"][:7] for invoice in msp["Invoice"])
    assert len(months) == 14
    assert min(months.values()) >= 30
    latest = max(document["TxnDate"] for entity in ("Invoice", "Payment") for document in msp[entity])
    assert TODAY - timedelta(days=8) <= date.fromisoformat(latest) < TODAY


def test_balances_follow_from_documents(msp: Books) -> None:
    """qbo-money C1 and C7: invoices from their payments, customers from their documents."""
    paid: Counter[str] = Counter()
    credited: Counter[str] = Counter()
    for payment in msp["Payment"]:
        for line in payment["Line"]:
            for link in line["LinkedTxn"]:
                (paid if link["TxnType"] == "Invoice" else credited)[link["TxnId"]] += amount(line["Amount"])
    owed: Counter[str] = Counter()
    for invoice in msp["Invoice"]:
        assert amount(invoice["Balance"]) == amount(invoice["TotalAmt"]) - paid[invoice["Id"]]
        owed[invoice["CustomerRef"]["value"]] += amount(invoice["Balance"])
    for memo in msp["CreditMemo"]:
        owed[memo["CustomerRef"]["value"]] -= amount(memo["TotalAmt"]) - credited[memo["Id"]]
    for payment in msp["Payment"]:
        owed[payment["CustomerRef"]["value"]] -= amount(payment["UnappliedAmt"])
    for customer in msp["Customer"]:
        assert amount(customer["Balance"]) == owed[customer["Id"]], customer["DisplayName"]


def test_same_size_seed_and_day_give_the_same_company(process: EmulatorProcess) -> None:
    first = generate(process, "small", 5)
    assert generate(process, "small", 5) == first
    assert generate(process, "small", 6) != first


def test_small_and_empty_sizes(process: EmulatorProcess) -> None:
    small = generate(process, "small", 1)
    assert (len(small["Customer"]), len(small["Invoice"])) == (10, 40)
    empty = generate(process, "empty", 1)
    assert "Customer" not in empty
    assert {"CompanyInfo", "Preferences", "Account", "Term", "TaxCode", "Item"} <= set(empty)


@pytest.mark.parametrize("seed", [2, 3, 4, 5, 6])
def test_other_seeds_work_too(process: EmulatorProcess, seed: int) -> None:
    assert len(generate(process, "small", seed)["Invoice"]) == 40


@pytest.mark.parametrize(("country", "currency"), [("US", "USD"), ("CA", "CAD"), ("GB", "GBP"), ("AU", "AUD")])
def test_a_sample_of_any_country_obeys_its_sums(process: EmulatorProcess, country: str, currency: str) -> None:
    order = {"realm_id": f"5{country}", "size": "small", "seed": 2, "country": country}
    answer = process.control("sample", order)

    rows = process.control(f"documents?realm_id={answer['realm_id']}")

    books = money_invariants.Books(rows)
    assert list(money_invariants.broken(books)) == []
    [info] = books["CompanyInfo"].values()
    assert (info["Country"], books.home) == (country, currency)
    ways = {invoice.get("GlobalTaxCalculation") for invoice in books["Invoice"].values()}
    assert ways == ({None} if country == "US" else {"TaxExcluded", "TaxInclusive"})
    assert any(invoice["TxnTaxDetail"]["TotalTax"] for invoice in books["Invoice"].values())
    assert {invoice["CurrencyRef"]["value"] for invoice in books["Invoice"].values()} == {currency}


def test_a_sample_of_an_unknown_country_is_refused(process: EmulatorProcess) -> None:
    answer = process.http.post("/_emulator/sample", json={"size": "small", "country": "XX"})

    assert answer.status_code == 400
    assert "country must be one of US, CA, GB, AU" in answer.text
