"""Statements that cannot be broken out of."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbo import query

PACIFIC = timezone(timedelta(hours=-8))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Amy's Bird Sanctuary", r"'Amy\'s Bird Sanctuary'"),
        ("back\\slash", r"'back\\slash'"),
        ("\\' OR Id > '0", r"'\\\' OR Id > \'0'"),
        ("Büro & Söhne – 雪 😀", "'Büro & Söhne – 雪 😀'"),
        ("", "''"),
        (True, "true"),
        (False, "false"),
        (0, "'0'"),
        (Decimal("1000.50"), "'1000.50'"),
        (Decimal("1E+3"), "'1000'"),
        (date(2026, 1, 31), "'2026-01-31'"),
        (datetime(2026, 1, 31, 10, 0, 0, 999, tzinfo=PACIFIC), "'2026-01-31T10:00:00-08:00'"),
    ],
)
def test_literal(value, written):
    assert query.literal(value) == written


@given(st.text(alphabet=st.characters(blacklist_categories=("Cc", "Cs"))))
def test_a_literal_is_one_string_and_reads_back_as_the_value(value):
    written = query.literal(value)
    # QuickBooks' lexer: a quote, then characters or escaped characters, then the first quote that is not escaped.
    matched = re.match(r"'((?:[^'\\]|\\.)*)'", written, re.DOTALL)
    assert matched is not None
    assert matched.end() == len(written)
    assert re.sub(r"\\(.)", r"\1", matched[1], flags=re.DOTALL) == value


@pytest.mark.parametrize("value", ["a\nb", "a\x00", "\t", "\x7f"])
def test_control_characters_are_refused(value):
    with pytest.raises(ValueError, match="control characters"):
        query.literal(value)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        query.timestamp(datetime(2026, 1, 1))  # noqa: DTZ001


def test_the_offset_stays_what_it_was():
    assert query.timestamp(datetime(2026, 3, 29, 1, 30, tzinfo=UTC)) == "2026-03-29T01:30:00+00:00"


def test_in():
    assert query.in_("Id", ["1", "5000000000000503624", "it's"]) == r"Id IN ('1', '5000000000000503624', 'it\'s')"
    with pytest.raises(ValueError, match="at least one"):
        query.in_("Id", [])


def test_conditions_join():
    assert query.all_of("Active IN (true, false)", "", "Id = '1'") == "Active IN (true, false) AND Id = '1'"
    assert query.all_of() == ""


def test_select():
    assert query.select("Invoice") == "SELECT * FROM Invoice ORDERBY Id STARTPOSITION 1 MAXRESULTS 1000"
    statement = query.select("Customer", where="Active = true", order_by="DisplayName DESC, Id", start=11, limit=10)
    assert statement == (
        "SELECT * FROM Customer WHERE Active = true ORDERBY DisplayName DESC, Id STARTPOSITION 11 MAXRESULTS 10"
    )
    assert query.count("Invoice", "Balance > '0'") == "SELECT COUNT(*) FROM Invoice WHERE Balance > '0'"


@pytest.mark.parametrize(
    "bad",
    [
        {"entity": "Invoice; DROP"},
        {"entity": ""},
        {"entity": "Invoice", "start": 0},
        {"entity": "Invoice", "limit": 1001},
        {"entity": "Invoice", "limit": 0},
        {"entity": "Invoice", "order_by": "Id STARTPOSITION 5"},
        {"entity": "Invoice", "order_by": ""},
        {"entity": "Invoice", "order_by": "Id'"},
    ],
)
def test_what_is_no_name_and_no_page_is_refused(bad):
    with pytest.raises(ValueError, match=r"name|start|limit|order"):
        query.select(**bad)
