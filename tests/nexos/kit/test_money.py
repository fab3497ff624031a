"""Amounts are exact, and rounded as QuickBooks rounds."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexos.kit.money import Money, line_amount, round_half_up


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("22.425", "22.43"), ("-22.425", "-22.43"), ("1861.075", "1861.08"), ("0.005", "0.01"), ("154.9875", "154.99")],
)
def test_ties_go_away_from_zero(value: str, rounded: str) -> None:
    assert round_half_up(Decimal(value), 2) == Decimal(rounded)


@pytest.mark.parametrize(
    ("minor", "currency", "amount"), [(1999, "USD", "19.99"), (1999, "JPY", "1999"), (1999, "KWD", "1.999")]
)
def test_the_minor_unit_is_the_currencys_own(minor: int, currency: str, amount: str) -> None:
    money = Money.from_minor(minor, currency)
    assert (money.amount, money.minor) == (Decimal(amount), minor)


def test_a_fraction_of_a_cent_is_refused_by_the_database_form() -> None:
    with pytest.raises(ValueError, match="round it first"):
        _ = Money(Decimal("0.001"), "USD").minor


def test_two_currencies_do_not_add() -> None:
    with pytest.raises(ValueError, match="different currencies"):
        _ = Money(Decimal(1), "USD") + Money(Decimal(1), "EUR")


@given(st.decimals("-99999", "99999", places=4), st.decimals("0", "9999", places=3))
def test_a_line_is_never_more_than_half_a_cent_off(price: Decimal, quantity: Decimal) -> None:
    assert abs(line_amount(quantity, price, "USD").amount - quantity * price) <= Decimal("0.005")
