"""What the live service's documents post, against the balances it showed."""

from collections import Counter
from decimal import Decimal
from typing import Any

from qbo_emulator.rules import postings
from qbo_emulator.world import World

EXACT = (
    "Accounts Receivable (A/R)",
    "Undeposited Funds",
    "Savings",
    "Truck:Original Cost",
    "Mastercard",
    "Loan Payable",
    "Notes Payable",
)
"""The accounts whose every document was recorded. Of the others, sales receipts, sales tax payments and opening
stock were not; four bills of one vendor were not either (reference C8)."""


def test_every_recorded_document_closes(recorded: Any) -> None:
    company, objects = recorded
    facts = postings.Facts(company.books)

    for entity in postings.POSTING:
        for doc in objects.get(entity, []):
            assert sum(each.amount for each in postings.of(entity, doc, facts)) == 0, (entity, doc["Id"])


def test_the_recorded_documents_explain_the_recorded_balances(recorded: Any) -> None:
    company, objects = recorded
    posted: Counter[str] = Counter()
    for entry in postings.journal(company.books):
        posted[entry.posting.account] += entry.posting.amount
    shown = {row["FullyQualifiedName"]: (row["CurrentBalance"], posted[row["Id"]]) for row in objects["Account"]}

    assert {name: shown[name][1] for name in EXACT} == {name: shown[name][0] for name in EXACT}
    missing_bills = Decimal(600)
    assert shown["Accounts Payable (A/P)"][1] == shown["Accounts Payable (A/P)"][0] + missing_bills


def test_the_recorded_documents_explain_every_customer_and_vendor(recorded: Any) -> None:
    company, objects = recorded
    owed: Counter[tuple[str, str]] = Counter()
    for entry in postings.journal(company.books):
        if entry.posting.owed and entry.posting.name:
            owed[entry.posting.name] += entry.posting.stated

    assert [row["Id"] for row in objects["Customer"] if row["Balance"] != owed["Customer", row["Id"]]] == []
    incomplete = [row["DisplayName"] for row in objects["Vendor"] if row["Balance"] != -owed["Vendor", row["Id"]]]
    assert incomplete == ["Bob's Burger Joint"]


def test_working_on_the_recorded_books_moves_them_by_what_is_posted(recorded: Any) -> None:
    company, objects = recorded
    before = {row["Id"]: row["CurrentBalance"] for row in objects["Account"]}
    unpaid = next(row for row in objects["Bill"] if row["Balance"] > 0)
    link = [{"TxnId": unpaid["Id"], "TxnType": "Bill"}]
    company.create(
        "BillPayment",
        {
            "VendorRef": unpaid["VendorRef"],
            "PayType": "CreditCard",
            "CreditCardPayment": {"CCAccountRef": {"value": "41"}},
            "TotalAmt": 50,
            "Line": [{"Amount": 50, "LinkedTxn": link}],
        },
    )

    after = {row["id"]: row["object"]["CurrentBalance"] for row in company.documents("Account")}
    moved = {key: after[key] - before[key] for key in before if after[key] != before[key]}
    assert moved == {"33": 50, "41": -50}
    assert company.read("Bill", unpaid["Id"])["Balance"] == unpaid["Balance"] - 50


def test_an_account_that_is_not_there_is_left_out_alone() -> None:
    company = World().add_company("1", furnished=False)
    vendor = company.create("Vendor", {"DisplayName": "Cables and More"})
    line = {
        "Amount": 5,
        "DetailType": "AccountBasedExpenseLineDetail",
        "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "7"}},
    }
    company.create("Bill", {"VendorRef": {"value": vendor["Id"]}, "Line": [line]})

    assert company.read("Vendor", vendor["Id"])["Balance"] == 5
