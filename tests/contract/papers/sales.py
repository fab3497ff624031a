"""What is given to customers, and their time."""

from decimal import Decimal

from contract.papers.lists import customer, employee, item
from contract.papers.naming import DAY, account
from qbo.entities import (
    CreditMemo,
    Estimate,
    Invoice,
    Line,
    Payment,
    Ref,
    RefundReceipt,
    SalesReceipt,
    TimeActivity,
)
from qbo.entities.lines import SalesItemLineDetail
from qbo.entities.values import LinkedTxn


def sales_line(books, quantity="3.75", price="41.33", amount="154.99"):
    detail = SalesItemLineDetail(
        ItemRef=Ref(value=books.create(item(books)).Id), Qty=Decimal(quantity), UnitPrice=Decimal(price)
    )
    return Line(Amount=Decimal(amount), DetailType="SalesItemLineDetail", SalesItemLineDetail=detail)


def buyer(books):
    return Ref(value=books.create(customer(books)).Id)


def invoice(books):
    return Invoice(CustomerRef=buyer(books), Line=[sales_line(books)], TxnDate=DAY, PrivateNote="NX-0123456789")


def estimate(books):
    return Estimate(CustomerRef=buyer(books), Line=[sales_line(books)], TxnDate=DAY)


def credit_memo(books):
    return CreditMemo(CustomerRef=buyer(books), Line=[sales_line(books)], TxnDate=DAY)


def sales_receipt(books):
    return SalesReceipt(CustomerRef=buyer(books), Line=[sales_line(books)], TxnDate=DAY)


def refund_receipt(books):
    bank = account(books, "Bank")
    return RefundReceipt(CustomerRef=buyer(books), Line=[sales_line(books)], TxnDate=DAY, DepositToAccountRef=bank)


def payment(books):
    billed = books.create(invoice(books))
    linked = Line(Amount=Decimal("100.00"), LinkedTxn=[LinkedTxn(TxnId=billed.Id, TxnType="Invoice")])
    return Payment(CustomerRef=billed.CustomerRef, TotalAmt=Decimal("100.00"), TxnDate=DAY, Line=[linked])


def time_activity(books):
    return TimeActivity(
        NameOf="Employee",
        EmployeeRef=Ref(value=books.create(employee(books)).Id),
        TxnDate=DAY,
        Hours=1,
        Minutes=45,
        Description="NX-0123456789",
    )
