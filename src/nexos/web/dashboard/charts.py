"""The geometry of the dashboard's charts: x in per cent, y in pixels, so that text keeps its size. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from nexos.kit.money import Money
from nexos.web.dashboard.figures import Age, Month

TOP, BASE = 20, 236
_LEFT, _STEP, _WIDTH = 10.6, 7.5, 2.9
_NICE = (1, 2, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True)
class Bar:
    """A rectangle: `x` and `width` in per cent, `y` and `height` in pixels."""

    x: str
    width: str
    y: str
    height: str


@dataclass(frozen=True)
class Columns:
    """One month: its two bars and its label."""

    invoiced: Bar
    collected: Bar
    label: str
    label_x: str
    now: bool


@dataclass(frozen=True)
class Line:
    """A line of the grid with what it stands for."""

    y: str
    text_y: str
    label: str
    base: bool


@dataclass(frozen=True)
class MonthChart:
    """The whole chart."""

    lines: list[Line]
    columns: list[Columns]


@dataclass(frozen=True)
class Tick:
    """One sync among the last 24 hours; `tone` is ok, wait or bad."""

    x: str
    tone: str
    y: int
    height: int


def month_chart(months: Sequence[Month]) -> MonthChart:
    """Four steps of a round size up to the highest bar, and two bars a month."""
    highest = max(max(month.invoiced.amount, month.collected.amount) for month in months)
    step = _round_step(highest / 4)
    lines = [_line(step * place, step * 4) for place in range(5)]
    return MonthChart(lines, [_columns(place, month, step * 4, len(months)) for place, month in enumerate(months)])


def age_bars(ages: Sequence[Age]) -> list[tuple[str, str]]:
    """x and width of each age's part of one bar, half a per cent apart; empty when nothing is open."""
    whole = sum(age.total.minor for age in ages)
    shown = [age.total.minor for age in ages]
    if not whole:
        return []
    room = 100 - 0.5 * (sum(1 for one in shown if one) - 1)
    at, bars = 0.0, []
    for one in shown:
        width = room * one / whole
        bars.append((f"{at:.2f}%", f"{width:.2f}%"))
        at += width + (0.5 if one else 0)
    return bars


def ticks(runs: Sequence[tuple[datetime, str]], now: datetime) -> list[Tick]:
    """Each sync (when, tone) where it lies in the last 24 hours; what did not go well stands higher."""
    day = timedelta(hours=24)
    return [
        Tick(f"{(when - (now - day)) / day * 99:.2f}%", tone, 8 if tone == "ok" else 2, 22 if tone == "ok" else 28)
        for when, tone in runs
        if now - day <= when <= now
    ]


def _round_step(least: Decimal) -> Decimal:
    if least <= 0:
        return Decimal(1)
    size = Decimal(10) ** least.adjusted()
    return next(nice * size for nice in _NICE if nice * size >= least)


def _y(value: Decimal, highest: Decimal) -> float:
    return BASE - float(max(value, Decimal(0)) / highest) * (BASE - TOP)


def _line(value: Decimal, highest: Decimal) -> Line:
    y = _y(value, highest)
    return Line(f"{y:.1f}", f"{y + 3.5:.1f}", _short(value), value == 0)


def _short(value: Decimal) -> str:
    """An axis label: 0, 750, 30k, 1.5M."""
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if value >= size:
            return f"{(value / size).normalize():f}{letter}"
    return f"{value.normalize():f}"


def _columns(place: int, month: Month, highest: Decimal, count: int) -> Columns:
    x = _LEFT + _STEP * place
    return Columns(
        _bar(x, month.invoiced, highest),
        _bar(x + _WIDTH + 0.2, month.collected, highest),
        f"{month.first:%b}",
        f"{x + _WIDTH + 0.1:.2f}%",
        place == count - 1,
    )


def _bar(x: float, value: Money, highest: Decimal) -> Bar:
    y = _y(value.amount, highest)
    return Bar(f"{x:.2f}%", f"{_WIDTH}%", f"{y:.1f}", f"{BASE - y:.1f}")
