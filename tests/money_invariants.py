"""What always holds in a QuickBooks company: I1-I11 of how it computes amounts, told in words where it does not.

`broken(books)` is given the live objects of one company and yields a sentence for each violation. It reckons by itself
from what the objects show and uses nothing of the emulator's rules.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

type Json = dict[str, Any]

SALES = ("Invoice", "Estimate", "CreditMemo", "SalesReceipt", "RefundReceipt")
PURCHASES = ("Bill", "Purchase", "PurchaseOrder", "VendorCredit")
PSEUDO_IDS = frozenset({"TAX", "NON", "SHIPPING_ITEM_ID"})
CENT = Decimal("0.01")
REFERENCES = {
    "CustomerRef": "Customer",
    "VendorRef": "Vendor",
    "EmployeeRef": "Employee",
    "ItemRef": "Item",
    "GroupItemRef": "Item",
    "ItemAccountRef": "Account",
    "AccountRef": "Account",
    "DepositToAccountRef": "Account",
    "IncomeAccountRef": "Account",
    "SalesTermRef": "Term",
    "TaxCodeRef": "TaxCode",
    "TxnTaxCodeRef": "TaxCode",
    "TaxRateRef": "TaxRate",
    "AgencyRef": "TaxAgency",
}


class Books:
    """The live objects of a company, by entity and id, from rows `{"entity", "id", "deleted", "object"}`."""

    def __init__(self, rows: Iterable[Json]) -> None:
        self.by_entity: dict[str, dict[str, Json]] = {}
        for row in rows:
            if not row["deleted"]:
                self.by_entity.setdefault(row["entity"], {})[row["id"]] = row["object"]

    def __getitem__(self, entity: str) -> dict[str, Json]:
        return self.by_entity.get(entity, {})

    def links(self, entity: str, object_id: str) -> set[tuple[str, str]]:
        """TxnType and TxnId of the header's links."""
        return {(link["TxnType"], link["TxnId"]) for link in self[entity][object_id].get("LinkedTxn", [])}

    @property
    def home(self) -> str | None:
        """The currency of the company, if it says."""
        for each in self["Preferences"].values():
            code: str | None = each.get("CurrencyPrefs", {}).get("HomeCurrency", {}).get("value")
            return code
        return None


def broken(books: Books) -> Iterator[str]:
    """Every violation, in words."""
    for entity in SALES:
        for doc in books[entity].values():
            for problem in _sale(entity, doc):
                yield f"{entity} {doc['Id']}: {problem}"
    yield from _purchases(books)
    yield from _applications(books)
    yield from _customers(books)
    yield from _ledger(books)
    yield from _feeding(books)
    yield from _deposits(books)
    yield from _references(books)


def due_dates(books: Books) -> Iterator[str]:
    """I5, for books whose invoices were all written without a DueDate, on terms of days or none."""
    for invoice in books["Invoice"].values():
        term = books["Term"].get(invoice.get("SalesTermRef", {}).get("value", ""), {"DueDays": 30})
        due = date.fromisoformat(invoice["TxnDate"]) + timedelta(days=int(term["DueDays"]))
        if invoice["DueDate"] != due.isoformat():
            yield f"I5 Invoice {invoice['Id']} is due {invoice['DueDate']}, not {due}"


def cents(value: Decimal) -> Decimal:
    """Two decimals, ties away from zero."""
    return value.quantize(CENT, ROUND_HALF_UP)


def selling(lines: Iterable[Json]) -> Iterator[Json]:
    """The lines that carry amounts: of a bundle its inner ones."""
    for line in lines:
        if line["DetailType"] == "GroupLineDetail":
            yield from selling(line["GroupLineDetail"].get("Line", []))
        elif line["DetailType"] == "SalesItemLineDetail":
            yield line


def is_shipping(line: Json) -> bool:
    """Whether the line lies outside the subtotal."""
    return bool(line.get("SalesItemLineDetail", {}).get("ItemRef", {}).get("value") == "SHIPPING_ITEM_ID")


def amount(value: Any) -> Decimal:
    """As exact Decimal; absent counts 0."""
    return Decimal(str(value)) if value is not None else Decimal(0)


def _sale(entity: str, doc: Json) -> Iterator[str]:
    yield from _lines(doc)
    yield from _tax(doc)
    if amount(doc["TotalAmt"]) != _total(doc):
        yield f"I3 total {doc['TotalAmt']} is not {_total(doc)}"
    if entity in ("Invoice", "CreditMemo") and not 0 <= amount(doc["Balance"]) <= amount(doc["TotalAmt"]):
        yield f"I4 balance {doc['Balance']} of {doc['TotalAmt']}"
    if entity in ("SalesReceipt", "RefundReceipt") and doc["Balance"] != 0:
        yield f"I4 a receipt with a balance of {doc['Balance']}"
    if entity == "CreditMemo" and doc["Balance"] != doc["RemainingCredit"]:
        yield "I4 remaining credit"
    rate = amount(doc.get("ExchangeRate", 1))
    for home, own in (("HomeTotalAmt", "TotalAmt"), ("HomeBalance", "Balance")):
        if home in doc and amount(doc[home]) != cents(amount(doc[own]) * rate):
            yield f"D1 {home} {doc[home]} at {rate} of {doc[own]}"


def _lines(doc: Json) -> Iterator[str]:
    for line in [*doc["Line"], *selling(doc["Line"])]:
        detail = line.get("SalesItemLineDetail") or {}
        if "Qty" in detail and "UnitPrice" in detail:
            product = cents(amount(detail["Qty"]) * amount(detail["UnitPrice"]))
            if amount(line["Amount"]) != product:
                yield f"I1 line {line['Id']} is {line['Amount']}, not {product}"
        if amount(line.get("Amount")) != cents(amount(line.get("Amount"))):
            yield f"I1 amount {line['Amount']} has more than two decimals"
    closing = [place for place, line in enumerate(doc["Line"]) if line["DetailType"] == "SubTotalLineDetail"]
    if len(closing) != 1:
        yield f"I2 {len(closing)} subtotal lines"
        return
    items = sum(amount(each["Amount"]) for each in selling(doc["Line"][: closing[0]]))
    if not _holds_delayed_charge(doc) and amount(doc["Line"][closing[0]]["Amount"]) != items:
        yield "I2 the subtotal is not the sum of its lines"
    ids = [line["Id"] for line in _all(doc["Line"]) if "Id" in line]
    if len(ids) != len(set(ids)):
        yield "I2 two lines with the same Id"


def _all(lines: Iterable[Json]) -> Iterator[Json]:
    for line in lines:
        yield line
        yield from line.get("GroupLineDetail", {}).get("Line", [])


def _tax(doc: Json) -> Iterator[str]:
    detail = doc.get("TxnTaxDetail") or {}
    rows = detail.get("TaxLine", [])
    if amount(detail.get("TotalTax")) != sum(amount(each["Amount"]) for each in rows):
        yield "I3 TotalTax is not the sum of its lines"
    if "GlobalTaxCalculation" in doc:
        yield from _tax_abroad(doc, rows)
        return
    for each in rows:
        rate = each["TaxLineDetail"]
        computed = cents(amount(rate["NetAmountTaxable"]) * amount(rate["TaxPercent"]) / 100)
        if amount(each["Amount"]) != computed + amount(rate.get("OverrideDeltaAmount")):
            yield "I3 a tax line is not rate times base"


def _tax_abroad(doc: Json, rows: list[Json]) -> Iterator[str]:
    """B5. Each line's own rounding is told by tables; whatever the lines, a tax line is within a cent a line of it."""
    if doc["GlobalTaxCalculation"] == "NotApplicable" and rows:
        yield "I3 tax where none is applicable"
    if doc["GlobalTaxCalculation"] == "TaxInclusive":
        goods = [line for line in selling(doc["Line"]) if not is_shipping(line)]
        shipped = [line for line in selling(doc["Line"]) if is_shipping(line)]
        if all("TaxInclusiveAmt" in line["SalesItemLineDetail"] for line in goods + shipped):
            gross = sum((amount(line["SalesItemLineDetail"]["TaxInclusiveAmt"]) for line in goods), Decimal(0))
            whole = gross + sum(amount(line["SalesItemLineDetail"]["TaxInclusiveAmt"]) for line in shipped)
            for line in doc["Line"]:
                if line["DetailType"] == "DiscountLineDetail" and line["DiscountLineDetail"]["PercentBased"]:
                    whole -= cents(gross * amount(line["DiscountLineDetail"]["DiscountPercent"]) / 100)
                elif line["DetailType"] == "DiscountLineDetail":
                    return
            if amount(doc["TotalAmt"]) != whole:
                yield f"I3 inclusive total {doc['TotalAmt']} is not {whole}"
    reached = sum(1 for _ in selling(doc["Line"])) + 1
    for each in rows:
        rate = each["TaxLineDetail"]
        exact = amount(rate["NetAmountTaxable"]) * amount(rate["TaxPercent"]) / 100
        if abs(amount(each["Amount"]) - exact) > CENT * reached:
            yield f"I3 tax {each['Amount']} is far from {exact}"


def _total(doc: Json) -> Decimal:
    total = amount((doc.get("TxnTaxDetail") or {}).get("TotalTax"))
    for line in doc["Line"]:
        if line["DetailType"] == "SubTotalLineDetail" or is_shipping(line):
            total += amount(line["Amount"])
        elif line["DetailType"] == "DiscountLineDetail":
            total -= amount(line["Amount"])
    return total


def _holds_delayed_charge(doc: Json) -> bool:
    return any(link["TxnType"] == "StatementCharge" for link in doc.get("LinkedTxn", []))


def _purchases(books: Books) -> Iterator[str]:
    for entity in PURCHASES:
        for doc in books[entity].values():
            if any(line["DetailType"] == "SubTotalLineDetail" for line in doc["Line"]):
                yield f"I2 {entity} {doc['Id']} has a subtotal line"
            total = sum(amount(line.get("Amount")) for line in doc["Line"])
            total += sum(amount(each["Amount"]) for each in (doc.get("TxnTaxDetail") or {}).get("TaxLine", []))
            if amount(doc["TotalAmt"]) != total:
                yield f"I3 {entity} {doc['Id']} total {doc['TotalAmt']} is not {total}"
    for entry in books["JournalEntry"].values():
        sides: Counter[str] = Counter()
        for line in entry["Line"]:
            if "JournalEntryLineDetail" in line:
                sides[line["JournalEntryLineDetail"]["PostingType"]] += amount(line.get("Amount"))
        if sides["Debit"] != sides["Credit"]:
            yield f"I4 JournalEntry {entry['Id']} has {sides}"


def _applications(books: Books) -> Iterator[str]:
    applied: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for payment in books["Payment"].values():
        invoiced = credited = Decimal(0)
        for line in payment["Line"]:
            kind, object_id = line["LinkedTxn"][0]["TxnType"], line["LinkedTxn"][0]["TxnId"]
            applied[kind, object_id] += amount(line["Amount"])
            invoiced += amount(line["Amount"]) if kind == "Invoice" else 0
            credited += amount(line["Amount"]) if kind != "Invoice" else 0
            yield from _application(books, payment, line, kind, object_id)
        if amount(payment["UnappliedAmt"]) != amount(payment["TotalAmt"]) + credited - invoiced:
            yield f"I6 Payment {payment['Id']} has {payment['UnappliedAmt']} unapplied"
        if amount(payment["UnappliedAmt"]) < 0 or amount(payment["TotalAmt"]) < 0:
            yield f"I6 Payment {payment['Id']} is negative"
    for kind in ("Invoice", "CreditMemo"):
        for doc in books[kind].values():
            paid = applied[kind, doc["Id"]] + amount(doc.get("Deposit"))
            if amount(doc["Balance"]) != amount(doc["TotalAmt"]) - paid:
                yield f"I6 {kind} {doc['Id']} has {doc['Balance']} open"
            for other, object_id in books.links(kind, doc["Id"]) if kind == "Invoice" else ():
                if other == "Payment" and object_id not in books["Payment"]:
                    yield f"I6 Invoice {doc['Id']} shows a payment that is not there"
            if kind == "CreditMemo" and any(other == "Payment" for other, _ in books.links(kind, doc["Id"])):
                yield f"C3 CreditMemo {doc['Id']} shows its payment"


def _application(books: Books, payment: Json, line: Json, kind: str, object_id: str) -> Iterator[str]:
    doc = books[kind].get(object_id)
    if doc is None:
        if kind in ("Invoice", "CreditMemo"):
            yield f"I6 Payment {payment['Id']} pays {kind} {object_id}, which is not there"
        return
    if kind == "Invoice" and ("Payment", payment["Id"]) not in books.links(kind, object_id):
        yield f"I6 Invoice {object_id} does not show Payment {payment['Id']}"
    if payment["CustomerRef"]["value"] not in _ancestry(books, doc["CustomerRef"]["value"]):
        yield f"I6 Payment {payment['Id']} is of another customer than {kind} {object_id}"
    if payment.get("CurrencyRef", {}).get("value") != doc.get("CurrencyRef", {}).get("value"):
        yield f"I6 Payment {payment['Id']} is in another currency than {kind} {object_id}"
    facts = {each["value"]["Name"]: each["value"]["Value"] for each in line.get("LineEx", {}).get("any", [])}
    if (
        "Balance" in doc
        and facts.get("txnOpenBalance") != f"{cents(amount(doc['Balance']) + amount(line['Amount'])):f}"
    ):
        yield f"C5 Payment {payment['Id']} says {facts.get('txnOpenBalance')} of {kind} {object_id} is open"


def _ancestry(books: Books, customer: str) -> set[str]:
    found = {customer}
    while "ParentRef" in books["Customer"][customer]:
        customer = books["Customer"][customer]["ParentRef"]["value"]
        found.add(customer)
    return found


def owed_by_customers(books: Books) -> dict[str, Decimal]:
    """C7: what each customer owes by its own documents, in its own currency."""
    owed = {customer: Decimal(0) for customer in books["Customer"]}
    for entity, name, sign in (
        ("Invoice", "Balance", 1),
        ("CreditMemo", "Balance", -1),
        ("Payment", "UnappliedAmt", -1),
    ):
        for doc in books[entity].values():
            owed[doc["CustomerRef"]["value"]] += sign * amount(doc[name])
    return owed


def _customers(books: Books) -> Iterator[str]:
    owed = owed_by_customers(books)
    trees = dict(owed)
    for customer in books["Customer"].values():
        for above in _ancestry(books, customer["Id"]) - {customer["Id"]}:
            trees[above] += owed[customer["Id"]]
    for customer in books["Customer"].values():
        due = (owed[customer["Id"]], trees[customer["Id"]])
        if (amount(customer["Balance"]), amount(customer["BalanceWithJobs"])) != due:
            yield f"I7 Customer {customer['Id']} shows {customer['Balance']}, {customer['BalanceWithJobs']}, owes {due}"


def _ledger(books: Books) -> Iterator[str]:
    """C9, in companies all of whose documents are in home currency."""
    used = {
        doc["CurrencyRef"]["value"]
        for entity in (*SALES, "Payment")
        for doc in books[entity].values()
        if "CurrencyRef" in doc
    }
    if used - {books.home or "USD"}:
        return
    receivable = sum(owed_by_customers(books).values(), Decimal(0))
    for account in books["Account"].values():
        if account["AccountType"] == "Accounts Receivable" and amount(account["CurrentBalance"]) != receivable:
            yield f"I7 receivables are {account['CurrentBalance']}, customers owe {receivable}"
        if account["AccountSubType"] == "UndepositedFunds":
            lying = _undeposited(books, account["Id"])
            if amount(account["CurrentBalance"]) != lying:
                yield f"I7 undeposited funds are {account['CurrentBalance']}, payments {lying}"


def _undeposited(books: Books, account: str) -> Decimal:
    lying = Decimal(0)
    for entity, name, sign in (
        ("Payment", "TotalAmt", 1),
        ("SalesReceipt", "TotalAmt", 1),
        ("RefundReceipt", "TotalAmt", -1),
        ("Invoice", "Deposit", 1),
    ):
        for doc in books[entity].values():
            deposited = any(kind == "Deposit" for kind, _ in books.links(entity, doc["Id"]))
            if doc.get("DepositToAccountRef", {}).get("value") == account and not deposited:
                lying += sign * amount(doc.get(name))
    return lying


def _feeding(books: Books) -> Iterator[str]:
    """I8: what was made of estimates, purchase orders and time entries."""
    for invoice in books["Invoice"].values():
        for kind, object_id in books.links("Invoice", invoice["Id"]):
            if kind == "Estimate" and ("Invoice", invoice["Id"]) not in books.links("Estimate", object_id):
                yield f"I8 Estimate {object_id} does not show Invoice {invoice['Id']}"
    for estimate in books["Estimate"].values():
        linked = [other for kind, other in books.links("Estimate", estimate["Id"]) if kind == "Invoice"]
        if bool(linked) != (estimate["TxnStatus"] == "Closed"):
            yield f"I8 Estimate {estimate['Id']} is {estimate['TxnStatus']} with {linked}"
        if len(linked) > 1:
            yield f"I8 Estimate {estimate['Id']} was invoiced twice"
        for other in linked:
            if ("Estimate", estimate["Id"]) not in books.links("Invoice", other):
                yield f"I8 Invoice {other} does not show Estimate {estimate['Id']}"
    yield from _orders_and_time(books)


def _orders_and_time(books: Books) -> Iterator[str]:
    for order in books["PurchaseOrder"].values():
        if bool(order.get("LinkedTxn")) != (order["POStatus"] == "Closed") and not order.get("ManuallyClosed"):
            yield f"I8 PurchaseOrder {order['Id']} is {order['POStatus']} with {order.get('LinkedTxn')}"
    billed = {
        link["TxnId"]
        for invoice in books["Invoice"].values()
        for each in [invoice, *_all(invoice["Line"])]
        for link in each.get("LinkedTxn", [])
        if link["TxnType"] == "TimeActivity"
    }
    for entry in books["TimeActivity"].values():
        if (entry.get("BillableStatus") == "HasBeenBilled") != (entry["Id"] in billed) and billed:
            yield f"I8 TimeActivity {entry['Id']} is {entry.get('BillableStatus')}"


def _deposits(books: Books) -> Iterator[str]:
    """I9: a payment in a deposit lies there whole, and says so itself."""
    for deposit in books["Deposit"].values():
        for line in deposit["Line"]:
            for link in line.get("LinkedTxn", []):
                taken = books[link["TxnType"]].get(link["TxnId"])
                if taken is None:
                    continue
                if amount(line["Amount"]) != amount(taken["TotalAmt"]):
                    yield f"I9 Deposit {deposit['Id']} has {line['Amount']} of {link}"
                if ("Deposit", deposit["Id"]) not in books.links(link["TxnType"], link["TxnId"]):
                    yield f"I9 {link} does not show Deposit {deposit['Id']}"


def _references(books: Books) -> Iterator[str]:
    """I10, for the lists the company has."""
    for entity in (*SALES, *PURCHASES, "Payment", "Item", "TaxRate", "TaxCode"):
        for doc in books[entity].values():
            for name, value in _refs(doc):
                target = REFERENCES.get(name)
                if target and books[target] and value not in books[target] and value not in PSEUDO_IDS:
                    yield f"I10 {entity} {doc['Id']}: {name} {value} is not there"


def _refs(obj: Any) -> Iterator[tuple[str, str]]:
    if isinstance(obj, list):
        for each in obj:
            yield from _refs(each)
    elif isinstance(obj, dict):
        for name, value in obj.items():
            if name.endswith("Ref") and isinstance(value, dict) and "value" in value:
                yield name, value["value"]
            else:
                yield from _refs(value)
