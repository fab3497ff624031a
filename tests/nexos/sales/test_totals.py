"""The totals of a quote: worked examples, and what holds for every quote."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexos.kit.money import Money, line_amount
from nexos.sales.totals import DiscountKind, Part, share_out, total


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


def parts(*amounts: str, taxable: bool = True, recurring: bool = False) -> list[Part]:
    return [Part(usd(amount), taxable, recurring) for amount in amounts]


@pytest.mark.parametrize(
    ("lines", "kind", "value", "tax", "expected"),
    [
        # the worked quote of the screens: 5 % off, tax on the discounted equipment alone
        (
            [*parts("1180.00", "624.00"), *parts("870.00", taxable=False)],
            DiscountKind.PERCENT,
            "5",
            "8.25",
            ("2674.00", "133.70", "141.39", "2681.69"),
        ),
        (parts("214.99"), DiscountKind.PERCENT, "7.5", None, ("214.99", "16.12", "0.00", "198.87")),
        (parts("200.00"), DiscountKind.PERCENT, "10", "8", ("200.00", "20.00", "14.40", "194.40")),
        (parts("12.35", "12.35", "12.35"), DiscountKind.NONE, "0", "8", ("37.05", "0.00", "2.96", "40.01")),
        (parts("345.00"), DiscountKind.NONE, "0", "6.5", ("345.00", "0.00", "22.43", "367.43")),
        (parts("50.00", "50.00"), DiscountKind.FIXED, "33.33", None, ("100.00", "33.33", "0.00", "66.67")),
        (parts("100.00", "-40.00"), DiscountKind.PERCENT, "10", "10", ("60.00", "6.00", "5.40", "59.40")),
        (parts("10.00"), DiscountKind.PERCENT, "100", "8", ("10.00", "10.00", "0.00", "0.00")),
        ([], DiscountKind.PERCENT, "10", "8", ("0.00", "0.00", "0.00", "0.00")),
    ],
)
def test_worked_examples(
    lines: list[Part], kind: DiscountKind, value: str, tax: str | None, expected: tuple[str, str, str, str]
) -> None:
    sums = total(lines, kind, Decimal(value), Decimal(tax) if tax else None, "USD").one_time
    assert (sums.subtotal, sums.discount, sums.tax, sums.total) == tuple(usd(amount) for amount in expected)


def test_what_recurs_is_summed_apart_and_takes_its_part_of_a_fixed_discount() -> None:
    lines = [*parts("300.00"), *parts("100.00", recurring=True)]
    totals = total(lines, DiscountKind.FIXED, Decimal(40), None, "USD")
    assert (totals.one_time.total, totals.recurring.total) == (usd("270.00"), usd("90.00"))
    assert (totals.subtotal, totals.discount, totals.tax, totals.total) == (
        usd("400.00"),
        usd("40.00"),
        usd("0.00"),
        usd("360.00"),
    )


def test_a_currency_without_cents_is_rounded_to_its_own_unit() -> None:
    line = Part(line_amount(Decimal("1.5"), Decimal(333), "JPY"), True, False)
    sums = total([line], DiscountKind.PERCENT, Decimal("7.5"), Decimal(10), "JPY").one_time
    assert [money.amount for money in (sums.subtotal, sums.discount, sums.tax)] == [500, 38, 46]


cents = st.integers(-10_000_000, 10**16)
some_parts = st.lists(
    st.builds(lambda minor, taxable, recurring: Part(Money.from_minor(minor, "USD"), taxable, recurring), cents,
              st.booleans(), st.booleans()),
    max_size=12,
)  # fmt: skip
percentages = st.decimals(0, 100, places=2)


@given(st.lists(cents, min_size=1, max_size=12), st.decimals(0, 1, places=4))
def test_shares_sum_to_the_discount_and_none_is_more_than_its_line(amounts: list[int], part: Decimal) -> None:
    whole = sum(amounts)
    discount = Money.rounded(Decimal(max(whole, 0)) * part / 100, "USD")
    shares = share_out(discount, [Money.from_minor(amount, "USD") for amount in amounts])
    if whole > 0:
        assert sum(share.minor for share in shares) == discount.minor
        for share, amount in zip(shares, amounts, strict=True):
            assert min(0, amount) <= share.minor <= max(0, amount)
            assert abs(share.minor * whole - discount.minor * amount) <= whole


@given(some_parts, percentages, percentages)
def test_the_columns_add_up(lines: list[Part], discount: Decimal, tax: Decimal) -> None:
    totals = total(lines, DiscountKind.PERCENT, discount, tax, "USD")
    assert totals.subtotal == sum((line.amount for line in lines), usd("0.00"))
    assert totals.discount == sum(totals.shares, usd("0.00"))
    assert totals.total == totals.one_time.total + totals.recurring.total
    for sums in (totals.one_time, totals.recurring):
        assert sums.discount == Money.rounded(sums.subtotal.amount * discount / 100, "USD")


@given(some_parts, percentages)
def test_lines_billed_apart_come_to_what_the_whole_came_to(lines: list[Part], discount: Decimal) -> None:
    totals = total(lines, DiscountKind.PERCENT, discount, None, "USD")
    apart = [line.amount - share for line, share in zip(lines, totals.shares, strict=True)]
    assert sum(apart, usd("0.00")) == totals.total
