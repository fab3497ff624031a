"""Records to create, one per entity, each with a name nothing else has."""

import uuid
from datetime import date
from decimal import Decimal

from qbo.entities import (
    Account,
    Class,
    CreditMemo,
    Customer,
    Department,
    Employee,
    Estimate,
    Invoice,
    Item,
    Line,
    Payment,
    PurchaseOrder,
    Ref,
    Term,
    TimeActivity,
    Vendor,
    decode,
    decoder,
)
from qbo.entities.lines import ItemBasedExpenseLineDetail, SalesItemLineDetail
from qbo.query import all_of, literal

DAY = date(2026, 2, 28)


def unique(word):
    """A name that fits the shortest field (a term's 31 characters)."""
    return f"{word} {uuid.uuid4().hex[:16]}"


def account(books, type_):
    """The id of some account of a type."""
    where = all_of(f"AccountType = {literal(type_)}", "Active = true")
    return Ref(value=decoder(Account).decode(books.client.query("Account", where=where, limit=1).items[0]).Id)


def customer(books):
    return Customer(DisplayName=unique("Amy's Bird & Söhne"), Notes="line one\nline two")


def vendor(books):
    return Vendor(DisplayName=unique("Vendor"))


def employee(books):
    return Employee(GivenName=unique("Emily"), FamilyName="Platt")


def item(books):
    return Item(
        Name=unique("Support"),
        Type="Service",
        UnitPrice=Decimal("150.03"),
        PurchaseCost=Decimal("80.5"),
        IncomeAccountRef=account(books, "Income"),
        ExpenseAccountRef=account(books, "Expense"),
    )


def sales_line(books, quantity="3.75", price="41.33", amount="154.99"):
    detail = SalesItemLineDetail(
        ItemRef=Ref(value=books.create(item(books)).Id), Qty=Decimal(quantity), UnitPrice=Decimal(price)
    )
    return Line(Amount=Decimal(amount), DetailType="SalesItemLineDetail", SalesItemLineDetail=detail)


def invoice(books):
    return Invoice(
        CustomerRef=Ref(value=books.create(customer(books)).Id),
        Line=[sales_line(books)],
        TxnDate=DAY,
        PrivateNote="NX-0123456789",
    )


def estimate(books):
    whom = Ref(value=books.create(customer(books)).Id)
    return Estimate(CustomerRef=whom, Line=[sales_line(books)], TxnDate=DAY)


def credit_memo(books):
    whom = Ref(value=books.create(customer(books)).Id)
    return CreditMemo(CustomerRef=whom, Line=[sales_line(books)], TxnDate=DAY)


def payment(books):
    billed = books.create(invoice(books))
    linked = decode(Line, b'{"Amount":100.00,"LinkedTxn":[{"TxnId":"%s","TxnType":"Invoice"}]}' % billed.Id.encode())
    return Payment(CustomerRef=billed.CustomerRef, TotalAmt=Decimal("100.00"), TxnDate=DAY, Line=[linked])


def purchase_order(books):
    detail = ItemBasedExpenseLineDetail(
        ItemRef=Ref(value=books.create(item(books)).Id), Qty=Decimal(2), UnitPrice=Decimal("80.50")
    )
    line = Line(Amount=Decimal("161.00"), DetailType="ItemBasedExpenseLineDetail", ItemBasedExpenseLineDetail=detail)
    return PurchaseOrder(
        VendorRef=Ref(value=books.create(vendor(books)).Id),
        APAccountRef=account(books, "Accounts Payable"),
        Line=[line],
        TxnDate=DAY,
    )


def time_activity(books):
    return TimeActivity(
        NameOf="Employee",
        EmployeeRef=Ref(value=books.create(employee(books)).Id),
        TxnDate=DAY,
        Hours=1,
        Minutes=45,
        Description="NX-0123456789",
    )


def account_record(books):
    return Account(Name=unique("Hosting"), AccountType="Income")


def term(books):
    return Term(Name=unique("Net 17"), DueDays=17)


def class_record(books):
    return Class(Name=unique("North"))


def department(books):
    return Department(Name=unique("Office"))


ALL = [
    account_record,
    class_record,
    credit_memo,
    customer,
    department,
    employee,
    estimate,
    invoice,
    item,
    payment,
    purchase_order,
    term,
    time_activity,
    vendor,
]
"""Every entity that can be created."""
