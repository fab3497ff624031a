"""QuickBooks' reports that a check compares with: what they say of documents. Pure.

Columns are found by their name (Intuit, "Transaction List", "AR Aging Detail"); the type's cell carries the document's
Id. Amounts are in the home currency.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nexos.quickbooks.sync.reconciliation.amounts import minor_of
from nexos.quickbooks.sync.reconciliation.monthly import Listed
from qbo import Report
from qbo.reports import Cell, Row

MIRRORED = {"Invoice": "Invoice", "Credit Memo": "CreditMemo", "Payment": "Payment"}
"""How reports word the kinds that are mirrored."""


class Unreadable(ValueError):
    """The report does not have the columns it should."""


@dataclass(frozen=True, slots=True)
class OpenThere:
    """A document with something open by QuickBooks' ageing: `kind` as the report words it, `minor` below zero for
    credits."""

    kind: str
    qbo_id: str
    doc_number: str
    customer_id: str
    minor: int


def transactions(report: Report, home: str) -> Iterator[Listed]:
    """The documents of mirrored kinds in a transaction list. Raises Unreadable."""
    columns = _Columns(report)
    for row in _data(report):
        kind = columns.cell(row, "txn_type")
        if kind.value in MIRRORED and kind.id:
            yield Listed(
                (MIRRORED[kind.value], kind.id),
                date.fromisoformat(columns.cell(row, "tx_date").value),
                abs(minor_of(columns.cell(row, "amount").value, home)),  # credits are listed below zero
                columns.cell(row, "name").id,
            )


def open_documents(report: Report, home: str) -> Iterator[OpenThere]:
    """Everything an ageing of receivables lists, of whatever kind. Raises Unreadable."""
    columns = _Columns(report)
    for row in _data(report):
        kind = columns.cell(row, "txn_type")
        if kind.id:
            yield OpenThere(
                kind.value,
                kind.id,
                columns.cell(row, "doc_num").value,
                columns.cell(row, "cust_name").id,
                minor_of(columns.cell(row, "open_bal").value, home),
            )


def _data(report: Report) -> Iterator[Row]:
    return (row for row in report.rows if row.kind == "data")


class _Columns:
    """Where a report has which column."""

    def __init__(self, report: Report) -> None:
        self._names = [column.key or column.type for column in report.columns]

    def cell(self, row: Row, name: str) -> Cell:
        """`name` or a part of it: amounts go by several names. Raises Unreadable."""
        for place, known in enumerate(self._names):
            if known == name or known.endswith(name):
                return row.cells[place]
        raise Unreadable(f"QuickBooks' report has no column {name}")
