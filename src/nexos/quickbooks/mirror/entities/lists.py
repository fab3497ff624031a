"""Accounts, terms, classes, departments, tax codes and tax rates. Sources: Intuit's entity pages; recorded objects."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from nexos.quickbooks.mirror.entities.spec import Spec, Values
from nexos.quickbooks.mirror.entities.values import (
    Count,
    Currency,
    Entity,
    Number,
    Ref,
    decimal_text,
    minor,
    ref_id,
)
from nexos.quickbooks.mirror.models import Account, Class, Department, TaxCode, TaxRate, Term


class _Named(Entity, gc=False):
    Name: str | None = None
    Active: bool | None = None


class _InTree(_Named, gc=False):
    FullyQualifiedName: str | None = None
    ParentRef: Ref | None = None


class _Account(_InTree, gc=False):
    AcctNum: str | None = None
    Classification: str | None = None
    AccountType: str | None = None
    AccountSubType: str | None = None
    CurrencyRef: Currency | None = None
    CurrentBalance: Number = None
    CurrentBalanceWithSubAccounts: Number = None


class _Term(_Named, gc=False):
    DueDays: Count | None = None
    DayOfMonthDue: Count | None = None
    DueNextMonthDays: Count | None = None


class _RateDetail(msgspec.Struct, gc=False):
    TaxRateRef: Ref | None = None
    TaxOrder: int | None = None


class _RateList(msgspec.Struct, gc=False):
    TaxRateDetail: list[_RateDetail] | None = None


class _TaxCode(_Named, gc=False):
    Description: str | None = None
    Taxable: bool | None = None
    TaxGroup: bool | None = None
    SalesTaxRateList: _RateList | None = None
    PurchaseTaxRateList: _RateList | None = None


class _TaxRate(_Named, gc=False):
    Description: str | None = None
    RateValue: Number = None
    AgencyRef: Ref | None = None


def _account(account: _Account, home_currency: str) -> Values:
    currency = account.CurrencyRef.value if account.CurrencyRef else home_currency
    alone = minor(account.CurrentBalance, currency, "CurrentBalance") or 0
    below = minor(account.CurrentBalanceWithSubAccounts, currency, "CurrentBalanceWithSubAccounts")
    return (
        *_in_tree(account, home_currency),
        account.AcctNum or "",
        account.Classification or "",
        account.AccountType or "",
        account.AccountSubType or "",
        currency,
        alone,
        alone if below is None else below,
    )


def _in_tree(named: _InTree, home_currency: str) -> Values:
    name = named.Name or ""
    return (name, named.FullyQualifiedName or name, named.Active is not False, ref_id(named.ParentRef))


def _term(term: _Term, home_currency: str) -> Values:
    return (term.Name or "", term.Active is not False, term.DueDays, term.DayOfMonthDue, term.DueNextMonthDays)


def _tax_code(code: _TaxCode, home_currency: str) -> Values:
    return (
        code.Name or "",
        code.Description or "",
        code.Active is not False,
        bool(code.Taxable),
        bool(code.TaxGroup),
        _rate_ids(code.SalesTaxRateList),
        _rate_ids(code.PurchaseTaxRateList),
    )


def _rate_ids(rates: _RateList | None) -> str:
    details: Iterable[_RateDetail] = (rates and rates.TaxRateDetail) or ()
    ordered = sorted(details, key=lambda detail: detail.TaxOrder or 0)
    return msgspec.json.encode([ref_id(detail.TaxRateRef) for detail in ordered]).decode()


def _tax_rate(rate: _TaxRate, home_currency: str) -> Values:
    return (
        rate.Name or "",
        rate.Description or "",
        rate.Active is not False,
        decimal_text(rate.RateValue, "RateValue"),
        ref_id(rate.AgencyRef),
    )


_IN_TREE = ("name", "fully_qualified_name", "active", "parent_id")

ACCOUNT = Spec(
    "Account",
    Account,
    _Account,
    (
        *_IN_TREE,
        "number",
        "classification",
        "type",
        "subtype",
        "currency",
        "balance_minor",
        "balance_with_sub_minor",
    ),
    _account,
)

TERM = Spec("Term", Term, _Term, ("name", "active", "due_days", "day_of_month", "next_month_days"), _term)

CLASS = Spec("Class", Class, _InTree, _IN_TREE, _in_tree)

DEPARTMENT = Spec("Department", Department, _InTree, _IN_TREE, _in_tree)

TAX_CODE = Spec(
    "TaxCode",
    TaxCode,
    _TaxCode,
    ("name", "description", "active", "taxable", "is_group", "sales_rate_ids", "purchase_rate_ids"),
    _tax_code,
)

TAX_RATE = Spec("TaxRate", TaxRate, _TaxRate, ("name", "description", "active", "percent", "agency_id"), _tax_rate)
