"""Customers, vendors and employees. Sources: Intuit's entity pages; recorded objects."""

import msgspec

from nexos.quickbooks.mirror.entities.spec import Spec, Values
from nexos.quickbooks.mirror.entities.values import (
    Currency,
    EmailAddress,
    Entity,
    Number,
    PhoneNumber,
    Ref,
    minor,
    ref_id,
)
from nexos.quickbooks.mirror.models import Customer, Employee, Vendor


class _Address(msgspec.Struct, gc=False):
    Line1: str | None = None
    Line2: str | None = None
    City: str | None = None
    CountrySubDivisionCode: str | None = None
    PostalCode: str | None = None
    Country: str | None = None


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
    CurrencyRef: Currency | None = None
    Balance: Number = None
    BalanceWithJobs: Number = None


class _Vendor(_Person, gc=False):
    CompanyName: str | None = None
    Vendor1099: bool | None = None
    TermRef: Ref | None = None
    CurrencyRef: Currency | None = None
    Balance: Number = None


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
        minor(customer.Balance, currency, "Balance") or 0,
        minor(customer.BalanceWithJobs, currency, "BalanceWithJobs") or 0,
    )


def _vendor(vendor: _Vendor, home_currency: str) -> Values:
    currency = vendor.CurrencyRef.value if vendor.CurrencyRef else home_currency
    return (
        vendor.DisplayName or "",
        vendor.CompanyName or "",
        vendor.GivenName or "",
        vendor.FamilyName or "",
        vendor.email,
        vendor.phone,
        vendor.Active is not False,
        bool(vendor.Vendor1099),
        ref_id(vendor.TermRef),
        currency,
        minor(vendor.Balance, currency, "Balance") or 0,
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

VENDOR = Spec(
    "Vendor",
    Vendor,
    _Vendor,
    (
        "display_name",
        "company_name",
        "given_name",
        "family_name",
        "email",
        "phone",
        "active",
        "contractor",
        "term_id",
        "currency",
        "balance_minor",
    ),
    _vendor,
)

EMPLOYEE = Spec(
    "Employee",
    Employee,
    _Employee,
    ("display_name", "given_name", "family_name", "email", "phone", "active"),
    _employee,
)
