"""Foreign currency: named, in the customer's currency, at a rate, and told in home currency."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from qbo_emulator.rules.faults import Fault
from sales_lines import item

type Json = dict[str, Any]

EUR = {"CurrencyRef": {"value": "EUR"}}


@pytest.fixture
def shop(open_shop: Callable[..., Any]) -> Any:
    opened = open_shop("US", CurrencyPrefs={"MultiCurrencyEnabled": True, "HomeCurrency": {"value": "USD"}})
    opened.local = opened.customer
    opened.company.create("CompanyCurrency", {"Code": "EUR"})
    opened.customer = opened.company.create("Customer", {"DisplayName": "Abroad"} | EUR)
    return opened


def test_home_amounts_are_rounded_at_the_rate_of_the_document(shop: Any) -> None:
    made = shop.sell("Invoice", item("99.99"), ExchangeRate=Decimal("1.08765"), **EUR)

    assert made["HomeTotalAmt"] == made["HomeBalance"] == Decimal("108.75")
    assert (made["TotalAmt"], made["Balance"]) == (Decimal("99.99"), Decimal("99.99"))


def test_home_balance_follows_the_balance(shop: Any) -> None:
    made = shop.sell("Invoice", item("100"), ExchangeRate=Decimal("1.5"), **EUR)
    link = [{"TxnId": made["Id"], "TxnType": "Invoice"}]
    paid = {"CustomerRef": {"value": shop.customer["Id"]}, "TotalAmt": 40} | EUR
    shop.company.create("Payment", paid | {"Line": [{"Amount": 40, "LinkedTxn": link}]})

    now = shop.read("Invoice", made)
    assert (now["Balance"], now["HomeBalance"], now["HomeTotalAmt"]) == (60, 90, 150)
    assert shop.read("Customer", shop.customer)["Balance"] == 60
    shop.company.void("Invoice", made["Id"])
    voided = shop.read("Invoice", made)
    assert (voided["HomeTotalAmt"], voided["HomeBalance"]) == (0, 0)
    shop.check()


def test_a_rate_that_is_not_sent_is_that_of_the_day(shop: Any) -> None:
    for day, rate in (("2026-03-01", "1.1"), ("2026-03-10", "1.2")):
        body = {"SourceCurrencyCode": "EUR", "AsOfDate": day, "Rate": Decimal(rate)}
        shop.company.create("ExchangeRate", body)

    dates = ("2026-02-28", "2026-03-09", "2026-03-10", "2026-04-01")
    made = [shop.sell("Invoice", item("100"), TxnDate=day, **EUR) for day in dates]

    assert [doc["ExchangeRate"] for doc in made] == [1, Decimal("1.1"), Decimal("1.2"), Decimal("1.2")]


def test_a_foreign_document_names_its_currency(shop: Any) -> None:
    with pytest.raises(Fault) as refused:
        shop.sell("Invoice", item("100"))

    assert (refused.value.code, refused.value.element) == ("2020", "CurrencyRef")


@pytest.mark.parametrize(
    ("entity", "body"),
    [
        ("Customer", {"DisplayName": "Far away"}),
        ("Vendor", {"DisplayName": "Far away"}),
        ("Account", {"Name": "Far away", "AccountType": "Bank"}),
        ("Transfer", {"FromAccountRef": {"value": "4"}, "ToAccountRef": {"value": "5"}, "Amount": 5}),
    ],
)
@pytest.mark.parametrize("code", ["CHF", "GBP"])
def test_a_currency_the_company_does_not_use_is_refused(shop: Any, entity: str, body: Json, code: str) -> None:
    """GBP was one of its list and is no longer."""
    pounds = shop.company.create("CompanyCurrency", {"Code": "GBP"})
    shop.edit("CompanyCurrency", pounds, Active=False)

    with pytest.raises(Fault) as refused:
        shop.company.create(entity, body | {"CurrencyRef": {"value": code}})

    assert (refused.value.code, refused.value.element) == ("2220", "CurrencyRef")


@pytest.mark.parametrize("entity", ["Invoice", "Estimate", "CreditMemo", "SalesReceipt"])
def test_a_document_is_in_the_currency_of_its_customer(shop: Any, entity: str) -> None:
    with pytest.raises(Fault) as refused:
        shop.sell(entity, item("100"), CurrencyRef={"value": "USD"})

    assert (refused.value.code, refused.value.element) == ("6000", "CurrencyRef")


def test_a_payment_is_in_the_currency_of_its_customer(shop: Any) -> None:
    with pytest.raises(Fault) as refused:
        shop.company.create("Payment", {"CustomerRef": {"value": shop.local["Id"]}, "TotalAmt": 5} | EUR)

    assert refused.value.code == "6000"


def test_without_multicurrency_there_is_one_currency(open_shop: Callable[..., Any]) -> None:
    plain = open_shop("US")
    with pytest.raises(Fault) as refused:
        plain.sell("Invoice", item("100"), **EUR)

    assert refused.value.code == "6000"
    assert "Multi Currency" in refused.value.detail
    assert plain.sell("Invoice", item("100"), CurrencyRef={"value": "USD"})["TotalAmt"] == 100


def test_home_currency_documents_look_as_recorded(shop: Any, open_shop: Callable[..., Any]) -> None:
    """US companies show no rate; elsewhere a multicurrency company shows 1 and the home amounts."""
    shop.customer = shop.local
    american = shop.sell("Invoice", item("100"))
    both = {"MultiCurrencyEnabled": True, "HomeCurrency": {"value": "CAD"}}
    north = open_shop("CA", CurrencyPrefs=both)
    canadian = north.sell("Invoice", item("100", code="3"), GlobalTaxCalculation="TaxExcluded")

    assert american["CurrencyRef"] == {"value": "USD", "name": "United States Dollar"}
    assert not {"ExchangeRate", "HomeTotalAmt", "HomeBalance"} & american.keys()
    assert (canadian["ExchangeRate"], canadian["HomeTotalAmt"], canadian["HomeBalance"]) == (1, 105, 105)


def test_a_rate_must_be_positive(shop: Any) -> None:
    with pytest.raises(Fault) as refused:
        shop.sell("Invoice", item("100"), ExchangeRate=0, **EUR)

    assert refused.value.element == "ExchangeRate"
