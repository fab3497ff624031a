"""The books close after everything a bookkeeper does (reference C9, I7-I9), whatever the order."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from qbo_emulator.rules import postings
from qbo_emulator.rules.faults import Fault
from qbo_emulator.rules.rounding import half_up
from qbo_emulator.world import Company, World

type Json = dict[str, Any]
type Made = tuple[str, str]

EXPECTED = ("610", "620", "800", "2500", "6000", "6540")
"""Refusals a bookkeeper who tries anything runs into; any other is a defect of the test or of the rules."""


def broken(company: Company) -> Iterator[str]:
    """What does not close in the books of a company that began with none."""
    objects = {
        entity: {row["id"]: row["object"] for row in company.documents(entity) if not row["deleted"]}
        for entity in (*postings.POSTING, "Account", "Customer", "Vendor", "PurchaseOrder")
    }
    posted: Counter[str] = Counter()
    owed: Counter[postings.Name] = Counter()
    closes: Counter[Made] = Counter()
    for entry in postings.journal(company.books):
        posted[entry.posting.account] += entry.posting.amount
        closes[entry.entity, entry.doc["Id"]] += entry.posting.amount
        if entry.posting.owed and entry.posting.name:
            owed[entry.posting.name] += entry.posting.stated
    yield from (f"{made} posts {left} too much" for made, left in closes.items() if left)
    if posted[""]:
        yield f"{posted['']} lie on no account"
    yield from _accounts(objects, posted)
    for entity, sign in (("Customer", 1), ("Vendor", -1)):
        for each in objects[entity].values():
            if each["Balance"] != sign * owed[entity, each["Id"]]:
                yield f"{entity} {each['Id']} shows {each['Balance']}, owes {owed[entity, each['Id']]}"
    yield from _documents(objects)


def _accounts(objects: dict[str, dict[str, Json]], posted: Counter[str]) -> Iterator[str]:
    accounts = objects["Account"]
    for account in accounts.values():
        shows = account["Classification"] in ("Asset", "Liability", "Equity")
        if account["CurrentBalance"] != (posted[account["Id"]] if shows else 0):
            yield f"{account['Name']} shows {account['CurrentBalance']}, {posted[account['Id']]} are posted"
    lying = sum(
        doc["TotalAmt"]
        for entity in ("Payment", "SalesReceipt")
        for doc in objects[entity].values()
        if accounts.get(doc.get("DepositToAccountRef", {}).get("value"), {}).get("AccountSubType") == "UndepositedFunds"
        and not any(link["TxnType"] == "Deposit" for link in doc.get("LinkedTxn", []))
    )
    found = {each["AccountSubType"]: each["CurrentBalance"] for each in accounts.values()}
    if found["UndepositedFunds"] != lying:
        yield f"undeposited funds are {found['UndepositedFunds']}, payments {lying}"
    if found["AccountsReceivable"] != sum(each["Balance"] for each in objects["Customer"].values()):
        yield "receivables are not what the customers owe"
    if found["AccountsPayable"] != -sum(each["Balance"] for each in objects["Vendor"].values()):
        yield "payables are not what is owed to vendors"


def _documents(objects: dict[str, dict[str, Json]]) -> Iterator[str]:
    yield from _bills(objects)
    for order in objects["PurchaseOrder"].values():
        if (order["POStatus"] == "Closed") != bool(order["LinkedTxn"]):
            yield f"order {order['Id']} is {order['POStatus']} with {order['LinkedTxn']}"
    for deposit in objects["Deposit"].values():
        for link in (link for line in deposit["Line"] for link in line.get("LinkedTxn", [])):
            back = objects[link["TxnType"]][link["TxnId"]].get("LinkedTxn", [])
            if {"TxnId": deposit["Id"], "TxnType": "Deposit"} not in back:
                yield f"{link} does not show deposit {deposit['Id']}"


def _bills(objects: dict[str, dict[str, Json]]) -> Iterator[str]:
    applied: Counter[Made] = Counter()
    for payment in objects["BillPayment"].values():
        for line in payment["Line"]:
            target = (line["LinkedTxn"][0]["TxnType"], line["LinkedTxn"][0]["TxnId"])
            applied[target] += line["Amount"]
            shown = objects[target[0]][target[1]].get("LinkedTxn", [])
            if target[0] == "Bill" and {"TxnId": payment["Id"], "TxnType": "BillPaymentCheck"} not in shown:
                yield f"{target} does not show payment {payment['Id']}"
    for entity in ("Bill", "VendorCredit"):
        for doc in objects[entity].values():
            if doc["Balance"] != doc["TotalAmt"] - applied[entity, doc["Id"]] or doc["Balance"] < 0:
                yield f"{entity} {doc['Id']} has {doc['Balance']} open"


CENTS = st.integers(1, 50_000).map(lambda cents: Decimal(cents) / 100)
SHARES = st.sampled_from([Decimal(1), Decimal("0.5"), Decimal("0.333"), Decimal("1.01")])


def spent(amount: Decimal, account: str) -> Json:
    detail = {"AccountRef": {"value": account}}
    return {
        "Amount": amount,
        "DetailType": "AccountBasedExpenseLineDetail",
        "AccountBasedExpenseLineDetail": detail,
    }


class Bookkeeping(RuleBasedStateMachine):
    """A bookkeeper who buys, pays, sells, deposits and corrects; a refusal is fine, books that do not close never."""

    bills = Bundle("bills")
    vendor_credits = Bundle("vendor_credits")
    bill_payments = Bundle("bill_payments")
    received = Bundle("received")
    orders = Bundle("orders")
    others = Bundle("others")

    def __init__(self) -> None:
        super().__init__()
        self.company = World().add_company()

    @initialize(target=orders)
    def open_books(self) -> Any:
        accounts = self.company.documents("Account")
        self.account = {row["object"]["Name"]: row["id"] for row in accounts}
        self.customers = [self.company.create("Customer", {"DisplayName": name})["Id"] for name in ("Ann", "Ben")]
        self.vendors = [self.company.create("Vendor", {"DisplayName": name})["Id"] for name in ("Cy", "Di")]
        return multiple(*(self.order(who, Decimal(20)) for who in (0, 1)))

    def attempt(self, operation: str, entity: str, argument: Any) -> Any:
        try:
            return (entity, getattr(self.company, operation)(entity, argument)["Id"])
        except Fault as refused:
            if refused.code not in EXPECTED:
                raise
            return multiple()

    def find(self, made: Made) -> Json | None:
        try:
            return self.company.read(*made)
        except Fault:
            return None

    def amend(self, made: Made, properties: Json) -> None:
        stored = self.find(made)
        if stored:
            head = {"Id": made[1], "SyncToken": stored["SyncToken"], "sparse": True}
            self.attempt("update", made[0], head | properties)

    def ref(self, name: str) -> Json:
        return {"value": self.account[name]}

    def order(self, who: int, amount: Decimal) -> Any:
        body = {"VendorRef": {"value": self.vendors[who]}, "APAccountRef": self.ref("Accounts Payable (A/P)")}
        return self.attempt("create", "PurchaseOrder", body | {"Line": [spent(amount, self.account["Purchases"])]})

    @rule(
        target=bills, who=st.integers(0, 1), amounts=st.lists(CENTS, min_size=1, max_size=3), order=st.none() | orders
    )
    def bill(self, who: int, amounts: list[Decimal], order: Made | None) -> Any:
        lines = [spent(each, self.account["Office Expenses"]) for each in amounts]
        link = {"LinkedTxn": [{"TxnId": order[1], "TxnType": "PurchaseOrder"}]} if order else {}
        return self.attempt("create", "Bill", {"VendorRef": {"value": self.vendors[who]}, "Line": lines} | link)

    @rule(target=vendor_credits, who=st.integers(0, 1), amount=CENTS)
    def credit(self, who: int, amount: Decimal) -> Any:
        body = {"VendorRef": {"value": self.vendors[who]}, "Line": [spent(amount, self.account["Office Expenses"])]}
        return self.attempt("create", "VendorCredit", body)

    @rule(made=bills | vendor_credits, amount=CENTS, who=st.integers(0, 1))
    def rewrite(self, made: Made, amount: Decimal, who: int) -> None:
        lines = [spent(amount, self.account["Savings"])]
        self.amend(made, {"Line": lines, "VendorRef": {"value": self.vendors[who]}})

    @rule(target=bill_payments, bill=bills, credit=st.none() | vendor_credits, share=SHARES, card=st.booleans())
    def pay(self, bill: Made, credit: Made | None, share: Decimal, card: bool) -> Any:
        owed, owing = self.find(bill), credit and self.find(credit)
        if not owed:
            return multiple()
        part = half_up(Decimal(owed["Balance"]) * share)
        lines = [{"Amount": part, "LinkedTxn": [{"TxnId": bill[1], "TxnType": "Bill"}]}]
        if credit and owing and owing["VendorRef"] == owed["VendorRef"]:
            used = min(part, Decimal(owing["Balance"]))
            lines.append({"Amount": used, "LinkedTxn": [{"TxnId": credit[1], "TxnType": "VendorCredit"}]})
            part -= used
        kind: Json = {"PayType": "Check", "CheckPayment": {"BankAccountRef": self.ref("Checking")}}
        if card:
            kind = {"PayType": "CreditCard", "CreditCardPayment": {"CCAccountRef": self.ref("Credit Card")}}
        body = {"VendorRef": owed["VendorRef"], "TotalAmt": part, "Line": lines}
        return self.attempt("create", "BillPayment", body | kind)

    @rule(made=bill_payments, amount=CENTS)
    def apply_nothing(self, made: Made, amount: Decimal) -> None:
        self.amend(made, {"Line": [], "TotalAmt": amount})

    @rule(made=bill_payments)
    def void(self, made: Made) -> None:
        self.attempt("void", *made)

    @rule(target=received, who=st.integers(0, 1), amount=CENTS, paid=SHARES, taxed=st.booleans())
    def sell(self, who: int, amount: Decimal, paid: Decimal, taxed: bool) -> Any:
        customer = {"CustomerRef": {"value": self.customers[who]}}
        detail = {"ItemRef": {"value": "1"}, "TaxCodeRef": {"value": "TAX" if taxed else "NON"}}
        line = {"Amount": amount, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": detail}
        off = {
            "DetailType": "DiscountLineDetail",
            "DiscountLineDetail": {"PercentBased": True, "DiscountPercent": Decimal("7.5")},
        }
        tax = {"TxnTaxDetail": {"TxnTaxCodeRef": {"value": "3"}}}
        made = self.attempt("create", "Invoice", customer | tax | {"Line": [line, off]})
        invoice = self.company.read(*made)
        part = half_up(invoice["TotalAmt"] * min(paid, Decimal(1)))
        lines = [{"Amount": part, "LinkedTxn": [{"TxnId": invoice["Id"], "TxnType": "Invoice"}]}]
        return self.attempt("create", "Payment", customer | {"TotalAmt": part + 1, "Line": lines})

    @rule(target=received, who=st.integers(0, 1), amount=CENTS)
    def sell_at_once(self, who: int, amount: Decimal) -> Any:
        detail = {"ItemRef": {"value": "1"}}
        line = {"Amount": amount, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": detail}
        customer = {"CustomerRef": {"value": self.customers[who]}}
        return self.attempt("create", "SalesReceipt", customer | {"Line": [line]})

    @rule(target=others, made=st.lists(received, min_size=1, max_size=3, unique=True), own=CENTS, back=CENTS)
    def deposit(self, made: list[Made], own: Decimal, back: Decimal) -> Any:
        docs = [(entity, self.find((entity, object_id))) for entity, object_id in made]
        lines: list[Json] = [
            {"Amount": doc["TotalAmt"], "LinkedTxn": [{"TxnId": doc["Id"], "TxnType": entity}]}
            for entity, doc in docs
            if doc
        ]
        lines.append({"Amount": own, "DepositLineDetail": {"AccountRef": self.ref("Interest Earned")}})
        cash = {"CashBack": {"AccountRef": self.ref("Savings"), "Amount": back}}
        return self.attempt("create", "Deposit", {"DepositToAccountRef": self.ref("Checking"), "Line": lines} | cash)

    @rule(made=others, amount=CENTS)
    def deposit_something_else(self, made: Made, amount: Decimal) -> None:
        if made[0] == "Deposit":
            line = {"Amount": amount, "DepositLineDetail": {"AccountRef": self.ref("Interest Earned")}}
            self.amend(made, {"Line": [line], "CashBack": {"AccountRef": self.ref("Savings"), "Amount": 0}})

    @rule(
        target=others,
        amount=CENTS,
        who=st.integers(0, 1),
        kind=st.sampled_from(["Cash", "Check", "CreditCard", "Credit", "Transfer", "JournalEntry"]),
    )
    def move(self, amount: Decimal, who: int, kind: str) -> Any:
        if kind == "Transfer":
            ends = {"FromAccountRef": self.ref("Checking"), "ToAccountRef": self.ref("Credit Card")}
            return self.attempt("create", "Transfer", ends | {"Amount": amount})
        if kind == "JournalEntry":
            return self.attempt("create", "JournalEntry", {"Line": self.note(amount, who)})
        card = kind.startswith("Credit")
        body = {"AccountRef": self.ref("Credit Card" if card else "Checking"), "Credit": kind == "Credit"}
        lines = [spent(amount, self.account["Office Expenses"]), spent(Decimal(1), self.account["Savings"])]
        return self.attempt("create", "Purchase", body | {"PaymentType": "CreditCard" if card else kind, "Line": lines})

    def note(self, amount: Decimal, who: int) -> list[Json]:
        """A customer owes more, and a vendor is owed as much."""
        owes = {"Entity": {"Type": "Customer", "EntityRef": {"value": self.customers[who]}}}
        owed = {"Entity": {"Type": "Vendor", "EntityRef": {"value": self.vendors[who]}}}
        rows = (("Debit", "Accounts Receivable (A/R)", owes), ("Credit", "Accounts Payable (A/P)", owed))
        return [
            {"Amount": amount, "JournalEntryLineDetail": {"PostingType": side, "AccountRef": self.ref(name)} | party}
            for side, name, party in rows
        ]

    @rule(
        made=consumes(bills)
        | consumes(vendor_credits)
        | consumes(bill_payments)
        | consumes(others)
        | consumes(received)
    )
    def delete(self, made: Made) -> None:
        self.attempt("delete", *made)

    @invariant()
    def the_books_close(self) -> None:
        assert list(broken(self.company)) == []


TestBookkeeping = Bookkeeping.TestCase
TestBookkeeping.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
