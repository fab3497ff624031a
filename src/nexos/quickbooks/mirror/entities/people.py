"""Customers and employees. Sources: Intuit's entity pages; recorded objects."""

from decimal import Decimal

import msgspec

from nexos.quickbooks.mirror.entities.spec import Spec, Values
from nexos.quickbooks.mirror.entities.values import CurrencyCode, EmailAddress, Entity, PhoneNumber, Ref, minor, ref_id
from nexos.quickbooks.mirror.models import Customer, Employee

_NOTHING = Decimal()


class _Address(msgspec.Struct, gc=False):
    Line1: str | None = None
    Line2: str | None = None
    City: str | None = None
    CountrySubDivisionCode: str | None = None
    PostalCode: str | None = None
    Country: str | None = None


class _Currency(msgspec.Struct, gc=False):
    value: CurrencyCode


class _Person(Entity, gc=False):
    DisplayName: str | None = None
    GivenName: str | None = None
    FamilyName: str | None = None
    PrimaryEmailAddr: EmailAddress | None = None
    PrimaryPhone: PhoneNumber | None = None
    Active: bool | None = None

    @property
    def email(self) -> str:
        return (self.PrimaryEmailAddr and self.PrimaryEmailAddr.Address) or ""

    @property
    def phone(self) -> str:
        return (self.PrimaryPhone and self.PrimaryPhone.FreeFormNumber) or ""


class _Customer(_Person, gc=False):
    FullyQualifiedName: str | None = None
    CompanyName: str | None = None
    BillAddr: _Address | None = None
    ParentRef: Ref | None = None
    Job: bool | None = None
    IsProject: bool | None = None
    Taxable: bool | None = None
    DefaultTaxCodeRef: Ref | None = None
    SalesTermRef: Ref | None = None
    CurrencyRef: _Currency | None = None
    Balance: Decimal | None = None
    BalanceWithJobs: Decimal | None = None


class _Employee(_Person, gc=False):
    pass


def _customer(customer: _Customer, home_currency: str) -> Values:
    currency = customer.CurrencyRef.value if customer.CurrencyRef else home_currency
    address = customer.BillAddr or _Address()
    return (
        customer.DisplayName or "",
        customer.FullyQualifiedName or customer.DisplayName or "",
        customer.CompanyName or "",
        customer.GivenName or "",
        customer.FamilyName or "",
        customer.email,
        customer.phone,
        address.Line1 or "",
        address.Line2 or "",
        address.City or "",
        address.CountrySubDivisionCode or "",
        address.PostalCode or "",
        address.Country or "",
        customer.Active is not False,
        ref_id(customer.ParentRef),
        bool(customer.Job),
        bool(customer.IsProject),
        bool(customer.Taxable),
        ref_id(customer.DefaultTaxCodeRef),
        ref_id(customer.SalesTermRef),
        currency,
        minor(customer.Balance or _NOTHING, currency),
        minor(customer.BalanceWithJobs or _NOTHING, currency),
    )


def _employee(employee: _Employee, home_currency: str) -> Values:
    return (
        employee.DisplayName or f"{employee.GivenName or ''} {employee.FamilyName or ''}".strip(),
        employee.GivenName or "",
        employee.FamilyName or "",
        employee.email,
        employee.phone,
        employee.Active is not False,
    )


CUSTOMER = Spec(
    "Customer",
    Customer,
    _Customer,
    (
        "display_name",
        "fully_qualified_name",
        "company_name",
        "given_name",
        "family_name",
        "email",
        "phone",
        "address_line1",
        "address_line2",
        "city",
        "region",
        "postal_code",
        "country",
        "active",
        "parent_id",
        "is_job",
        "is_project",
        "taxable",
        "tax_code_id",
        "term_id",
        "currency",
        "balance_minor",
        "balance_with_jobs_minor",
    ),
    _customer,
)

EMPLOYEE = Spec(
    "Employee",
    Employee,
    _Employee,
    ("display_name", "given_name", "family_name", "email", "phone", "active"),
    _employee,
)
