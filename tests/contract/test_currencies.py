"""Foreign money, in a company that knows it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from contract import papers
from contract.books import exact, new_id
from qbo import Write, errors
from qbo.entities import CompanyCurrency, Customer, ExchangeRate, Invoice, Ref, decode, encode

pytestmark = pytest.mark.contract


@pytest.fixture
def abroad(emulated):
    emulated.emulator.control("company", {"realm_id": emulated.realm_id, "multicurrency": True})
    return emulated


def test_a_currency_is_made_changed_and_made_inactive(abroad):
    made = abroad.create(CompanyCurrency(Code="EUR", Name="Euro"))
    assert (made.Code, made.Active, made.SyncToken) == ("EUR", True, "0")
    changed = abroad.update(made, Name="Euros")
    assert exact(abroad.client.read("CompanyCurrency", made.Id)) == abroad.stored("CompanyCurrency", made.Id)
    gone = abroad.update(changed, Active=False)
    assert gone.Active is False
    assert abroad.client.count("CompanyCurrency", f"Id = '{made.Id}'") == 0


def test_a_rate_is_set_and_found_by_code_and_day(abroad):
    abroad.create(CompanyCurrency(Code="EUR"))
    day = date(2026, 2, 27)
    rate = ExchangeRate(SourceCurrencyCode="EUR", AsOfDate=day, Rate=Decimal("1.0851234"))
    reply = abroad.client.send(Write("ExchangeRate", "update", encode(rate)), new_id())
    assert decode(ExchangeRate, reply.object).Rate == Decimal("1.0851234")
    found = decode(ExchangeRate, abroad.client.exchange_rate("EUR", day))
    assert (found.Rate, found.AsOfDate, found.SourceCurrencyCode) == (Decimal("1.0851234"), day, "EUR")
    later = decode(ExchangeRate, abroad.client.exchange_rate("EUR", day + timedelta(days=1)))
    assert later.SourceCurrencyCode == "EUR"
    where = "SourceCurrencyCode = 'EUR' AND AsOfDate = '2026-02-27'"
    assert len(abroad.client.query("ExchangeRate", where=where, order_by="AsOfDate").items) == 1


def test_a_document_in_foreign_money_says_both_amounts(abroad):
    abroad.create(CompanyCurrency(Code="EUR"))
    whom = abroad.create(Customer(DisplayName=papers.unique("Käufer"), CurrencyRef=Ref(value="EUR")))
    made = abroad.create(
        Invoice(
            CustomerRef=Ref(value=whom.Id),
            CurrencyRef=Ref(value="EUR"),
            ExchangeRate=Decimal("1.2"),
            Line=[papers.sales_line(abroad)],
            TxnDate=papers.DAY,
        )
    )
    assert (made.TotalAmt, made.HomeTotalAmt, made.HomeBalance) == (
        Decimal("154.99"),
        Decimal("185.99"),
        Decimal("185.99"),
    )
    assert made.CurrencyRef.value == "EUR"


def test_money_of_another_currency_than_the_customers_is_refused(abroad):
    abroad.create(CompanyCurrency(Code="EUR"))
    record = papers.invoice(abroad)
    record.CurrencyRef = Ref(value="EUR")
    with pytest.raises(errors.Refused):
        abroad.create(record)
    assert abroad.count("Invoice") == 0


def test_a_currency_that_is_none_is_refused(abroad):
    with pytest.raises(errors.Invalid) as unknown:
        abroad.create(Customer(DisplayName=papers.unique("X"), CurrencyRef=Ref(value="euro")))
    assert unknown.value.code == "2220"
    assert abroad.count("Customer") == 0
