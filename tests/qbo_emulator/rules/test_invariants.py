"""The money invariants of QuickBooks hold after any sequence of operations, and in real recorded books."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from qbo_emulator.rules import lines
from qbo_emulator.rules.faults import Fault
from qbo_emulator.rules.rounding import half_up
from qbo_emulator.world import Company, World

SALES = ("Invoice", "Estimate", "CreditMemo", "SalesReceipt")
type Json = dict[str, Any]


class Books:
    """The live objects of a company, by entity and id."""

    def __init__(self, company: Company) -> None:
        self.by_entity: dict[str, dict[str, Json]] = {}
        for row in company.documents():
            if not row["deleted"]:
                self.by_entity.setdefault(row["entity"], {})[row["id"]] = row["object"]

    def __getitem__(self, entity: str) -> dict[str, Json]:
        return self.by_entity.get(entity, {})

    def links(self, entity: str, object_id: str) -> set[tuple[str, str]]:
        return {(link["TxnType"], link["TxnId"]) for link in self[entity][object_id].get("LinkedTxn", [])}


def broken(books: Books) -> Iterator[str]:
    """Every violation of I1-I4 and I6-I8, in words."""
    for entity in SALES:
        for doc in books[entity].values():
            for problem in _document(entity, doc):
                yield f"{entity} {doc['Id']}: {problem}"
    yield from _applications(books)
    yield from _balances(books)
    yield from _estimates(books)


def _document(entity: str, doc: Json) -> Iterator[str]:
    yield from _lines(doc)
    yield from _tax(doc)
    if doc["TotalAmt"] != _total(doc):
        yield f"I3 total {doc['TotalAmt']} is not {_total(doc)}"
    if entity in ("Invoice", "CreditMemo") and not 0 <= doc["Balance"] <= doc["TotalAmt"]:
        yield f"I4 balance {doc['Balance']} of {doc['TotalAmt']}"
    if entity == "CreditMemo" and doc["Balance"] != doc["RemainingCredit"]:
        yield "I4 remaining credit"


def _lines(doc: Json) -> Iterator[str]:
    for line in doc["Line"]:
        detail = line.get("SalesItemLineDetail") or {}
        amount = Decimal(line.get("Amount", 0))
        if "Qty" in detail and "UnitPrice" in detail:
            product = half_up(Decimal(detail["Qty"]) * Decimal(detail["UnitPrice"]))
            if amount != product:
                yield f"I1 line {line['Id']} is {amount}, not {product}"
        if amount != half_up(amount):
            yield f"I1 amount {amount} has more than two decimals"
    closing = [place for place, line in enumerate(doc["Line"]) if line["DetailType"] == "SubTotalLineDetail"]
    if len(closing) != 1:
        yield f"I2 {len(closing)} subtotal lines"
        return
    items = sum(each["Amount"] for each in lines.selling(doc["Line"][: closing[0]]))
    if not _holds_delayed_charge(doc) and doc["Line"][closing[0]]["Amount"] != items:
        yield "I2 the subtotal is not the sum of its lines"


def _tax(doc: Json) -> Iterator[str]:
    detail = doc.get("TxnTaxDetail") or {}
    if detail.get("TotalTax", 0) != sum(each["Amount"] for each in detail.get("TaxLine", [])):
        yield "I3 TotalTax is not the sum of its lines"
    for each in detail.get("TaxLine", []):
        rate = each["TaxLineDetail"]
        if each["Amount"] != half_up(Decimal(rate["NetAmountTaxable"]) * Decimal(rate["TaxPercent"]) / 100):
            yield "I3 a tax line is not rate times base"


def _total(doc: Json) -> Decimal:
    off = lines.amount_of(doc["Line"], "DiscountLineDetail")
    base = lines.amount_of(doc["Line"], "SubTotalLineDetail") - off + lines.shipping_of(doc["Line"])
    return base + Decimal((doc.get("TxnTaxDetail") or {}).get("TotalTax", 0))


def _holds_delayed_charge(doc: Json) -> bool:
    return any(link["TxnType"] == "StatementCharge" for link in doc.get("LinkedTxn", []))


def _applications(books: Books) -> Iterator[str]:
    applied: dict[tuple[str, str], Decimal] = {}
    for payment in books["Payment"].values():
        invoiced = credited = Decimal(0)
        for line in payment["Line"]:
            kind, object_id = line["LinkedTxn"][0]["TxnType"], line["LinkedTxn"][0]["TxnId"]
            applied[kind, object_id] = applied.get((kind, object_id), Decimal(0)) + line["Amount"]
            invoiced += line["Amount"] if kind == "Invoice" else 0
            credited += line["Amount"] if kind != "Invoice" else 0
            if kind == "Invoice" and ("Payment", payment["Id"]) not in books.links(kind, object_id):
                yield f"I6 Invoice {object_id} does not show Payment {payment['Id']}"
        if payment["UnappliedAmt"] != payment["TotalAmt"] + credited - invoiced:
            yield f"I6 Payment {payment['Id']} has {payment['UnappliedAmt']} unapplied"
        if payment["UnappliedAmt"] < 0 or payment["TotalAmt"] < 0:
            yield f"I6 Payment {payment['Id']} is negative"
    for kind in ("Invoice", "CreditMemo"):
        for doc in books[kind].values():
            if doc["Balance"] != doc["TotalAmt"] - applied.get((kind, doc["Id"]), 0):
                yield f"I6 {kind} {doc['Id']} has {doc['Balance']} open"
            for other, object_id in books.links(kind, doc["Id"]) if kind == "Invoice" else ():
                if other == "Payment" and object_id not in books["Payment"]:
                    yield f"I6 Invoice {doc['Id']} shows a payment that is not there"


def _balances(books: Books) -> Iterator[str]:
    owed = {customer: Decimal(0) for customer in books["Customer"]}
    for entity, property_name, sign in (
        ("Invoice", "Balance", 1),
        ("CreditMemo", "Balance", -1),
        ("Payment", "UnappliedAmt", -1),
    ):
        for doc in books[entity].values():
            owed[doc["CustomerRef"]["value"]] += sign * doc[property_name]
    trees = dict(owed)
    for customer in books["Customer"].values():
        above = customer
        while "ParentRef" in above:
            above = books["Customer"][above["ParentRef"]["value"]]
            trees[above["Id"]] += owed[customer["Id"]]
    for customer in books["Customer"].values():
        if (customer["Balance"], customer["BalanceWithJobs"]) != (owed[customer["Id"]], trees[customer["Id"]]):
            yield f"I7 Customer {customer['Id']} owes {owed[customer['Id']]}, with jobs {trees[customer['Id']]}"
    yield from _ledger(books, sum(owed.values(), Decimal(0)))


def _ledger(books: Books, receivable: Decimal) -> Iterator[str]:
    for account in books["Account"].values():
        if account["AccountType"] == "Accounts Receivable" and account["CurrentBalance"] != receivable:
            yield f"I7 receivables are {account['CurrentBalance']}, customers owe {receivable}"
        if account["AccountSubType"] == "UndepositedFunds":
            lying = sum(
                payment["TotalAmt"]
                for payment in books["Payment"].values()
                if payment.get("DepositToAccountRef", {}).get("value") == account["Id"]
                and not any(kind == "Deposit" for kind, _ in books.links("Payment", payment["Id"]))
            )
            if account["CurrentBalance"] != lying:
                yield f"I7 undeposited funds are {account['CurrentBalance']}, payments {lying}"


def _estimates(books: Books) -> Iterator[str]:
    for invoice in books["Invoice"].values():
        for kind, object_id in books.links("Invoice", invoice["Id"]):
            if kind == "Estimate" and ("Invoice", invoice["Id"]) not in books.links("Estimate", object_id):
                yield f"I8 Estimate {object_id} does not show Invoice {invoice['Id']}"
    for estimate in books["Estimate"].values():
        linked = [other for kind, other in books.links("Estimate", estimate["Id"]) if kind == "Invoice"]
        if bool(linked) != (estimate["TxnStatus"] == "Closed"):
            yield f"I8 Estimate {estimate['Id']} is {estimate['TxnStatus']} with {linked}"
        for other in linked:
            if ("Estimate", estimate["Id"]) not in books.links("Invoice", other):
                yield f"I8 Invoice {other} does not show Estimate {estimate['Id']}"


CENTS = st.integers(1, 50_000).map(lambda cents: Decimal(cents) / 100)
QUANTITIES = st.integers(0, 90_000).map(lambda thousandths: Decimal(thousandths) / 1000)
SHARES = st.sampled_from([Decimal(1), Decimal("0.5"), Decimal("0.333"), Decimal("1.01")])
MORE = st.just(Decimal(0)) | CENTS


@st.composite
def item_lines(draw: st.DrawFn) -> Json:
    detail: Json = {"ItemRef": {"value": "1"}, "TaxCodeRef": {"value": draw(st.sampled_from(["TAX", "NON"]))}}
    amount = draw(CENTS)
    if draw(st.booleans()):
        detail |= {"Qty": draw(QUANTITIES), "UnitPrice": amount}
        amount = half_up(detail["Qty"] * amount)
    return {"Amount": amount, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": detail}


@st.composite
def sales(draw: st.DrawFn) -> Json:
    """Properties of a random sales document: lines, discount, tax."""
    rows: list[Json] = draw(st.lists(item_lines(), min_size=1, max_size=4))
    if draw(st.booleans()):
        percent = draw(st.integers(0, 100))
        detail = {"PercentBased": True, "DiscountPercent": percent}
        rows.append({"DetailType": "DiscountLineDetail", "DiscountLineDetail": detail})
    doc: Json = {"Line": rows, "ApplyTaxAfterDiscount": draw(st.booleans())}
    code = draw(st.sampled_from([None, "2", "3"]))
    return doc | ({"TxnTaxDetail": {"TxnTaxCodeRef": {"value": code}}} if code else {})


EXPECTED = ("610", "620", "700", "800", "900", "2500", "6000", "6180")
"""Refusals a bookkeeper who tries anything runs into; any other is a defect of the test or of the rules."""


class Bookkeeping(RuleBasedStateMachine):
    """A bookkeeper who does anything in any order; a refusal is fine, a broken invariant never."""

    customers = Bundle("customers")
    invoices = Bundle("invoices")
    memos = Bundle("memos")
    estimates = Bundle("estimates")
    payments = Bundle("payments")

    def __init__(self) -> None:
        super().__init__()
        self.company = World().add_company()
        self.made = 0

    def attempt(self, operation: str, entity: str, argument: Any) -> str | None:
        """The id of what was written, None when it was refused."""
        try:
            written = getattr(self.company, operation)(entity, argument)
        except Fault as refused:
            if refused.code not in EXPECTED:
                raise
            return None
        return str(written["Id"])

    def amend(self, entity: str, object_id: str, properties: Json) -> None:
        stored = self.find(entity, object_id)
        if stored:
            head = {"Id": object_id, "SyncToken": stored["SyncToken"], "sparse": True}
            self.attempt("update", entity, head | properties)

    def find(self, entity: str, object_id: str) -> Json | None:
        try:
            return self.company.read(entity, object_id)
        except Fault:
            return None

    @initialize(target=customers)
    def open_books(self) -> Any:
        top = self.attempt("create", "Customer", {"DisplayName": "Top"})
        return multiple(top, self.attempt("create", "Customer", {"DisplayName": "Sub", "ParentRef": {"value": top}}))

    @rule(target=customers, parent=customers)
    def add_customer(self, parent: str) -> Any:
        self.made += 1
        added = self.attempt(
            "create", "Customer", {"DisplayName": f"Customer {self.made}", "ParentRef": {"value": parent}}
        )
        return added if added else multiple()

    @rule(customer=customers, parent=customers)
    def move_customer(self, customer: str, parent: str) -> None:
        self.amend("Customer", customer, {"ParentRef": {"value": parent}})

    @rule(target=invoices, customer=customers, doc=sales())
    def invoice(self, customer: str, doc: Json) -> Any:
        return self.attempt("create", "Invoice", doc | {"CustomerRef": {"value": customer}}) or multiple()

    @rule(target=memos, customer=customers, doc=sales())
    def credit(self, customer: str, doc: Json) -> Any:
        return self.attempt("create", "CreditMemo", doc | {"CustomerRef": {"value": customer}}) or multiple()

    @rule(target=estimates, customer=customers, doc=sales())
    def estimate(self, customer: str, doc: Json) -> Any:
        return self.attempt("create", "Estimate", doc | {"CustomerRef": {"value": customer}}) or multiple()

    @rule(target=invoices, estimate=estimates, doc=sales())
    def bill_estimate(self, estimate: str, doc: Json) -> Any:
        offered = self.find("Estimate", estimate)
        if not offered:
            return multiple()
        link = {"LinkedTxn": [{"TxnId": estimate, "TxnType": "Estimate"}], "CustomerRef": offered["CustomerRef"]}
        return self.attempt("create", "Invoice", doc | link) or multiple()

    @rule(target=payments, invoice=invoices, share=SHARES, more=MORE)
    def pay(self, invoice: str, share: Decimal, more: Decimal) -> Any:
        return self.pay_by([("Invoice", invoice)], share, more)

    @rule(target=payments, invoice=invoices, memo=memos, share=SHARES)
    def use_credit(self, invoice: str, memo: str, share: Decimal) -> Any:
        owner = self.find("CreditMemo", memo)
        if owner:
            self.amend("Invoice", invoice, {"CustomerRef": owner["CustomerRef"]})
        return self.pay_by([("CreditMemo", memo), ("Invoice", invoice)], share, Decimal(0))

    @rule(payment=payments, invoices=st.lists(invoices, max_size=3, unique=True), share=SHARES)
    def apply_again(self, payment: str, invoices: list[str], share: Decimal) -> None:
        self.amend("Payment", payment, {"Line": self.shares([("Invoice", each) for each in invoices], share)[0]})

    @rule(invoice=invoices, doc=sales())
    def rewrite(self, invoice: str, doc: Json) -> None:
        self.amend("Invoice", invoice, doc)

    @rule(memo=memos, doc=sales())
    def rewrite_credit(self, memo: str, doc: Json) -> None:
        self.amend("CreditMemo", memo, doc)

    @rule(invoice=invoices, customer=customers)
    def give_to(self, invoice: str, customer: str) -> None:
        self.amend("Invoice", invoice, {"CustomerRef": {"value": customer}})

    @rule(invoice=invoices)
    def unlink(self, invoice: str) -> None:
        self.amend("Invoice", invoice, {"LinkedTxn": []})

    @rule(invoice=invoices)
    def void(self, invoice: str) -> None:
        self.attempt("void", "Invoice", invoice)

    @rule(memo=memos)
    def void_credit(self, memo: str) -> None:
        self.attempt("void", "CreditMemo", memo)

    @rule(payment=payments)
    def void_payment(self, payment: str) -> None:
        self.attempt("void", "Payment", payment)

    @rule(invoice=consumes(invoices))
    def delete(self, invoice: str) -> None:
        self.attempt("delete", "Invoice", invoice)

    @rule(payment=consumes(payments))
    def delete_payment(self, payment: str) -> None:
        self.attempt("delete", "Payment", payment)

    @invariant()
    def the_books_close(self) -> None:
        assert list(broken(Books(self.company))) == []

    def pay_by(self, docs: list[tuple[str, str]], share: Decimal, more: Decimal) -> Any:
        """A payment of the customer of the first document, over a share of each."""
        first = self.find(*docs[0])
        rows, total = self.shares(docs, share)
        if not first or not rows:
            return multiple()
        body = {"CustomerRef": first["CustomerRef"], "TotalAmt": max(total, Decimal(0)) + more, "Line": rows}
        return self.attempt("create", "Payment", body) or multiple()

    def shares(self, docs: list[tuple[str, str]], share: Decimal) -> tuple[list[Json], Decimal]:
        """Payment lines over a share of each document's balance, and what they come to."""
        rows, total = [], Decimal(0)
        for entity, object_id in docs:
            doc = self.find(entity, object_id)
            part = half_up(Decimal(doc["Balance"]) * share) if doc else Decimal(1)
            rows.append({"Amount": part, "LinkedTxn": [{"TxnId": object_id, "TxnType": entity}]})
            total += part if entity == "Invoice" else -part
        return rows, total


TestBookkeeping = Bookkeeping.TestCase
TestBookkeeping.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)


def test_the_invariants_hold_in_the_recorded_books(recorded: Any) -> None:
    assert list(broken(Books(recorded[0]))) == []


def test_a_day_of_work_on_the_recorded_books_keeps_them_closed(recorded: Any) -> None:
    company: Company = recorded[0]
    owner = {"CustomerRef": {"value": "9"}}
    row = {"Amount": 75, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": {"ItemRef": {"value": "4"}}}
    made = company.create("Invoice", owner | {"Line": [row]})
    link = [{"Amount": 50, "LinkedTxn": [{"TxnId": made["Id"], "TxnType": "Invoice"}]}]
    company.create("Payment", owner | {"TotalAmt": 60, "Line": link})
    for invoice in company.documents("Invoice"):
        company.void("Invoice", invoice["id"])

    assert int(made["Id"]) == 194
    assert made["DocNumber"] == "1052"
    assert list(broken(Books(company))) == []
