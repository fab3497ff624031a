"""Customers, vendors and employees, who share one name space. Sources: Intuit's entity pages; recorded objects."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from qbo.entities.values import Address, Email, Entity, Phone, Ref, Website


class Person(Entity):
    """What the three have in common. An inactive one is renamed "… (deleted)" and frees its name (recorded)."""

    DisplayName: str | None = None
    Title: str | None = None
    GivenName: str | None = None
    MiddleName: str | None = None
    FamilyName: str | None = None
    Suffix: str | None = None
    PrintOnCheckName: str | None = None
    Active: bool | None = None
    PrimaryPhone: Phone | None = None
    Mobile: Phone | None = None
    PrimaryEmailAddr: Email | None = None


class Customer(Person):
    """Also a sub-customer, job or project (Job and ParentRef). Balance excludes the children, BalanceWithJobs does
    not; both move without a SyncToken (recorded)."""

    CompanyName: str | None = None
    FullyQualifiedName: str | None = None
    Job: bool | None = None
    ParentRef: Ref | None = None
    Level: int | None = None
    BillWithParent: bool | None = None
    IsProject: bool | None = None
    BillAddr: Address | None = None
    ShipAddr: Address | None = None
    AlternatePhone: Phone | None = None
    Fax: Phone | None = None
    WebAddr: Website | None = None
    Notes: str | None = None
    Taxable: bool | None = None
    DefaultTaxCodeRef: Ref | None = None
    SalesTermRef: Ref | None = None
    PaymentMethodRef: Ref | None = None
    CustomerTypeRef: Ref | None = None
    PreferredDeliveryMethod: str | None = None
    CurrencyRef: Ref | None = None
    Balance: Decimal | None = None
    BalanceWithJobs: Decimal | None = None
    OpenBalanceDate: date | None = None


class Vendor(Person):
    """TaxIdentifier comes back masked."""

    CompanyName: str | None = None
    BillAddr: Address | None = None
    AlternatePhone: Phone | None = None
    Fax: Phone | None = None
    WebAddr: Website | None = None
    AcctNum: str | None = None
    TaxIdentifier: str | None = None
    Vendor1099: bool | None = None
    TermRef: Ref | None = None
    CurrencyRef: Ref | None = None
    BillRate: Decimal | None = None
    CostRate: Decimal | None = None
    Balance: Decimal | None = None


class Employee(Person):
    """With Payroll on, DisplayName is read-only. SSN comes back masked: it is left among the unknown fields."""

    EmployeeNumber: str | None = None
    PrimaryAddr: Address | None = None
    BirthDate: date | None = None
    HiredDate: date | None = None
    ReleasedDate: date | None = None
    Gender: str | None = None
    BillableTime: bool | None = None
    BillRate: Decimal | None = None
    CostRate: Decimal | None = None
    Organization: bool | None = None
