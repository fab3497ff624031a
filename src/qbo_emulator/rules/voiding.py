"""What a void leaves behind (reference 9.11, C10): the document stays, worth nothing."""

from qbo_emulator.rules import applications, faults
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.shelf import dig
from qbo_emulator.store.text import Json, plain


def is_void(doc: Json) -> bool:
    """There is no status field: the note and the total say it."""
    return str(doc.get("PrivateNote", "")).startswith("Voided") and money(doc.get("TotalAmt")) == 0


def void_invoice(draft: Draft, before: Json) -> Json:
    """Worth nothing; what was applied to it becomes unapplied. Raises Fault 6450 when a settled card payment was."""
    for payment in applications.payments_on(draft, "Invoice", before["Id"]):
        refuse_settled(payment)
    release_payments(draft, before["Id"])
    empty = emptied(draft.get("Invoice", before["Id"]) or before)
    return empty | {"Deposit": 0} if "Deposit" in empty else empty


def void_credit_memo(_draft: Draft, before: Json) -> Json:
    """Worth nothing. Raises Fault 6000 for one that is applied: what it paid would be open again."""
    if _is_used(before):
        raise faults.business("The credit memo is applied to an invoice: take it off the payment first.")
    return emptied(before) | {"RemainingCredit": 0}


def refuse_deleted_credit(_draft: Draft, memo: Json) -> None:
    """Raise Fault 800 for a credit memo that is applied."""
    if _is_used(memo):
        raise faults.has_dependents("The credit memo is applied to an invoice: take it off the payment first")


def emptied(doc: Json) -> Json:
    """Lines, quantities, subtotal, tax, total and balance 0; number, dates and customer as they were (recorded)."""
    empty = noted(doc) | {"Line": [_emptied_line(line) for line in doc["Line"]], "TotalAmt": 0, "Balance": 0}
    code = {"TxnTaxCodeRef": doc["TxnTaxDetail"]["TxnTaxCodeRef"]} if _has_code(doc) else {}
    home = {name: 0 for name in ("HomeTotalAmt", "HomeBalance") if name in doc}
    return empty | home | {"TxnTaxDetail": code | {"TotalTax": 0}}


def noted(doc: Json) -> Json:
    """The same with "Voided" in its private note, before what stood there."""
    note = doc.get("PrivateNote")
    return doc | {"PrivateNote": f"Voided - {note}" if note else "Voided"}


def release_payments(draft: Draft, invoice_id: str) -> None:
    """Take the invoice off every payment: what was applied becomes unapplied.

    A zero payment that only linked a credit to this invoice lets go of the credit too.
    """
    for payment in applications.payments_on(draft, "Invoice", invoice_id):
        left = [line for line in payment["Line"] if line["LinkedTxn"][0]["TxnId"] != invoice_id]
        if not money(payment["TotalAmt"]) and not any(_is_on_invoice(line) for line in left):
            left = []
        freed = payment | {"Line": left}
        freed["UnappliedAmt"] = plain(applications.unapplied(freed))
        draft.put("Payment", freed)
        applications.apply(draft, payment, freed)


def refuse_deposited(doc: Json) -> None:
    """Raise Fault 6540 for a payment or receipt that a bank deposit took in."""
    if any(link.get("TxnType") == "Deposit" for link in doc.get("LinkedTxn", [])):
        raise faults.refused("6540")


FIXED_BY_DEPOSIT = ("TotalAmt", "CustomerRef", "DepositToAccountRef", "CurrencyRef", "ExchangeRate")


def keep_what_is_deposited(before: Json | None, after: Json) -> None:
    """Raise Fault 6540 when an update changes what a bank deposit took in; notes and applications stay free."""
    if before and any(after.get(name) != before.get(name) for name in FIXED_BY_DEPOSIT):
        refuse_deposited(before)


def refuse_settled(payment: Json) -> None:
    """Raise Fault 6450 for a card payment the processor has completed: it is refunded, not voided."""
    processed = payment.get("ProcessPayment") or dig(payment, "CreditCardPayment.CreditChargeInfo.ProcessPayment")
    if processed and dig(payment, "CreditCardPayment.CreditChargeResponse.Status") == "Completed":
        raise faults.refused("6450")


def _is_used(memo: Json) -> bool:
    return money(memo["Balance"]) != money(memo["TotalAmt"])


def _emptied_line(line: Json) -> Json:
    empty = dict(line)
    if "Amount" in line:
        empty["Amount"] = 0
    detail = line.get("SalesItemLineDetail")
    if detail:
        empty["SalesItemLineDetail"] = detail | {name: 0 for name in ("Qty", "TaxInclusiveAmt") if name in detail}
    if "GroupLineDetail" in line:
        bundle = line["GroupLineDetail"]
        empty["GroupLineDetail"] = bundle | {"Line": [_emptied_line(inner) for inner in bundle.get("Line", [])]}
    return empty


def _has_code(doc: Json) -> bool:
    return "TxnTaxCodeRef" in (doc.get("TxnTaxDetail") or {})


def _is_on_invoice(line: Json) -> bool:
    return bool(line["LinkedTxn"][0]["TxnType"] == "Invoice")
