"""What QuickBooks says, asked for in one go: customers' balances, receivables accounts, reports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import msgspec

from nexos.kit import clock
from nexos.kit.money import Money
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.covered import inactive_too
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.entities.values import Currency
from nexos.quickbooks.sync.reconciliation import months, reports
from nexos.quickbooks.sync.reconciliation.balances import CustomerThere
from nexos.quickbooks.sync.reconciliation.monthly import Listed
from nexos.quickbooks.sync.reconciliation.reports import OpenThere
from qbo import query

RECEIVABLE = "Accounts Receivable"
_CUSTOMERS_PER_REPORT = 100  # their Ids stand in the report's address
_FAR_AHEAD = 5  # years; an ageing leaves out what is dated after its day
_NOTHING = Decimal()


class _Customer(msgspec.Struct):
    Id: str
    DisplayName: str | None = None
    FullyQualifiedName: str | None = None
    CurrencyRef: Currency | None = None
    Balance: Decimal | None = None
    BalanceWithJobs: Decimal | None = None


class _Account(msgspec.Struct):
    CurrencyRef: Currency | None = None
    CurrentBalance: Decimal | None = None


_CUSTOMER = msgspec.json.Decoder(_Customer)
_ACCOUNT = msgspec.json.Decoder(_Account)


@dataclass(frozen=True, slots=True)
class Customers:
    """All customers by Id, and those that only one side has."""

    there: dict[str, CustomerThere]
    missing: set[str]
    surplus: set[str]


def customers(pull: Pull, home: str) -> Customers:
    """Every customer, a page of 1,000 at a time; what came is stored too, as balances move without a sign of change
    (recorded). One that is not mirrored is told, and left to be read again."""
    with scope(pull.tenant_id):
        here = set(mirror.customers(pull.tenant_id, pull.connection_id).values_list("qbo_id", flat=True))
    found: dict[str, CustomerThere] = {}
    start = 1
    while True:
        pull.check()
        page = pull.client.query("Customer", where=inactive_too("Customer"), start=start)
        known = []
        for raw in page.items:
            one = _customer(_CUSTOMER.decode(raw), home)
            found[one.qbo_id] = one
            if one.qbo_id in here:
                known.append(raw)
        pull.land("Customer", known, lambda *_: None)
        if page.count < query.MOST_ROWS:
            return Customers(found, found.keys() - here, here - found.keys())
        start += page.count


def receivables(pull: Pull, home: str) -> dict[str, int]:
    """The balances of the receivables accounts, by the currency they are kept in."""
    where = query.all_of(f"AccountType = {query.literal(RECEIVABLE)}", inactive_too("Account"))
    sums: dict[str, int] = {}
    for raw in pull.client.query("Account", where=where).items:
        account = _ACCOUNT.decode(raw)
        currency = account.CurrencyRef.value if account.CurrencyRef else home
        balance = Money.rounded(account.CurrentBalance or _NOTHING, currency).minor
        sums[currency] = sums.get(currency, 0) + balance
    return sums


def listed(pull: Pull, span: tuple[date, date], home: str, *, multi_currency: bool) -> Iterator[Listed]:
    """The documents that QuickBooks' transaction list has for these days."""
    amount = "subt_nat_home_amount" if multi_currency else "subt_nat_amount"
    report = pull.client.report(
        "TransactionList",
        start_date=span[0],
        end_date=span[1],
        columns=["tx_date", "txn_type", "name", amount],
    )
    return reports.transactions(report, home)


def open_documents(pull: Pull, customer_ids: Sequence[str], home: str) -> Iterator[OpenThere]:
    """What QuickBooks' ageing says is open of these customers, of whatever kind."""
    day = months.earlier(clock.now().date().replace(day=1), -12 * _FAR_AHEAD)
    for start in range(0, len(customer_ids), _CUSTOMERS_PER_REPORT):
        pull.check()
        some = customer_ids[start : start + _CUSTOMERS_PER_REPORT]
        yield from reports.open_documents(
            pull.client.report("AgedReceivableDetail", report_date=day, customer=some), home
        )


def _customer(one: _Customer, home: str) -> CustomerThere:
    currency = one.CurrencyRef.value if one.CurrencyRef else home
    return CustomerThere(
        one.Id,
        one.FullyQualifiedName or one.DisplayName or "",
        currency,
        Money.rounded(one.Balance or _NOTHING, currency).minor,
        Money.rounded(one.BalanceWithJobs or _NOTHING, currency).minor,
    )
