"""Names, items and the other lists."""

from decimal import Decimal

from contract.papers.naming import account, unique
from qbo.entities import (
    Account,
    Class,
    Customer,
    Department,
    Employee,
    Item,
    PaymentMethod,
    TaxAgency,
    Term,
    Vendor,
)


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


def account_record(books):
    return Account(Name=unique("Hosting"), AccountType="Income")


def term(books):
    return Term(Name=unique("Net 17"), DueDays=17)


def class_record(books):
    return Class(Name=unique("North"))


def department(books):
    return Department(Name=unique("Office"))


def payment_method(books):
    return PaymentMethod(Name=unique("Voucher"), Type="NON_CREDIT_CARD")


def tax_agency(books):
    return TaxAgency(DisplayName=unique("Agency"))
