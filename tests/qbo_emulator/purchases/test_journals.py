"""Journal entries and transfers."""

from typing import Any

import pytest


@pytest.fixture
def row(account: Any) -> Any:
    """A journal line."""

    def make(side: str, name: str, amount: Any, **detail: Any) -> dict[str, Any]:
        inner = {"PostingType": side, "AccountRef": account(name)} | detail
        return {"Amount": amount, "DetailType": "JournalEntryLineDetail", "JournalEntryLineDetail": inner}

    return make


def named(kind: str, party: Any) -> dict[str, Any]:
    return {"Entity": {"Type": kind, "EntityRef": {"value": party["Id"]}}}


def test_a_journal_entry_totals_nothing_and_moves_its_accounts(api: Any, row: Any, balance: Any) -> None:
    lines = [row("Debit", "Checking", 60), row("Debit", "Savings", 40), row("Credit", "Opening Balance Equity", 100)]
    made = api.write("JournalEntry", {"Line": lines})

    assert made["TotalAmt"] == 0
    assert (made["Adjustment"], made["TxnTaxDetail"]) == (False, {})
    assert [line["Id"] for line in made["Line"]] == ["0", "1", "2"]
    assert not any("LineNum" in line for line in made["Line"])
    assert "DocNumber" not in made
    assert (balance("Checking"), balance("Savings"), balance("Opening Balance Equity")) == (60, 40, -100)


def test_a_number_may_be_used_again(api: Any, row: Any) -> None:
    body = {"DocNumber": "JE-001", "Line": [row("Debit", "Checking", 1), row("Credit", "Savings", 1)]}

    assert api.write("JournalEntry", body)["DocNumber"] == "JE-001"
    assert api.write("JournalEntry", body)["DocNumber"] == "JE-001"


def test_a_line_on_receivables_or_payables_moves_its_name(
    api: Any, row: Any, customer: Any, vendor: Any, balance: Any
) -> None:
    lines = [
        row("Debit", "Accounts Receivable (A/R)", 30, **named("Customer", customer)),
        row("Credit", "Accounts Payable (A/P)", 20, **named("Vendor", vendor)),
        row("Credit", "Opening Balance Equity", 10),
    ]
    made = api.write("JournalEntry", {"Line": lines})

    entity = made["Line"][0]["JournalEntryLineDetail"]["Entity"]
    assert entity == {"Type": "Customer", "EntityRef": {"value": customer["Id"], "name": "Harbor Bikes"}}
    assert api.read("Customer", customer["Id"])["BalanceWithJobs"] == 30
    assert api.read("Vendor", vendor["Id"])["Balance"] == 20
    assert (balance("Accounts Receivable (A/R)"), balance("Accounts Payable (A/P)")) == (30, -20)
    api.write("JournalEntry", {"Id": made["Id"], "SyncToken": "0"}, operation="delete")
    assert api.read("Customer", customer["Id"])["Balance"] == 0


def test_a_journal_entry_that_cannot_be_is_refused(api: Any, row: Any, customer: Any, vendor: Any) -> None:
    def code(*lines: Any) -> str:
        return str(api.refused(api.post("journalentry", {"Line": list(lines)})))

    bank, equity = row("Debit", "Checking", 5), row("Credit", "Opening Balance Equity", 5)
    assert code(bank, row("Credit", "Savings", 4)) == "2300"
    assert code(bank) == "2250"
    assert code(bank, row("Credit", "Accounts Receivable (A/R)", 5)) == "6000"
    assert code(bank, row("Credit", "Accounts Receivable (A/R)", 5, **named("Vendor", vendor))) == "6000"
    assert code(bank, row("Credit", "Accounts Payable (A/P)", 5, **named("Customer", customer))) == "6000"
    assert code(row("Debit", "Checking", -5), equity) == "2290"
    assert code(bank, {"Amount": 5}) == "2020"
    assert code(bank, equity | {"Amount": None}) == "2020"
    assert code(bank, equity | {"JournalEntryLineDetail": {"PostingType": "Credit"}}) == "2020"
    assert code(bank, row("Sideways", "Savings", 5)) == "2170"
    assert code(bank, row("Credit", "Savings", 5, **named("Vendor", {"Id": "999"}))) == "2500"
    assert api.select("select count(*) from JournalEntry") == {"totalCount": 0}


def test_a_transfer_moves_money(api: Any, account: Any, balance: Any) -> None:
    body = {"FromAccountRef": account("Checking"), "ToAccountRef": account("Savings"), "Amount": 120}
    made = api.write("Transfer", body)

    assert (balance("Checking"), balance("Savings")) == (-120, 120)
    api.change("Transfer", made, Amount=20)
    assert (balance("Checking"), balance("Savings")) == (-20, 20)
    api.write("Transfer", {"Id": made["Id"], "SyncToken": "1"}, operation="delete")
    assert (balance("Checking"), balance("Savings")) == (0, 0)


def test_a_transfer_that_cannot_be_is_refused(api: Any, account: Any) -> None:
    body = {"FromAccountRef": account("Checking"), "ToAccountRef": account("Savings"), "Amount": 120}

    def code(**changes: Any) -> str:
        return str(api.refused(api.post("transfer", body | changes)))

    assert code(Amount=0) == "2140"
    assert code(Amount=None) == "2020"
    assert code(ToAccountRef=account("Checking")) == "6000"
    assert code(ToAccountRef=account("Services")) == "6430"
    assert code(ToAccountRef={"value": "999"}) == "2500"
