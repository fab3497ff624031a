"""The lists documents refer to: accounts, terms, payment methods, tax, classes, departments. Sources: Intuit's entity
pages and schemas; recorded objects."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from qbo.entities.record import Record
from qbo.entities.values import Entity, Ref


class Account(Entity):
    """Balances are read-only; the one with sub-accounts is the sum of the tree (recorded)."""

    Name: str | None = None
    FullyQualifiedName: str | None = None
    AcctNum: str | None = None
    Description: str | None = None
    Active: bool | None = None
    SubAccount: bool | None = None
    ParentRef: Ref | None = None
    Classification: str | None = None
    AccountType: str | None = None
    AccountSubType: str | None = None
    CurrentBalance: Decimal | None = None
    CurrentBalanceWithSubAccounts: Decimal | None = None
    CurrencyRef: Ref | None = None
    TaxCodeRef: Ref | None = None


class Term(Entity):
    """STANDARD counts DueDays; DATE_DRIVEN falls on DayOfMonthDue."""

    Name: str | None = None
    Active: bool | None = None
    Type: str | None = None
    DueDays: int | None = None
    DayOfMonthDue: int | None = None
    DueNextMonthDays: int | None = None
    DiscountPercent: Decimal | None = None
    DiscountDays: int | None = None
    DiscountDayOfMonth: int | None = None


class TaxRateDetail(Record):
    TaxRateRef: Ref | None = None
    TaxTypeApplicable: str | None = None
    TaxOrder: int | None = None


class TaxRateList(Record):
    TaxRateDetail: list[TaxRateDetail] | None = None


class TaxCode(Entity):
    """The pseudo codes TAX and NON of US companies have no SyncToken."""

    Name: str | None = None
    Description: str | None = None
    Active: bool | None = None
    Hidden: bool | None = None
    Taxable: bool | None = None
    TaxGroup: bool | None = None
    TaxCodeConfigType: str | None = None
    SalesTaxRateList: TaxRateList | None = None
    PurchaseTaxRateList: TaxRateList | None = None


class TaxRate(Entity):
    """RateValue is a percentage."""

    Name: str | None = None
    Description: str | None = None
    Active: bool | None = None
    RateValue: Decimal | None = None
    AgencyRef: Ref | None = None
    SpecialTaxType: str | None = None
    DisplayType: str | None = None


class TaxAgency(Entity):
    """To whom a tax is owed. Not in change data capture; created, never updated (Intuit)."""

    DisplayName: str | None = None
    TaxRegistrationNumber: str | None = None
    TaxTrackedOnSales: bool | None = None
    TaxTrackedOnPurchases: bool | None = None
    LastFileDate: date | None = None


class PaymentMethod(Entity):
    """Type is CREDIT_CARD or NON_CREDIT_CARD (recorded)."""

    Name: str | None = None
    Active: bool | None = None
    Type: str | None = None


class Class(Entity):
    Name: str | None = None
    FullyQualifiedName: str | None = None
    Active: bool | None = None
    SubClass: bool | None = None
    ParentRef: Ref | None = None


class Department(Entity):
    """Called "Location" in QuickBooks."""

    Name: str | None = None
    FullyQualifiedName: str | None = None
    Active: bool | None = None
    SubDepartment: bool | None = None
    ParentRef: Ref | None = None
