"""A report in the service's JSON: Header, Columns, Rows; every value a text (Intuit, reports; recorded)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from qbo_emulator.rules.rounding import half_up
from qbo_emulator.store.moments import pacific
from qbo_emulator.store.text import Json


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `key` is told in its MetaData where it has one."""

    title: str
    kind: str
    key: str = ""
    about: tuple[tuple[str, str], ...] = ()
    """More of its MetaData: the days a column of a period covers."""


def laid_out(
    header: Json,
    columns: Sequence[Column],
    rows: Sequence[Json],
    now: datetime,
    options: Json,
    *,
    empty: bool = False,
) -> Json:
    """The whole report. `options` become Header.Option, with NoReportData as the service adds it: for a report
    without rows, or one that is `empty` though it has the rows every such report has.
    """
    listed = options | {"NoReportData": "true" if empty or not rows else "false"}
    return {
        "Header": {"Time": pacific(now)}
        | header
        | {"Option": [{"Name": name, "Value": value} for name, value in listed.items()]},
        "Columns": {"Column": [_column(each) for each in columns]},
        "Rows": {"Row": list(rows)} if rows else {},
    }


def cell(value: str, object_id: str | None = None) -> Json:
    """One ColData; `object_id` names the object it is about."""
    return {"value": value} if object_id is None else {"value": value, "id": object_id}


def money_text(amount: Decimal, *, blank_zero: bool = False) -> str:
    """`37.50`; with `blank_zero`, nothing for nothing."""
    return "" if blank_zero and not amount else f"{half_up(amount):.2f}"


def data(cells: Sequence[Json]) -> Json:
    """A row of values."""
    return {"ColData": list(cells), "type": "Data"}


def section(header: Sequence[Json], rows: Sequence[Json], summary: Sequence[Json], group: str = "") -> Json:
    """Rows under a heading, with their total; a part that is empty is left out (recorded)."""
    parts: Json = {}
    if header:
        parts["Header"] = {"ColData": list(header)}
    if rows:
        parts["Rows"] = {"Row": list(rows)}
    parts["Summary"] = {"ColData": list(summary)}
    return parts | {"type": "Section"} | ({"group": group} if group else {})


def grand_total(amounts: Iterable[Decimal]) -> Json:
    """The row a report of balances ends with."""
    return section([], [], [cell("TOTAL"), *(cell(money_text(each)) for each in amounts)], "GrandTotal")


def _column(column: Column) -> Json:
    told = [*column.about, *([("ColKey", column.key)] if column.key else [])]
    about = {"MetaData": [{"Name": name, "Value": value} for name, value in told]} if told else {}
    return {"ColTitle": column.title, "ColType": column.kind} | about
