"""The money invariants of QuickBooks hold after any sequence of operations, in every kind of company."""

from decimal import Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from money_invariants import Books, broken, cents, due_dates
from qbo_emulator.rules.faults import Fault
from qbo_emulator.world import Company, World

type Json = dict[str, Any]

CENTS = st.integers(1, 50_000).map(lambda count: Decimal(count) / 100)
QUANTITIES = st.integers(0, 90_000).map(lambda thousandths: Decimal(thousandths) / 1000)
SHARES = st.sampled_from([Decimal(1), Decimal("0.5"), Decimal("0.333"), Decimal("1.01")])
MORE = st.just(Decimal(0)) | CENTS
TAXES = st.integers(0, 5)
"""Which of the company's ways to tax a line, or a document: taken modulo their number."""


@st.composite
def item_lines(draw: st.DrawFn) -> Json:
    """An item line whose tax code is a number still: each company has its own."""
    detail: Json = {"ItemRef": {"value": "1"}, "TaxCodeRef": draw(TAXES)}
    amount = draw(CENTS) * draw(st.sampled_from([1, 1, 1, 1, -1]))
    if draw(st.booleans()):
        detail |= {"Qty": draw(QUANTITIES), "UnitPrice": amount}
        amount = cents(detail["Qty"] * amount)
    return {"Amount": amount, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": detail}


@st.composite
def sales(draw: st.DrawFn) -> Json:
    """Properties of a random sales document: lines, a bundle, discount, tax."""
    rows: list[Json] = draw(st.lists(item_lines(), min_size=1, max_size=4))
    if draw(st.integers(0, 3)) == 0:
        inside = draw(st.lists(item_lines(), max_size=2))
        bundle = {"GroupItemRef": {"value": "bundle"}, "Quantity": draw(st.integers(1, 4)), "Line": inside}
        rows.append({"DetailType": "GroupLineDetail", "GroupLineDetail": bundle})
    if draw(st.booleans()):
        detail = {"PercentBased": True, "DiscountPercent": draw(st.integers(0, 100))}
        rows.append({"DetailType": "DiscountLineDetail", "DiscountLineDetail": detail})
    elif draw(st.booleans()):
        row = {"DetailType": "DiscountLineDetail", "DiscountLineDetail": {"PercentBased": False}}
        rows.append(row | {"Amount": draw(CENTS)})
    terms: Json = draw(st.sampled_from([{}, {"SalesTermRef": {"value": "1"}}, {"SalesTermRef": {"value": "4"}}]))
    return {"Line": rows, "after discount": draw(st.booleans()), "tax": draw(TAXES), "terms": terms}


EXPECTED = ("610", "620", "700", "800", "900", "2140", "2500", "6000", "6180")
"""Refusals a bookkeeper who tries anything runs into; any other is a defect of the test or of the rules."""


class Bookkeeping(RuleBasedStateMachine):
    """A bookkeeper of a US company who does anything in any order; a refusal is fine, a broken invariant never."""

    country = "US"
    preferences: Json = {}
    currencies = ("USD",)

    customers = Bundle("customers")
    invoices = Bundle("invoices")
    memos = Bundle("memos")
    estimates = Bundle("estimates")
    payments = Bundle("payments")

    def __init__(self) -> None:
        super().__init__()
        self.company: Company = World().add_company(country=self.country)
        stored = self.company.documents("Preferences")[0]["object"]
        self.company.update("Preferences", stored | self.preferences | {"sparse": True})
        part = {"ItemRef": {"value": "2"}, "Qty": 3}
        self.company.update("Item", self.company.read("Item", "2") | {"sparse": True, "UnitPrice": Decimal("7.35")})
        kit = {"Name": "Kit", "Type": "Group", "ItemGroupDetail": {"ItemGroupLine": [part]}}
        self.kit = self.company.create("Item", kit)["Id"]
        self.made = 0
        self.moved = False

    def dress(self, doc: Json) -> Json:
        """A drawn document with the tax codes, the bundle and the properties of this company."""
        lines = [self.dressed_line(line) for line in doc["Line"]]
        code = [None, {"value": "2"}, {"value": "3"}][doc["tax"] % 3]
        taxed = {"TxnTaxDetail": {"TxnTaxCodeRef": code}} if code else {}
        return {"Line": lines, "ApplyTaxAfterDiscount": doc["after discount"]} | taxed | doc["terms"]

    def dressed_line(self, line: Json) -> Json:
        if line["DetailType"] == "GroupLineDetail":
            group = line["GroupLineDetail"]
            inside = [self.dressed_line(each) for each in group["Line"]]
            group = group | {"GroupItemRef": {"value": self.kit}, "Line": inside}
            return line | {"GroupLineDetail": group if self.fills_bundles or inside else group | self.one_inside()}
        if line["DetailType"] != "SalesItemLineDetail":
            return line
        detail = line["SalesItemLineDetail"]
        return line | {"SalesItemLineDetail": detail | {"TaxCodeRef": {"value": self.line_code(detail["TaxCodeRef"])}}}

    fills_bundles = True

    def one_inside(self) -> Json:
        """The component of a bundle where none has a tax code by itself."""
        detail = {"ItemRef": {"value": "2"}, "TaxCodeRef": {"value": self.line_code(0)}}
        return {"Line": [{"Amount": 12, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": detail}]}

    def line_code(self, drawn: int) -> str:
        return ("TAX", "NON")[drawn % 2]

    def currency_of(self, customer: str) -> Json:
        """What a document of this customer says about its currency."""
        return {}

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
        made = []
        for code in [each for each in self.currencies if each != "USD"]:
            self.company.create("CompanyCurrency", {"Code": code})
        for place in range(max(2, len(self.currencies))):
            body: Json = {"DisplayName": f"Top {place}", "BillAddr": {"Line1": "1 Road", **self.place}}
            if len(self.currencies) > 1:
                body["CurrencyRef"] = {"value": self.currencies[place % len(self.currencies)]}
            made.append(self.attempt("create", "Customer", body))
        sub = {"DisplayName": "Sub", "ParentRef": {"value": made[0]}}
        return multiple(*made, self.attempt("create", "Customer", sub | self.currency_of(str(made[0]))))

    place: Json = {"City": "Town", "CountrySubDivisionCode": "CA"}

    @rule(target=customers, parent=customers)
    def add_customer(self, parent: str) -> Any:
        self.made += 1
        body = {"DisplayName": f"Customer {self.made}", "ParentRef": {"value": parent}} | self.currency_of(parent)
        return self.attempt("create", "Customer", body) or multiple()

    @rule(customer=customers, parent=customers)
    def move_customer(self, customer: str, parent: str) -> None:
        self.moved = True
        self.amend("Customer", customer, {"ParentRef": {"value": parent}})

    @rule(target=invoices, customer=customers, doc=sales())
    def invoice(self, customer: str, doc: Json) -> Any:
        return self.sell("Invoice", customer, doc) or multiple()

    @rule(target=memos, customer=customers, doc=sales())
    def credit(self, customer: str, doc: Json) -> Any:
        return self.sell("CreditMemo", customer, doc) or multiple()

    @rule(target=estimates, customer=customers, doc=sales())
    def estimate(self, customer: str, doc: Json) -> Any:
        return self.sell("Estimate", customer, doc) or multiple()

    @rule(target=invoices, customer=customers, doc=sales(), deposit=CENTS)
    def invoice_with_deposit(self, customer: str, doc: Json, deposit: Decimal) -> Any:
        return self.sell("Invoice", customer, doc, Deposit=deposit) or multiple()

    @rule(customer=customers, doc=sales())
    def sell_over_the_counter(self, customer: str, doc: Json) -> None:
        self.sell("SalesReceipt", customer, doc)

    @rule(customer=customers, doc=sales(), account=st.sampled_from(["4", "7"]))
    def refund(self, customer: str, doc: Json, account: str) -> None:
        self.sell("RefundReceipt", customer, doc, DepositToAccountRef={"value": account})

    @rule(target=invoices, estimate=estimates, doc=sales())
    def bill_estimate(self, estimate: str, doc: Json) -> Any:
        offered = self.find("Estimate", estimate)
        if not offered:
            return multiple()
        link = [{"TxnId": estimate, "TxnType": "Estimate"}]
        return self.sell("Invoice", offered["CustomerRef"]["value"], doc, LinkedTxn=link) or multiple()

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
        self.amend("Invoice", invoice, self.dress(doc))

    @rule(memo=memos, doc=sales())
    def rewrite_credit(self, memo: str, doc: Json) -> None:
        self.amend("CreditMemo", memo, self.dress(doc))

    @rule(invoice=invoices, customer=customers)
    def give_to(self, invoice: str, customer: str) -> None:
        self.amend("Invoice", invoice, {"CustomerRef": {"value": customer}})

    @rule(estimate=estimates, status=st.sampled_from(["Pending", "Accepted", "Rejected"]))
    def answer_estimate(self, estimate: str, status: str) -> None:
        self.amend("Estimate", estimate, {"TxnStatus": status})

    @rule(invoice=invoices, deposit=MORE)
    def change_deposit(self, invoice: str, deposit: Decimal) -> None:
        self.amend("Invoice", invoice, {"Deposit": deposit})

    @rule(receipt=st.integers(0, 3), verb=st.sampled_from(["void", "delete"]))
    def take_back_receipt(self, receipt: int, verb: str) -> None:
        made = [row["id"] for row in self.company.documents("SalesReceipt") if not row["deleted"]]
        if made:
            self.attempt(verb, "SalesReceipt", made[receipt % len(made)])

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
        books = Books(self.company.documents())
        found = [*broken(books), *due_dates(books)]
        if self.moved:  # a payment stays with who was above its document's customer then
            found = [problem for problem in found if "of another customer" not in problem]
        assert found == []

    def sell(self, entity: str, customer: str, doc: Json, **properties: Any) -> str | None:
        owner = {"CustomerRef": {"value": customer}} | self.currency_of(customer)
        return self.attempt("create", entity, self.dress(doc) | owner | properties)

    def pay_by(self, docs: list[tuple[str, str]], share: Decimal, more: Decimal) -> Any:
        """A payment of the customer of the first document, over a share of each."""
        first = self.find(*docs[0])
        rows, total = self.shares(docs, share)
        if not first or not rows:
            return multiple()
        owner = {"CustomerRef": first["CustomerRef"]} | self.currency_of(first["CustomerRef"]["value"])
        body = owner | {"TotalAmt": max(total, Decimal(0)) + more, "Line": rows}
        return self.attempt("create", "Payment", body) or multiple()

    def shares(self, docs: list[tuple[str, str]], share: Decimal) -> tuple[list[Json], Decimal]:
        """Payment lines over a share of each document's balance, and what they come to."""
        rows, total = [], Decimal(0)
        for entity, object_id in docs:
            doc = self.find(entity, object_id)
            part = cents(Decimal(doc["Balance"]) * share) if doc else Decimal(1)
            rows.append({"Amount": part, "LinkedTxn": [{"TxnId": object_id, "TxnType": entity}]})
            total += part if entity == "Invoice" else -part
        return rows, total


class AddressBookkeeping(Bookkeeping):
    """A US company with automated sales tax, which applies credits and payments by itself."""

    preferences = {
        "TaxPrefs": {"UsingSalesTax": True, "PartnerTaxEnabled": True},
        "SalesFormsPrefs": {"AutoApplyCredit": True, "AutoApplyPayments": True},
    }

    @rule(invoice=Bookkeeping.invoices, state=st.sampled_from(["CA", "NY", "OR", "TX"]))
    def ship_to(self, invoice: str, state: str) -> None:
        self.amend("Invoice", invoice, {"ShipAddr": {"Line1": "2 Road", "CountrySubDivisionCode": state}})


class CanadianBookkeeping(Bookkeeping):
    """A company in Canada: codes of one and of two rates, amounts entered without and with tax."""

    country = "CA"
    fills_bundles = False
    codes = ("2", "3", "4", "5", "6", "7")

    def dress(self, doc: Json) -> Json:
        ways = ("TaxExcluded", "TaxExcluded", "TaxInclusive", "TaxInclusive", "NotApplicable")
        lines = [self.dressed_line(line) for line in doc["Line"]]
        return {"Line": lines, "GlobalTaxCalculation": ways[doc["tax"] % len(ways)]} | doc["terms"]

    def line_code(self, drawn: int) -> str:
        return self.codes[drawn % len(self.codes)]


class BritishBookkeeping(CanadianBookkeeping):
    """A company in Britain, which applies credits by itself."""

    country = "GB"
    codes = ("2", "3", "4", "5")
    preferences = {"SalesFormsPrefs": {"AutoApplyCredit": True}}


class ForeignBookkeeping(Bookkeeping):
    """A US company whose customers have currencies of their own."""

    currencies = ("EUR", "USD", "GBP")
    preferences = {"CurrencyPrefs": {"MultiCurrencyEnabled": True, "HomeCurrency": {"value": "USD"}}}

    def currency_of(self, customer: str) -> Json:
        return {"CurrencyRef": {"value": self.company.read("Customer", customer)["CurrencyRef"]["value"]}}

    def dress(self, doc: Json) -> Json:
        return super().dress(doc) | {"ExchangeRate": Decimal("1.08765")}


ROUNDS = settings(max_examples=20, stateful_step_count=25, deadline=None)
TestBookkeeping = Bookkeeping.TestCase
TestBookkeeping.settings = ROUNDS
TestAddressBookkeeping = AddressBookkeeping.TestCase
TestAddressBookkeeping.settings = ROUNDS
TestCanadianBookkeeping = CanadianBookkeeping.TestCase
TestCanadianBookkeeping.settings = ROUNDS
TestBritishBookkeeping = BritishBookkeeping.TestCase
TestBritishBookkeeping.settings = ROUNDS
TestForeignBookkeeping = ForeignBookkeeping.TestCase
TestForeignBookkeeping.settings = ROUNDS


def test_the_invariants_hold_in_the_recorded_books(recorded: Any) -> None:
    assert list(broken(Books(recorded[0].documents()))) == []


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
    assert list(broken(Books(company.documents()))) == []
