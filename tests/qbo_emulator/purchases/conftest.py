"""One furnished company, its accounts by name, and documents of the purchase side."""

from typing import Any

import pytest

from company_api import api, customer, invoice_of, item_line, pay, vendor
from recorded_company import recorded

__all__ = ["api", "customer", "invoice_of", "item_line", "pay", "recorded", "vendor"]

type Json = dict[str, Any]


@pytest.fixture
def account(api: Any) -> Any:
    """The reference to an account by its name."""

    def find(name: str) -> Json:
        rows = api.select(f"select * from Account where Name = '{name}'")["Account"]
        return {"value": rows[0]["Id"]}

    return find


@pytest.fixture
def balance(api: Any, account: Any) -> Any:
    """The CurrentBalance of an account by its name."""
    return lambda name: api.read("Account", account(name)["value"])["CurrentBalance"]


@pytest.fixture
def expense(account: Any) -> Any:
    """A line on an expense account."""

    def make(amount: Any, name: str = "Office Expenses", **detail: Any) -> Json:
        return {
            "Amount": amount,
            "DetailType": "AccountBasedExpenseLineDetail",
            "AccountBasedExpenseLineDetail": {"AccountRef": account(name)} | detail,
        }

    return make


@pytest.fixture
def part(api: Any, account: Any) -> Json:
    """An item that can be bought."""
    body = {"Name": "Spare part", "Type": "NonInventory", "ExpenseAccountRef": account("Purchases")}
    return api.write("Item", body | {"IncomeAccountRef": account("Sales of Product Income")})


@pytest.fixture
def bill_of(api: Any, expense: Any) -> Any:
    """Make a bill of one or more amounts from a vendor."""

    def make(vendor: Json, *amounts: Any, **properties: Any) -> Json:
        body = {"VendorRef": {"value": vendor["Id"]}, "Line": [expense(each) for each in amounts]}
        return api.write("Bill", body | properties)

    return make


@pytest.fixture
def pay_bills(api: Any, account: Any) -> Any:
    """Pay by check, with lines (entity, document, amount)."""

    def make(vendor: Json, total: Any, *lines: tuple[str, Json, Any], **properties: Any) -> Json:
        body = {
            "VendorRef": {"value": vendor["Id"]},
            "PayType": "Check",
            "CheckPayment": {"BankAccountRef": account("Checking")},
            "TotalAmt": total,
            "Line": [
                {"Amount": amount, "LinkedTxn": [{"TxnId": doc["Id"], "TxnType": entity}]}
                for entity, doc, amount in lines
            ],
        }
        return api.write("BillPayment", body | properties)

    return make


@pytest.fixture
def order_of(api: Any, account: Any, part: Json) -> Any:
    """Make a purchase order of one item line for a vendor."""

    def make(vendor: Json, qty: int = 2) -> Json:
        detail = {"ItemRef": {"value": part["Id"]}, "Qty": qty, "UnitPrice": 10}
        line = {
            "Amount": qty * 10,
            "DetailType": "ItemBasedExpenseLineDetail",
            "ItemBasedExpenseLineDetail": detail,
        }
        body = {"VendorRef": {"value": vendor["Id"]}, "APAccountRef": account("Accounts Payable (A/P)")}
        return api.write("PurchaseOrder", body | {"Line": [line]})

    return make
