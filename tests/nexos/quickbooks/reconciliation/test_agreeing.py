"""After a sync both sides agree to the cent, whatever the company is like."""

from collections.abc import Callable
from typing import Any

import pytest

from bookkeeping import Bookkeeping
from books import Books
from nexos.kit.tenancy import scope
from nexos.quickbooks.sync.reconciliation import queries
from reconciled import checked, named, sentences

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_synced_company_agrees_although_everything_in_it_is_held(books: Books) -> None:
    check = checked(books)
    assert check.state == "agrees", sentences(books, check)
    there = books.there("Customer").values()
    assert check.customers == len(there)
    [sums] = check.receivables
    assert sums["here"] == sums["there"] == round(sum(one["Balance"] for one in there) * 100) > 0
    assert check.documents["Invoice"] == len(books.there("Invoice"))
    assert sum(row["there_count"] for row in check.months if row["entity"] == "Invoice") > 0
    assert check.held["documents"] > 0
    with scope(books.tenant_id):
        owed = {row.customer_id: row.there_minor for row in queries.balances(*_of(books, check), differing_only=False)}
    assert owed == {one["Id"]: round(one["Balance"] * 100) for one in there if one["Balance"]}


@pytest.mark.parametrize(
    "company",
    [
        {"sales_tax": True, "automated_sales_tax": True},
        {"multicurrency": True},
        {"auto_apply_credit": True, "auto_apply_payments": True},
    ],
    ids=["automated tax", "several currencies", "credits applied by themselves"],
)
def test_companies_of_several_kinds_agree(keep_books: Callable[..., Bookkeeping], company: dict[str, Any]) -> None:
    """Sub-customers, discounts, part payments, overpayments, credits, voided and deleted documents."""
    keeping = keep_books(**company)
    books = keeping.books
    parent = keeping.customer("Harbor Group")
    child = keeping.customer("Harbor Bikes", Job=True, ParentRef={"value": parent})
    discount = {"Amount": 10, "DetailType": "DiscountLineDetail", "DiscountLineDetail": {"PercentBased": False}}
    first = keeping.invoice(parent, "100.00", "49.99")
    second = keeping.invoice(child, "250.10")
    body = keeping._sale(child, ("75.00",))
    keeping.invoice(child, Line=[*body["Line"], discount])
    keeping.payment(parent, "40.00", ("Invoice", first, "40.00"))
    keeping.payment(child, "500.00", ("Invoice", second, "250.10"))
    memo = keeping.credit_memo(parent, "30.00")
    if not company.get("auto_apply_credit"):
        keeping.payment(parent, "0", ("Invoice", first, "20.00"), ("CreditMemo", memo, "20.00"))
    books.void(keeping.invoice(parent, "77.00"))
    if company.get("multicurrency"):
        books.create("CompanyCurrency", {"Code": "EUR"})
        own = {"Name": "Accounts Receivable (A/R) - EUR", "AccountType": "Accounts Receivable"}
        books.create("Account", own | {"CurrencyRef": {"value": "EUR"}})  # as QuickBooks makes it by itself
        abroad = keeping.customer("Kontor", CurrencyRef={"value": "EUR"})
        euros = {"CurrencyRef": {"value": "EUR"}, "ExchangeRate": 1.08765}
        foreign = keeping.invoice(abroad, "99.99", **euros)
        keeping.invoice(abroad, "12.34", **euros | {"ExchangeRate": 1.2})
        keeping.payment(abroad, "50.00", ("Invoice", foreign, "50.00"), **euros | {"ExchangeRate": 1.1})
    check = checked(books)
    assert check.state == "agrees", sentences(books, check)
    if company.get("multicurrency"):
        assert {sums["currency"] for sums in check.receivables} == {"EUR", "USD"}
    deleted = keeping.invoice(parent, "10.00")
    assert checked(books).state == "agrees"
    books.delete("Invoice", deleted)
    books.void(second)  # what had paid it is unapplied now
    check = checked(books)
    assert check.state == "agrees", sentences(books, check)
    assert books.agrees()


def test_a_kind_that_is_not_mirrored_is_named(keep_books: Callable[..., Bookkeeping]) -> None:
    keeping = keep_books()
    books = keeping.books
    whom = keeping.customer("Harbor Bikes")
    keeping.invoice(whom, "100.00")
    entry = keeping.journal_entry(whom, "25.50", "JE-7")
    check = checked(books)
    assert check.state == "differs"
    [one] = named(books, check)
    assert (one.why, one.entity, one.qbo_id, one.customer_name) == (
        "not_mirrored",
        "Journal Entry",
        entry,
        "Harbor Bikes",
    )
    assert (one.here_minor, one.there_minor) == (0, 2550)
    assert not one.repairable
    with scope(books.tenant_id):
        [balance] = queries.balances(*_of(books, check), differing_only=True)
    assert (balance.here_minor, balance.there_minor) == (10000, 12550)
    books.delete("JournalEntry", entry)
    assert checked(books).state == "agrees"


def _of(books: Books, check: Any) -> tuple[Any, Any]:
    return books.tenant_id, check.id
