"""Invoice, Estimate and CreditMemo: what the server makes of what was sent."""

from decimal import Decimal

from qbo_emulator.rules import (
    addresses,
    applications,
    automatic_credits,
    dates,
    exchange,
    faults,
    links,
    numbers,
    preferences,
    pricing,
    system_accounts,
)
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import ZERO, money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json

PAID_ONLINE = ("AllowIPNPayment", "AllowOnlinePayment", "AllowOnlineCreditCardPayment", "AllowOnlineACHPayment")


def compose_invoice(draft: Draft, write: Write) -> None:
    """Lines, tax, total, dates, number, addresses, links and balance of an invoice."""
    invoice, before = write.after, write.before
    links.accept(draft, invoice, before)
    compose_sale(draft, write)
    _complete(invoice, before, dict.fromkeys(PAID_ONLINE, False))
    if write.sparse and "DueDate" not in write.sent and {"SalesTermRef", "TxnDate"} & write.sent.keys():
        invoice.pop("DueDate", None)
    dates.date_due(draft, invoice)
    paid = money(before["TotalAmt"]) - money(before.get("Deposit")) - money(before["Balance"]) if before else ZERO
    _keep_payer(draft, write)
    _settle(invoice, before, "Invoice", money(invoice["TotalAmt"]) - _deposit(draft, invoice) - paid)


def follow_invoice(draft: Draft, before: Json | None, after: Json | None) -> None:
    """Estimates and time entries come along; a new invoice takes up open credit where the company wants that."""
    links.follow(draft, before, after)
    if before is None and after is not None:
        automatic_credits.settle_new_invoice(draft, after)


def compose_estimate(draft: Draft, write: Write) -> None:
    """Lines, tax, total, dates, number and addresses of an estimate; it has no balance.

    One that an invoice was made of stays Closed (reference E1), whatever is sent.
    """
    compose_sale(draft, write)
    estimate, before = write.after, write.before
    estimate.setdefault("TxnStatus", "Pending")
    if before and before.get("LinkedTxn"):
        estimate["LinkedTxn"] = before["LinkedTxn"]
        estimate["TxnStatus"] = before.get("TxnStatus", "Closed")
        if estimate["CustomerRef"]["value"] != before["CustomerRef"]["value"]:
            raise faults.business("The customer of an estimate that was invoiced cannot be changed.", "CustomerRef")


def compose_credit_memo(draft: Draft, write: Write) -> None:
    """Lines, tax, total, dates, number and addresses of a credit memo, and what remains of it."""
    compose_sale(draft, write)
    memo, before = write.after, write.before
    used = money(before["TotalAmt"]) - money(before["Balance"]) if before else ZERO
    _keep_payer(draft, write)
    _settle(memo, before, "CreditMemo", money(memo["TotalAmt"]) - used)


def follow_credit_memo(draft: Draft, before: Json | None, after: Json | None) -> None:
    """A new credit memo goes to open invoices where the company wants that."""
    if before is None and after is not None:
        automatic_credits.spend_new_credit(draft, after)


def compose_sale(draft: Draft, write: Write) -> None:
    """What every sales document shares: dates, number, addresses, currency, lines, tax, total, home amounts."""
    doc, before = write.after, write.before
    dates.date_document(draft, doc)
    dates.refuse_closed_period(draft, doc, before)
    numbers.number_document(draft, write.entity.name, doc, before, allow_duplicate=write.allow_duplicate_number)
    customer = (draft.get("Customer", doc["CustomerRef"]["value"]) if "CustomerRef" in doc else None) or {}
    if before is None:
        addresses.address_document(draft, doc, customer)
    addresses.number_addresses(draft, doc)
    exchange.denominate(draft, doc, before, customer)
    _complete(doc, before, {"CustomField": [], "PrintStatus": "NeedToPrint", "EmailStatus": "NotSet"})
    if preferences.country(draft) == "US":
        _complete(doc, before, {"ApplyTaxAfterDiscount": False})
    if doc.get("EmailStatus") == "NeedToSend" and "BillEmail" not in doc:
        raise faults.refused("6420", element="BillEmail")
    pricing.price(draft, write)
    if before is None or any(doc.get(name) != before.get(name) for name in ("TotalAmt", "ExchangeRate")):
        exchange.state_in_home_currency(draft, doc)


def _keep_payer(draft: Draft, write: Write) -> None:
    """Raise Fault 6000 when the customer of a document changes that a payment, if only of nothing, is linked to."""
    doc, before = write.after, write.before
    if before is None or doc["CustomerRef"]["value"] == before["CustomerRef"]["value"]:
        return
    if applications.payments_on(draft, write.entity.name, before["Id"]):
        raise faults.business("The customer of a document with payments cannot be changed.", "CustomerRef")


def _complete(doc: Json, before: Json | None, defaults: Json) -> None:
    """What a document has when nobody says otherwise; older ones lack some, and go on without (recorded 2016)."""
    for name, value in defaults.items():
        if before is None or name in before:
            doc.setdefault(name, value)


def _settle(doc: Json, before: Json | None, entity: str, balance: Decimal) -> None:
    """Leave a balance that stands alone: what is stored may lack derived amounts (recorded 2016)."""
    if before is None or balance != money(before.get("Balance")) or doc["TotalAmt"] != before.get("TotalAmt"):
        applications.settle(doc, entity, balance)


def _deposit(draft: Draft, invoice: Json) -> Decimal:
    """What was paid on the spot; it lies in Undeposited Funds unless the client says where (Intuit, Invoice)."""
    deposit = money(invoice.get("Deposit"))
    if deposit < 0 or deposit > money(invoice["TotalAmt"]):
        raise faults.invalid_value("2140", "Invalid Amount", "Deposit", deposit)
    if deposit and "DepositToAccountRef" not in invoice and (account := system_accounts.undeposited_funds(draft)):
        invoice["DepositToAccountRef"] = account
    return deposit
