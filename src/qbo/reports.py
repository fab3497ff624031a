"""Reports, flattened into rows. Pure.

Source: Intuit, "Run reports", and the schema of reports: nested sections, each with a header, rows and a summary, whose
cells are texts (amounts too, empty where there is nothing to say).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

import msgspec

from qbo.replies import Envelope, Raw

Option = str | int | bool | date | Iterable[str]

Kind = Literal["header", "data", "summary"]


class Cell(msgspec.Struct, frozen=True):
    """What a cell shows, and the Id of the object it stands for where it stands for one."""

    value: str = ""
    id: str = ""


class Column(msgspec.Struct, frozen=True):
    """`type` is QuickBooks' word ("Money", "Customer", "tx_date"), `key` the stable name where it gives one."""

    title: str
    type: str
    key: str


class Row(msgspec.Struct, frozen=True):
    """One line as it would be printed: `depth` 0 for the outermost rows, `group` the name QuickBooks gives some
    sections ("Income", "GrandTotal"), "" elsewhere."""

    kind: Kind
    depth: int
    group: str
    cells: tuple[Cell, ...]


class Report(msgspec.Struct, frozen=True):
    """`header` holds what was asked (ReportName, StartPeriod, Currency, Option…), `raw` the whole answer."""

    header: dict[str, Raw]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    raw: Raw


def written(value: Option) -> str:
    """An option as an address says it: dates as 2026-02-28, lists as 1,2,3."""
    match value:
        case bool():
            return "true" if value else "false"
        case str() | int():
            return str(value)
        case date():
            return value.isoformat()
    return ",".join(value)


def report(body: bytes) -> Report:
    """The report in an answer. Raises `msgspec.DecodeError` for anything else."""
    answer = _ANSWER.decode(body)
    columns = tuple(
        Column(column.title, column.type, next((each.value for each in column.meta if each.name == "ColKey"), ""))
        for column in answer.columns.listed
    )
    return Report(answer.header, columns, tuple(_flat(answer.rows.listed, 0)), Raw(body))


class _NameValue(msgspec.Struct):
    name: str = msgspec.field(name="Name", default="")
    value: str = msgspec.field(name="Value", default="")


class _Column(msgspec.Struct):
    title: str = msgspec.field(name="ColTitle", default="")
    type: str = msgspec.field(name="ColType", default="")
    meta: list[_NameValue] = msgspec.field(name="MetaData", default_factory=list)


class _Columns(msgspec.Struct):
    listed: list[_Column] = msgspec.field(name="Column", default_factory=list)


class _Cells(msgspec.Struct):
    listed: list[Cell] | None = msgspec.field(name="ColData", default=None)


class _Rows(msgspec.Struct):
    listed: list[_Row] = msgspec.field(name="Row", default_factory=list)


class _Row(msgspec.Struct):
    group: str = ""
    cells: list[Cell] | None = msgspec.field(name="ColData", default=None)
    header: _Cells | None = msgspec.field(name="Header", default=None)
    rows: _Rows | None = msgspec.field(name="Rows", default=None)
    summary: _Cells | None = msgspec.field(name="Summary", default=None)


class _Answer(Envelope, kw_only=True):
    header: dict[str, Raw] = msgspec.field(name="Header")
    columns: _Columns = msgspec.field(name="Columns")
    rows: _Rows = msgspec.field(name="Rows")


def _flat(rows: list[_Row], depth: int) -> Iterator[Row]:
    for row in rows:
        if row.header and row.header.listed:
            yield Row("header", depth, row.group, tuple(row.header.listed))
        if row.cells:
            yield Row("data", depth, row.group, tuple(row.cells))
        if row.rows:
            yield from _flat(row.rows.listed, depth + 1)
        if row.summary and row.summary.listed:
            yield Row("summary", depth, row.group, tuple(row.summary.listed))


_ANSWER = msgspec.json.Decoder(_Answer)
