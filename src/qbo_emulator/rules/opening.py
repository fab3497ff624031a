"""Opening balances: what there was before the books began, as the document QuickBooks makes of it.

Each posts against Opening Balance Equity, and is dated as the request says, else today. Source: Intuit, Customer,
Vendor and Account; which document the service makes is known from its screens only [likely].
"""

from decimal import Decimal

from qbo_emulator.catalog import ENTITIES
from qbo_emulator.rules import faults
from qbo_emulator.rules.rounding import money
from qbo_emulator.rules.system_accounts import oldest, opening_balance_equity
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.moments import pacific_day
from qbo_emulator.store.text import Json, plain

OPENING = "Opening Balance"
DEBIT_BALANCES = frozenset({"Asset", "Expense"})


def bill_customer(draft: Draft, customer: Json, balance: object) -> None:
    """Put an invoice of the opening balance beside a new customer. Raises Fault 2140 for one below 0."""
    amount = _owed("Balance", balance)
    day = customer.pop("OpenBalanceDate", None) if amount else None
    if not amount:
        return
    detail: Json = {"TaxCodeRef": {"value": "NON"}}
    if equity := _equity(draft):
        detail["ItemAccountRef"] = equity
    invoice = {
        "CustomField": [],
        "LinkedTxn": [],
        "Line": [
            _line(amount, "SalesItemLineDetail", detail),
            {"Amount": plain(amount), "DetailType": "SubTotalLineDetail", "SubTotalLineDetail": {}},
        ],
        "TxnTaxDetail": {"TotalTax": 0},
        "CustomerRef": {"value": customer["Id"], "name": customer["DisplayName"]},
        "ApplyTaxAfterDiscount": False,
        "PrintStatus": "NotSet",
        "EmailStatus": "NotSet",
    }
    draft.put("Customer", customer)
    _put(draft, "Invoice", invoice | _open(draft, customer, amount, day))


def owe_vendor(draft: Draft, vendor: Json, balance: object) -> None:
    """Put a bill of the opening balance beside a new vendor. Raises Fault 2140 for one below 0."""
    amount = _owed("Balance", balance)
    day = vendor.pop("OpenBalanceDate", None) if amount else None
    if not amount:
        return
    detail: Json = {"BillableStatus": "NotBillable", "TaxCodeRef": {"value": "NON"}}
    if equity := _equity(draft):
        detail["AccountRef"] = equity
    bill = {
        "Line": [_line(amount, "AccountBasedExpenseLineDetail", detail)],
        "VendorRef": {"value": vendor["Id"], "name": vendor["DisplayName"]},
    }
    payable = oldest(draft.find("Account", "AccountType", "Accounts Payable"))
    if payable:
        bill["APAccountRef"] = {"value": payable}
    draft.put("Vendor", vendor)
    _put(draft, "Bill", bill | _open(draft, vendor, amount, day))


def open_account(draft: Draft, account: Json) -> None:
    """Put a journal entry of OpeningBalance beside a new account. Raises Fault 6060 without OpeningBalanceDate."""
    amount, day = money(account.pop("OpeningBalance", None)), account.pop("OpeningBalanceDate", None)
    if not amount:
        return
    if day is None:
        raise faults.refused("6060", element="OpeningBalanceDate")
    equity = _equity(draft)
    if equity is None:
        raise faults.business("There is no account Opening Balance Equity.", "OpeningBalance")
    own = {"value": account["Id"], "name": account["Name"]}
    is_debit = (account["Classification"] in DEBIT_BALANCES) == (amount > 0)
    debit, credit = (own, equity) if is_debit else (equity, own)
    lines = [
        _line(abs(amount), "JournalEntryLineDetail", {"PostingType": side, "AccountRef": ref}) | {"Id": str(number)}
        for number, (side, ref) in enumerate((("Debit", debit), ("Credit", credit)))
    ]
    entry: Json = {"Adjustment": False, "Line": lines, "TxnTaxDetail": {}, "TotalAmt": 0, "TxnDate": day}
    draft.put("Account", account)
    _put(draft, "JournalEntry", entry | {"CurrencyRef": account["CurrencyRef"]})


def _owed(name: str, sent: object) -> Decimal:
    amount = money(sent)
    if amount < 0:
        raise faults.refused("2140", name, sent, element=name)
    return amount


def _equity(draft: Draft) -> Json | None:
    account = draft.get("Account", opening_balance_equity(draft))
    return {"value": account["Id"], "name": account["Name"]} if account else None


def _line(amount: Decimal, detail_type: str, detail: Json) -> Json:
    head = {"Id": "1", "LineNum": 1, "Description": OPENING, "Amount": plain(amount)}
    return head | {"DetailType": detail_type, detail_type: detail}


def _open(draft: Draft, name: Json, amount: Decimal, day: str | None) -> Json:
    dated = day or pacific_day(draft.now).isoformat()
    total = plain(amount)
    return {
        "TxnDate": dated,
        "DueDate": dated,
        "CurrencyRef": name["CurrencyRef"],
        "TotalAmt": total,
        "Balance": total,
    }


def _put(draft: Draft, entity: str, doc: Json) -> None:
    head = {"Id": str(draft.next_number("transaction")), "SyncToken": "0", "MetaData": {}}
    common = {"PrivateNote": OPENING, "domain": "QBO", "sparse": False}
    draft.put(entity, ENTITIES[entity].ordered(head | doc | common))
