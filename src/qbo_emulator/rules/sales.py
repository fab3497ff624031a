"""Invoice, Estimate and CreditMemo: what the server makes of what was sent."""

from qbo_emulator.rules import addresses, applications, dates, faults, lines, links, numbers, preferences, tax
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json, plain

PRICED_BY = ("Line", "TxnTaxDetail", "ApplyTaxAfterDiscount")
"""A change to one of these makes amounts be computed anew; otherwise they stay as stored (reference A6)."""


def compose_invoice(draft: Draft, write: Write) -> None:
    """Lines, tax, total, dates, number, addresses, links and balance of an invoice."""
    invoice, before = write.after, write.before
    links.accept(draft, invoice, before)
    compose_sale(draft, write)
    for online in ("AllowIPNPayment", "AllowOnlinePayment", "AllowOnlineCreditCardPayment", "AllowOnlineACHPayment"):
        invoice.setdefault(online, False)
    if write.sparse and "DueDate" not in write.sent and {"SalesTermRef", "TxnDate"} & write.sent.keys():
        invoice.pop("DueDate", None)
    dates.date_due(draft, invoice)
    paid = money(before["TotalAmt"]) - money(before["Balance"]) if before else money(invoice.get("Deposit"))
    if paid and before and invoice["CustomerRef"]["value"] != before["CustomerRef"]["value"]:
        raise faults.business("The customer of an invoice with payments cannot be changed.", "CustomerRef")
    applications.settle(invoice, "Invoice", money(invoice["TotalAmt"]) - paid)


def compose_estimate(draft: Draft, write: Write) -> None:
    """Lines, tax, total, dates, number and addresses of an estimate; it has no balance."""
    compose_sale(draft, write)
    write.after.setdefault("TxnStatus", "Pending")
    if write.before and write.before.get("LinkedTxn"):
        write.after["LinkedTxn"] = write.before["LinkedTxn"]


def compose_credit_memo(draft: Draft, write: Write) -> None:
    """Lines, tax, total, dates, number and addresses of a credit memo, and what remains of it."""
    compose_sale(draft, write)
    memo, before = write.after, write.before
    used = money(before["TotalAmt"]) - money(before["Balance"]) if before else money(None)
    applications.settle(memo, "CreditMemo", money(memo["TotalAmt"]) - used)


def compose_sale(draft: Draft, write: Write) -> None:
    """What every sales document shares: dates, number, addresses, lines, tax and total."""
    doc, before = write.after, write.before
    dates.date_document(draft, doc)
    dates.refuse_closed_period(draft, doc, before)
    numbers.number_document(draft, write.entity.name, doc, before, allow_duplicate=write.allow_duplicate_number)
    customer = draft.get("Customer", doc["CustomerRef"]["value"]) or {}
    if before is None:
        addresses.address_document(draft, doc, customer)
    addresses.number_addresses(draft, doc)
    doc.setdefault("CurrencyRef", customer.get("CurrencyRef") or preferences.home_currency(draft))
    doc.setdefault("CustomField", [])
    doc.setdefault("ApplyTaxAfterDiscount", False)
    doc.setdefault("PrintStatus", "NeedToPrint")
    doc.setdefault("EmailStatus", "NotSet")
    if doc["EmailStatus"] == "NeedToSend" and "BillEmail" not in doc:
        raise faults.Fault("6420", "Email Required", "BillEmail is required to send by email.", element="BillEmail")
    if before is None or any(doc.get(name) != before.get(name) for name in PRICED_BY):
        _price(draft, doc, before)


def _price(draft: Draft, doc: Json, before: Json | None) -> None:
    """A4, B1-B3, A7: compose the lines, then tax on their base, then the total."""
    doc["Line"] = lines.composed(doc["Line"], (before or {}).get("Line", []))
    _name_accounts(draft, doc["Line"])
    discount = lines.amount_of(doc["Line"], "DiscountLineDetail")
    base = tax.taxable_base(doc["Line"], discount, tax_after_discount=doc["ApplyTaxAfterDiscount"])
    code = (doc.get("TxnTaxDetail") or {}).get("TxnTaxCodeRef")
    if not preferences.sales_tax_on(draft):
        code = None
    doc["TxnTaxDetail"] = tax.detail(code, _rates(draft, code), base)
    sub_total = lines.amount_of(doc["Line"], "SubTotalLineDetail")
    total = sub_total - discount + lines.shipping_of(doc["Line"]) + money(doc["TxnTaxDetail"]["TotalTax"])
    if total < 0:
        raise faults.business("Transaction amount must be 0 or greater.", "TotalAmt")
    doc["TotalAmt"] = plain(total)


def _rates(draft: Draft, code: Json | None) -> list[tax.Rate]:
    found = draft.get("TaxCode", code["value"]) if code else None
    details = ((found or {}).get("SalesTaxRateList") or {}).get("TaxRateDetail", [])
    rates = []
    for detail in sorted(details, key=lambda each: each.get("TaxOrder", 0)):
        reference = {"value": detail["TaxRateRef"]["value"]}
        rate = draft.get("TaxRate", reference["value"])
        if rate is None:
            raise faults.invalid_reference("TaxRateRef")
        rates.append((reference, money(rate.get("RateValue"))))
    return rates


def _name_accounts(draft: Draft, composed: list[Json]) -> None:
    """A6: each item line carries its item's income account of this moment."""
    for line in lines.selling(composed):
        detail = line["SalesItemLineDetail"]
        item = draft.get("Item", detail["ItemRef"]["value"])
        if item and "IncomeAccountRef" in item:
            code = detail.pop("TaxCodeRef")
            line["SalesItemLineDetail"] = detail | {"ItemAccountRef": item["IncomeAccountRef"], "TaxCodeRef": code}
