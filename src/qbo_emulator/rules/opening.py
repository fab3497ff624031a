"""Opening balances: what a name owed before it came into the books, as the document QuickBooks makes of it."""

from qbo_emulator.rules import faults
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.moments import pacific_day
from qbo_emulator.store.text import Json, plain

OPENING = "Opening Balance"


def bill_customer(draft: Draft, customer: Json, sent: object) -> None:
    """Put an invoice of the opening balance beside a new customer, dated OpenBalanceDate or today (Intuit, Customer).

    It posts to Opening Balance Equity. Raises Fault 2140 for a negative balance: nothing settles what it would make.
    """
    amount = money(sent)
    if amount < 0:
        raise faults.refused("2140", "Balance", sent, element="Balance")
    if not amount:
        return
    day = customer.pop("OpenBalanceDate", None) or pacific_day(draft.now).isoformat()
    equity = draft.find("Account", "AccountSubType", "OpeningBalanceEquity")
    detail: Json = {"ItemAccountRef": {"value": equity[0], "name": "Opening Balance Equity"}} if equity else {}
    detail["TaxCodeRef"] = {"value": "NON"}
    line = {"Id": "1", "LineNum": 1, "Description": OPENING, "Amount": plain(amount)}
    invoice: Json = {
        "Id": str(draft.next_number("transaction")),
        "CustomField": [],
        "TxnDate": day,
        "CurrencyRef": customer["CurrencyRef"],
        "PrivateNote": OPENING,
        "LinkedTxn": [],
        "Line": [
            line | {"DetailType": "SalesItemLineDetail", "SalesItemLineDetail": detail},
            {"Amount": plain(amount), "DetailType": "SubTotalLineDetail", "SubTotalLineDetail": {}},
        ],
        "TxnTaxDetail": {"TotalTax": 0},
        "CustomerRef": {"value": customer["Id"], "name": customer["DisplayName"]},
        "DueDate": day,
        "TotalAmt": plain(amount),
        "ApplyTaxAfterDiscount": False,
        "PrintStatus": "NotSet",
        "EmailStatus": "NotSet",
        "Balance": plain(amount),
        "domain": "QBO",
        "sparse": False,
    }
    draft.put("Customer", customer)
    draft.put("Invoice", invoice)
