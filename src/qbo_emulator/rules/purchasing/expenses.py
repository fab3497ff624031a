"""Purchase: money spent at once by cash, check or credit card (Intuit, Purchase; reference A8)."""

from qbo_emulator.rules import addresses, dates, exchange, faults
from qbo_emulator.rules.names import name_of
from qbo_emulator.rules.purchasing import lines, orders, totals
from qbo_emulator.rules.request import Write
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json

PAID_FROM = {"Cash": ("Bank", "Other Current Asset"), "Check": ("Bank",), "CreditCard": ("Credit Card",)}
"""By PaymentType: the types the account can have; the second one of cash is not settled by anything."""

_TXN_TYPE = {"Cash": "54", "Check": "3", "CreditCard": "54"}
"""TxnType in PurchaseEx by PaymentType, as most recorded purchases show it; 11 for a credit."""


def compose(draft: Draft, write: Write) -> None:
    """Lines, tax, total, account and payee. Credit marks money back on a credit card; TotalAmt stays positive.

    Raises Fault 2020, 2140, 2170, 2500, 6070, 6430, 620, 6000.
    """
    purchase, before = write.after, write.before
    closed = orders.named(purchase)
    dates.date_document(draft, purchase)
    dates.refuse_closed_period(draft, purchase, before)
    _check_account(draft, purchase)
    if "EntityRef" in purchase:
        name_of(draft, purchase["EntityRef"], "EntityRef", (before or {}).get("EntityRef"))
    addresses.number_addresses(draft, purchase)
    exchange.denominate(draft, purchase, before, {})
    if purchase["PaymentType"] == "CreditCard":
        purchase.setdefault("Credit", False)
    else:
        purchase.pop("Credit", None)
    if purchase["PaymentType"] == "Check":
        purchase.setdefault("PrintStatus", "NotSet")
    if before is None:
        purchase["PurchaseEx"] = _explained(purchase)
    lines.compose(draft, purchase, before, placed=False)
    for line in purchase["Line"]:
        line.pop("LinkedTxn", None)
    purchase.pop("LinkedTxn", None)
    if before and "LinkedTxn" in before:
        purchase["LinkedTxn"] = before["LinkedTxn"]
    totals.add_up(draft, purchase, before)
    orders.close(draft, closed, "Purchase", purchase)


def reopen_orders(draft: Draft, before: Json | None, after: Json | None) -> None:
    """Open the purchase orders of an expense again once it is deleted."""
    if before and after is None:
        orders.reopen(draft, "Purchase", before["Id"])


def _check_account(draft: Draft, purchase: Json) -> None:
    account = draft.get("Account", purchase["AccountRef"]["value"])
    allowed = PAID_FROM[purchase["PaymentType"]]
    if account is not None and account.get("AccountType") not in allowed:
        raise faults.Fault(
            "6430",
            "Invalid account type used",
            f"A {purchase['PaymentType']} purchase needs an account of type {' or '.join(allowed)}.",
            element="AccountRef",
        )


def _explained(purchase: Json) -> Json:
    kind = "11" if purchase.get("Credit") else _TXN_TYPE[purchase["PaymentType"]]
    return {
        "any": [
            {
                "name": "{http://schema.intuit.com/finance/v3}NameValue",
                "declaredType": "com.intuit.schema.finance.v3.NameValue",
                "scope": "javax.xml.bind.JAXBElement$GlobalScope",
                "value": {"Name": "TxnType", "Value": kind},
                "nil": False,
                "globalScope": True,
                "typeSubstituted": False,
            }
        ]
    }
