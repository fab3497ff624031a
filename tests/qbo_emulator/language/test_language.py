"""The query language without HTTP: parsing, binding, selecting."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbo_emulator.catalog import entity_named
from qbo_emulator.language.binding import bind
from qbo_emulator.language.evaluator import select
from qbo_emulator.language.parser import parse
from qbo_emulator.language.query import Condition, Order, Query
from qbo_emulator.rules.faults import Fault
from qbo_emulator.store.shelf import Shelf, keys_of
from qbo_emulator.store.timeline import Timeline

TODAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("statement", "query"),
    [
        ("select * from Item", Query("Item")),
        ("SELECT COUNT( * ) FROM Item", Query("Item", counts=True)),
        ("select Id, Name from Item", Query("Item", fields=("Id", "Name"))),
        (
            "select * from Invoice where TotalAmt > '1000.0' and TxnDate<=CURRENT_DATE",
            Query(
                "Invoice",
                where=(Condition("TotalAmt", ">", ("1000.0",)), Condition("TxnDate", "<=", ("2026-03-09",))),
            ),
        ),
        (
            "select * from Item where Active IN (true,false) and UnitPrice >= -5.25",
            Query(
                "Item",
                where=(Condition("Active", "IN", ("true", "false")), Condition("UnitPrice", ">=", ("-5.25",))),
            ),
        ),
        (
            "select * from Item where Name = 'Amy\\'s \\\\ Co' ",
            Query("Item", where=(Condition("Name", "=", ("Amy's \\ Co",)),)),
        ),
        (
            "select * from Item where Id = 'where in select'",
            Query("Item", where=(Condition("Id", "=", ("where in select",)),)),
        ),
        (
            "select * from Invoice ORDERBY TxnDate DESC, Id ASC, DocNumber",
            Query("Invoice", order=(Order("TxnDate", True), Order("Id", False), Order("DocNumber", False))),
        ),
        ("select * from Item order by Name", Query("Item", order=(Order("Name", False),))),
        ("select * from Item STARTPOSITION 5 MAXRESULTS 2", Query("Item", start=5, limit=2)),
        ("select * from Item MAXRESULTS 2 STARTPOSITION 5", Query("Item", start=5, limit=2)),
        ("select\n*\tfrom Item\nmaxresults 1001", Query("Item", limit=1000)),
        ("  SELECT * FROM Item ; ", Query("Item")),
    ],
)
def test_a_statement_is_read(statement: str, query: Query) -> None:
    assert parse(statement, TODAY) == query


@pytest.mark.parametrize(
    ("statement", "detail"),
    [
        ("", 'Encountered "<EOF>" at line 1, column 1.'),
        ("select", 'Encountered "<EOF>" at line 1, column 7.'),
        ("select * from", 'Encountered "<EOF>" at line 1, column 14.'),
        ("select * Item", 'Encountered " <IDENTIFIER> "Item "" at line 1, column 10.'),
        ("select * from Item where", 'Encountered "<EOF>" at line 1, column 25.'),
        ("select * from Item where Name", 'Encountered "<EOF>" at line 1, column 30.'),
        ("select * from Item where Name = ", 'Encountered "<EOF>" at line 1, column 32.'),
        ("select * from Item where Id in ()", 'Encountered " ")" ") "" at line 1, column 33.'),
        ("select * from Item where Id in ('1'", 'Encountered "<EOF>"'),
        ("select * from Item where Name = 'open", "Lexical error at line 1, column 33."),
        ("select * from Item where a = 1 or b = 2", 'Encountered " <IDENTIFIER> "or ""'),
        ("select * from Item where not a = 1", 'Encountered " <IDENTIFIER> "a ""'),
        ("select * from Item where a != 1", "Encountered"),
        ("select * from Item maxresults ten", 'Encountered " <IDENTIFIER> "ten ""'),
        ("select * from Item startposition " + "9" * 5000, "Encountered"),
        ("select * from Item maxresults 1.5", 'Encountered " <INTEGER> "1.5 ""'),
        ("select * from Item maxresults 1 maxresults 2", 'Encountered " <IDENTIFIER> "maxresults ""'),
        ("select * from Item; drop", "Lexical error"),
        ("select * from Item orderby", 'Encountered "<EOF>"'),
        ("delete * from Item", 'Encountered " <IDENTIFIER> "delete ""'),
    ],
)
def test_what_cannot_be_read_is_4000_and_says_where(statement: str, detail: str) -> None:
    with pytest.raises(Fault) as refused:
        parse(statement, TODAY)

    assert refused.value.code == "4000"
    assert detail in refused.value.detail


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(statement: str) -> None:
    try:
        parse(statement, TODAY)
    except Fault as refused:
        if refused.code not in ("4000", "4001"):
            raise


@given(st.text(min_size=1, max_size=40))
def test_any_value_survives_quoting(value: str) -> None:
    quoted = value.replace("\\", "\\\\").replace("'", "\\'")

    assert parse(f"select * from Item where Name = '{quoted}'", TODAY).where[0].values == (value,)


@pytest.mark.parametrize(
    ("statement", "active"),
    [
        ("select * from customer", True),
        ("select count(*) from Item", True),
        ("select * from Customer where Active = false", False),
        ("select * from Customer where active in (true, false)", False),
        ("select * from Invoice", False),
        ("select * from PaymentMethod", True),
    ],
)
def test_name_lists_are_filtered_by_active_unless_it_is_named(statement: str, active: bool) -> None:
    query, _ = bind(parse(statement, TODAY), entity_named)

    assert (Condition("Active", "=", ("true",)) in query.where) is active


@dataclass
class Rows:
    """A table of invoices made from rows."""

    rows: Mapping[str, dict[str, Any]]

    def ids(self) -> list[str]:
        return list(self.rows)

    def column(self, path: str) -> Mapping[str, object]:
        return {each: row.get(path) for each, row in self.rows.items()}

    def instants(self, name: str) -> Mapping[str, float]:
        return {each: row[name].timestamp() for each, row in self.rows.items()}

    def get(self, object_id: str) -> object | None:
        return self.rows.get(object_id)

    def having(self, path: str, value: str) -> list[str]:
        return [each for each, row in self.rows.items() if value.casefold() in keys_of(row.get(path))]

    def timeline(self, name: str) -> Timeline:
        return Timeline((moment, each) for each, moment in self.instants(name).items())


INVOICES = Rows(
    {
        "10": {
            "Id": "10",
            "TxnDate": "2026-03-01",
            "TotalAmt": Decimal("100.00"),
            "CustomerRef": {"value": "7"},
            "DocNumber": "B-1",
            "CreateTime": datetime(2026, 3, 1, 8, tzinfo=UTC),
        },
        "9": {
            "Id": "9",
            "TxnDate": "2026-03-09",
            "TotalAmt": 99,
            "CustomerRef": {"value": "8"},
            "DocNumber": "a-2",
            "CreateTime": datetime(2026, 3, 9, 8, tzinfo=UTC),
        },
        "100": {
            "Id": "100",
            "TxnDate": "2026-03-09",
            "TotalAmt": 1000,
            "CustomerRef": {"value": "7"},
            "CreateTime": datetime(2026, 3, 9, 9, tzinfo=UTC),
        },
    }
)


@pytest.mark.parametrize(
    ("clauses", "ids"),
    [
        ("orderby Id", ["9", "10", "100"]),
        ("orderby Id desc", ["100", "10", "9"]),
        ("orderby TxnDate desc, Id desc", ["100", "9", "10"]),
        ("orderby TxnDate, TotalAmt desc", ["10", "100", "9"]),
        ("orderby MetaData.CreateTime", ["10", "9", "100"]),
        ("orderby DocNumber", ["100", "10", "9"]),
        ("where TotalAmt = '100' orderby Id", ["10"]),
        ("where TotalAmt < 100.00 orderby Id", ["9"]),
        ("where CustomerRef = '7' orderby Id", ["10", "100"]),
        ("where CustomerRef in ('7', '8') and TxnDate = CURRENT_DATE orderby Id", ["9", "100"]),
        ("where DocNumber like 'A%' orderby Id", ["9"]),
        ("where DocNumber like '%1' orderby Id", ["10"]),
        ("where DocNumber like '_-1' orderby Id", []),
        ("where DocNumber in (' ') orderby Id", ["100"]),
        ("where DocNumber in ('b-1', ' ') orderby Id", ["10", "100"]),
        ("where DocNumber > 'a' orderby Id", ["9", "10"]),
        ("where Id in ('9', '100', '4') orderby Id", ["9", "100"]),
        ("where MetaData.CreateTime > '2026-03-09T00:30:00-07:30' orderby Id", ["100"]),
        ("where MetaData.CreateTime >= '2026-03-09' orderby Id", ["9", "100"]),
    ],
)
def test_rows_are_selected_and_sorted(clauses: str, ids: list[str]) -> None:
    query, entity = bind(parse(f"select * from Invoice {clauses}", TODAY), entity_named)

    assert select(query, entity, INVOICES) == ids


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=20))
def test_two_sort_keys_agree_with_sorting_by_pairs(pairs: list[tuple[int, int]]) -> None:
    shelf = Shelf("Invoice")
    for number, (total, balance) in enumerate(pairs):
        shelf.put({"Id": str(number), "TotalAmt": total, "Balance": balance}, datetime.now(UTC))

    query, entity = bind(parse("select * from Invoice orderby TotalAmt, Balance desc", TODAY), entity_named)

    expected = sorted(range(len(pairs)), key=lambda number: (pairs[number][0], -pairs[number][1]))
    assert select(query, entity, shelf) == [str(number) for number in expected]


BOUND = st.tuples(st.sampled_from(["<", "<=", ">", ">=", "="]), st.integers(0, 5))
HOLDS: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq
}  # fmt: skip


@given(st.lists(st.integers(0, 5), max_size=20), st.lists(BOUND, min_size=1, max_size=3))
def test_bounds_on_a_time_select_what_lies_within_all_of_them(days: list[int], bounds: list[tuple[str, int]]) -> None:
    def moment(day: int) -> str:
        return (datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=day)).isoformat()

    shelf = Shelf("Invoice")
    for number, day in enumerate(days):
        shelf.put({"Id": str(number), "MetaData": {"CreateTime": moment(day)}}, datetime.now(UTC))
    where = " and ".join(f"MetaData.CreateTime {sign} '{moment(day)}'" for sign, day in bounds)

    query, entity = bind(parse(f"select * from Invoice where {where} orderby Id", TODAY), entity_named)

    expected = [n for n, day in enumerate(days) if all(HOLDS[sign](day, bound) for sign, bound in bounds)]
    assert select(query, entity, shelf) == [str(number) for number in expected]
