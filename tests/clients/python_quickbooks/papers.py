"""How a user of python-quickbooks makes each kind of object."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from quickbooks import objects
from quickbooks.objects.base import Ref
from quickbooks.objects.companycurrency import CompanyCurrency
from quickbooks.objects.journalentry import Entity
from quickbooks.objects.trackingclass import Class

from clients.python_quickbooks.office import Office


@dataclass(frozen=True)
class Paper:
    """`attributes` of a new object, made in an office; `change`: what is edited afterwards; `found`: a where clause."""

    kind: type
    attributes: Callable[[Office], dict[str, Any]]
    found: str
    change: dict[str, Any] = field(default_factory=lambda: {"PrivateNote": "Seen by the accountant"})

    @property
    def name(self) -> str:
        return str(self.kind.qbo_object_name)  # type: ignore[attr-defined]

    def make(self, office: Office) -> Any:
        return office.make(self.kind, **self.attributes(office))


def listed(kind: type, name: str, change: dict[str, Any] | None = None, **more: Any) -> Paper:
    """An object of a name list."""
    first = "DisplayName" if hasattr(kind(), "DisplayName") else "Name"
    return Paper(kind, lambda _: {first: name, **more}, f"{first} = '{name}'", change or {first: f"{name} II"})


def customer(office: Office) -> Any:
    return office.make(objects.Customer, DisplayName="Amy's Bird Sanctuary").to_ref()


def vendor(office: Office) -> Any:
    return office.make(objects.Vendor, DisplayName="Bob's Burger Joint").to_ref()


def account(office: Office, name: str, kind: str, detail: str) -> Any:
    return office.make(objects.Account, Name=name, AccountType=kind, AccountSubType=detail).to_ref()


def bank(office: Office, name: str = "Main Street Bank") -> Any:
    return account(office, name, "Bank", "Checking")


def expense(office: Office) -> Any:
    return account(office, "Stationery", "Expense", "SuppliesMaterials")


def item(office: Office) -> Any:
    income = objects.Account.filter(AccountType="Income", qb=office.qb)[0]
    made = office.make(
        objects.Item,
        Name="Gardening",
        Type="Service",
        UnitPrice=25,
        IncomeAccountRef=income.to_ref(),
        ExpenseAccountRef=expense(office),
    )
    return made.to_ref()


def sold(office: Office) -> dict[str, Any]:
    """A customer and one line of 100, priced by its amount alone."""
    detail = objects.SalesItemLineDetail()
    detail.ItemRef = item(office)
    line = office.draft(objects.SalesItemLine, LineNum=1, Description="Hedge", Amount=100, SalesItemLineDetail=detail)
    return {"CustomerRef": customer(office), "Line": [line]}


def spent(office: Office) -> dict[str, Any]:
    """A vendor and one line of 100 to an expense account."""
    detail = objects.AccountBasedExpenseLineDetail()
    detail.AccountRef = expense(office)
    line = office.draft(objects.AccountBasedExpenseLine, Amount=100, AccountBasedExpenseLineDetail=detail)
    return {"VendorRef": vendor(office), "Line": [line]}


def ordered(office: Office) -> dict[str, Any]:
    detail = objects.ItemBasedExpenseLineDetail()
    detail.ItemRef, detail.Qty, detail.UnitPrice = item(office), 4, 25
    line = office.draft(objects.ItemBasedExpenseLine, Amount=100, ItemBasedExpenseLineDetail=detail)
    payable = account(office, "Payable", "Accounts Payable", "AccountsPayable")
    return {"VendorRef": vendor(office), "APAccountRef": payable, "Line": [line]}


def purchase(office: Office) -> dict[str, Any]:
    return {"PaymentType": "Cash", "AccountRef": bank(office), "Line": spent(office)["Line"]}


def bill_payment(office: Office) -> dict[str, Any]:
    bill = office.make(objects.Bill, **spent(office))
    check = objects.CheckPayment()
    check.BankAccountRef = bank(office)
    line = office.draft(objects.BillPaymentLine, Amount=40, LinkedTxn=[bill.to_linked_txn()])
    return {"VendorRef": bill.VendorRef, "PayType": "Check", "CheckPayment": check, "TotalAmt": 40, "Line": [line]}


def payment(office: Office) -> dict[str, Any]:
    invoice = office.make(objects.Invoice, **sold(office))
    line = office.draft(objects.PaymentLine, Amount=60, LinkedTxn=[invoice.to_linked_txn()])
    return {"CustomerRef": invoice.CustomerRef, "TotalAmt": 60, "Line": [line]}


def journal(office: Office) -> dict[str, Any]:
    def line(posting: str, to: Ref) -> Any:
        detail = objects.JournalEntryLineDetail()
        detail.PostingType, detail.AccountRef = posting, to
        return office.draft(objects.JournalEntryLine, Amount=50, JournalEntryLineDetail=detail)

    receivable = line("Credit", account(office, "Receivable", "Accounts Receivable", "AccountsReceivable"))
    entity = Entity()
    entity.Type, entity.EntityRef = "Customer", customer(office)
    receivable.JournalEntryLineDetail.Entity = entity
    return {"Line": [line("Debit", expense(office)), receivable]}


def deposit(office: Office) -> dict[str, Any]:
    detail = objects.DepositLineDetail()
    detail.AccountRef = objects.Account.filter(AccountType="Income", qb=office.qb)[0].to_ref()
    line = office.draft(objects.DepositLine, Amount=20, DepositLineDetail=detail)
    return {"DepositToAccountRef": bank(office), "Line": [line]}


def transfer(office: Office) -> dict[str, Any]:
    return {"Amount": 30, "FromAccountRef": bank(office), "ToAccountRef": bank(office, "Side Street Bank")}


def time_spent(office: Office) -> dict[str, Any]:
    employee = office.make(objects.Employee, GivenName="Emily", FamilyName="Platt").to_ref()
    return {"NameOf": "Employee", "EmployeeRef": employee, "Hours": 1, "Minutes": 30, "TxnDate": "2026-03-02"}


LISTS = [
    listed(objects.Account, "Petty Cash", AccountType="Bank", AccountSubType="CashOnHand"),
    listed(Class, "Retail"),
    listed(objects.Customer, "Cool Cars", {"Notes": "Ask for Grace"}, CompanyName="Cool Cars Ltd"),
    listed(objects.Department, "North"),
    Paper(
        objects.Employee,
        lambda _: {"GivenName": "John", "FamilyName": "Johnson"},
        "FamilyName = 'Johnson'",
        {"MiddleName": "Q"},
    ),
    Paper(
        objects.Item,
        lambda office: {
            "Name": "Pump",
            "Type": "Service",
            "UnitPrice": 15,
            "IncomeAccountRef": objects.Account.filter(AccountType="Income", qb=office.qb)[0].to_ref(),
        },
        "Name = 'Pump'",
        {"Description": "Fountain pump"},
    ),
    listed(objects.PaymentMethod, "Barter", Type="NON_CREDIT_CARD"),
    listed(objects.Term, "Net 7", Type="STANDARD", DueDays=7),
    listed(objects.Vendor, "Books by Bessie", {"AcctNum": "1345"}),
    Paper(
        CompanyCurrency,
        lambda _: {"Code": "CAD", "Name": "Canadian Dollar"},
        "Code = 'CAD'",
        {"Active": False},
    ),
]
DOCUMENTS = [
    Paper(objects.Bill, spent, "TotalAmt = '100.00'"),
    Paper(objects.BillPayment, bill_payment, "TotalAmt = '40.00'"),
    Paper(objects.CreditMemo, sold, "TotalAmt = '100.00'"),
    Paper(objects.Deposit, deposit, "TotalAmt = '20.00'"),
    Paper(objects.Estimate, sold, "TotalAmt = '100.00'"),
    Paper(objects.Invoice, sold, "TotalAmt = '100.00'"),
    Paper(objects.JournalEntry, lambda office: journal(office) | {"TxnDate": "2026-03-02"}, "TxnDate = '2026-03-02'"),
    Paper(objects.Payment, payment, "TotalAmt = '60.00'"),
    Paper(objects.Purchase, purchase, "TotalAmt = '100.00'"),
    Paper(objects.PurchaseOrder, ordered, "TotalAmt = '100.00'"),
    Paper(
        objects.RefundReceipt,
        lambda office: sold(office) | {"DepositToAccountRef": bank(office)},
        "TotalAmt = '100.00'",
    ),
    Paper(objects.SalesReceipt, sold, "TotalAmt = '100.00'"),
    Paper(objects.TimeActivity, time_spent, "TxnDate = '2026-03-02'", {"Description": "Weeding"}),
    Paper(objects.Transfer, transfer, "Amount = '30.00'"),
    Paper(objects.VendorCredit, spent, "TotalAmt = '100.00'"),
]
NOTE = Paper(objects.Attachable, lambda _: {"Note": "Signed on paper"}, "Note = 'Signed on paper'", {"Note": "Filed"})
