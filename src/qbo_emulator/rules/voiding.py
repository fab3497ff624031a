"""What a void leaves behind (reference 9.11, C10): the document stays, worth nothing."""

from qbo_emulator.rules import applications, faults
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json, plain


def is_void(doc: Json) -> bool:
    """There is no status field: the note and the total say it."""
    return str(doc.get("PrivateNote", "")).startswith("Voided") and money(doc.get("TotalAmt")) == 0


def voided_sale(doc: Json) -> Json:
    """Lines, quantities, subtotal, tax, total and balance 0; number, dates and customer as they were (recorded)."""
    emptied = _noted(doc) | {"Line": [_emptied(line) for line in doc["Line"]], "TotalAmt": 0, "Balance": 0}
    if "RemainingCredit" in doc:
        emptied["RemainingCredit"] = 0
    code = {"TxnTaxCodeRef": doc["TxnTaxDetail"]["TxnTaxCodeRef"]} if _has_code(doc) else {}
    return emptied | {"TxnTaxDetail": code | {"TotalTax": 0}}


def voided_payment(payment: Json) -> Json:
    """Amounts 0, no lines."""
    return _noted(payment) | {"TotalAmt": 0, "UnappliedAmt": 0, "Line": []}


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
        applications.apply(draft, payment["Id"], payment, freed)


def refuse_used_credit(memo: Json) -> None:
    """Raise Fault 6000 for a credit memo that is applied: what it paid would be open again."""
    if money(memo["Balance"]) != money(memo["TotalAmt"]):
        raise faults.business("The credit memo is applied to an invoice: take it off the payment first.")


def _noted(doc: Json) -> Json:
    note = doc.get("PrivateNote")
    return doc | {"PrivateNote": f"Voided - {note}" if note else "Voided"}


def _emptied(line: Json) -> Json:
    emptied = dict(line)
    if "Amount" in line:
        emptied["Amount"] = 0
    detail = line.get("SalesItemLineDetail")
    if detail and "Qty" in detail:
        emptied["SalesItemLineDetail"] = detail | {"Qty": 0}
    if "GroupLineDetail" in line:
        bundle = line["GroupLineDetail"]
        emptied["GroupLineDetail"] = bundle | {"Line": [_emptied(inner) for inner in bundle.get("Line", [])]}
    return emptied


def _has_code(doc: Json) -> bool:
    return "TxnTaxCodeRef" in (doc.get("TxnTaxDetail") or {})


def _is_on_invoice(line: Json) -> bool:
    return bool(line["LinkedTxn"][0]["TxnType"] == "Invoice")
