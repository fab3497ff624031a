"""From raw objects to rows, whatever QuickBooks sends."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import raw_objects as raw
from nexos.quickbooks.mirror.entities import SPECS
from nexos.quickbooks.mirror.entities.values import NUMBERS, Number, decimal_text, minor, moment_text
from nexos.quickbooks.mirror.understand import HEAD, Objects, understand

NOW = datetime(2026, 4, 5, 12, 0, tzinfo=UTC)


def read(entity: str, *objects: Any) -> Objects:
    raws = [one if isinstance(one, bytes) else json.dumps(one).encode() for one in objects]
    return understand(entity, raws, NOW, "USD")


def column(objects: Objects, qbo_id: str, name: str) -> Any:
    return objects.understood[qbo_id].row[len(HEAD) + objects.spec.columns.index(name)]


def test_the_object_is_kept_byte_for_byte() -> None:
    text = '{"Id" : "1", "TotalAmt":100.50,  "Unheard":{"of":[1,2.50]}, "Note":"é 😀"}'
    assert read("Invoice", text.encode()).understood["1"].raw == text


def test_an_invoice_in_exact_minor_units() -> None:
    objects = read("Invoice", raw.invoice(1) | {"TotalAmt": 108.1, "Balance": 0.5, "TxnTaxDetail": {"TotalTax": 8}})
    assert [column(objects, "1", name) for name in ("total_minor", "balance_minor", "tax_minor")] == [10810, 50, 800]


def test_yen_have_no_cents() -> None:
    yen = raw.invoice(1) | {"CurrencyRef": {"value": "JPY"}, "TotalAmt": 1500, "Balance": 1500, "Line": []}
    assert column(read("Invoice", yen), "1", "total_minor") == 1500


def test_without_a_currency_it_is_the_companys_own() -> None:
    bare = {key: value for key, value in raw.invoice(1).items() if key != "CurrencyRef"}
    objects = understand("Invoice", [json.dumps(bare).encode()], NOW, "CAD")
    assert column(objects, "1", "currency") == "CAD"


@pytest.mark.parametrize(
    ("note", "total", "voided"),
    [
        ("Voided", 0, True),
        ("Voided - wrong customer", 0, True),
        ("Voided", 5, False),
        (None, 0, False),
        ("void", 0, False),
    ],
)
def test_a_void_is_told_by_note_and_zero_together(note: str | None, total: int, voided: bool) -> None:
    one = raw.invoice(1) | {"PrivateNote": note, "TotalAmt": total}
    assert column(read("Invoice", one), "1", "voided") is voided


def test_the_members_of_a_bundle_follow_it() -> None:
    def member(line_id: str) -> dict[str, Any]:
        detail = {"ItemRef": {"value": "25"}, "Qty": 15, "UnitPrice": 0.5306667, "TaxCodeRef": {"value": "5"}}
        return {"Id": line_id, "Amount": 7.96, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": detail}

    bundle = {
        "Id": "1",
        "Amount": 0,
        "DetailType": "GroupLineDetail",
        "GroupLineDetail": {"GroupItemRef": {"value": "24"}, "Quantity": 3, "Line": [member("2"), member("3")]},
    }
    parts = read("Invoice", raw.invoice(1) | {"Line": [bundle, {"Amount": 15.92, "DetailType": "SubTotalLineDetail"}]})
    spec = SPECS["Invoice"].parts
    assert spec is not None
    lines = [dict(zip(spec.columns, row, strict=True)) for row in parts.understood["1"].parts]
    assert [(line["line_id"], line["bundle_position"]) for line in lines] == [
        ("1", None),
        ("2", 0),
        ("3", 0),
        ("", None),
    ]
    assert (lines[1]["quantity"], lines[1]["unit_price"], lines[1]["amount_minor"]) == ("15", "0.5306667", 796)
    assert (lines[0]["item_id"], lines[0]["quantity"], lines[1]["taxable"]) == ("24", "3", True)


@pytest.mark.parametrize(
    ("told", "minutes"),
    [
        ({"Hours": 4, "Minutes": 45}, 285),
        ({"Minutes": 15}, 15),
        ({"StartTime": "2026-04-05T08:00:00-07:00", "EndTime": "2026-04-05T17:30:00-07:00"}, 570),
        ({"StartTime": "08:00:00-08:00", "EndTime": "12:15:00-07:00"}, 255),  # the offsets are to be ignored
        ({"StartTime": "22:00:00", "EndTime": "01:30:00"}, 210),
        ({"StartTime": "08:00:00", "EndTime": "17:00:00", "BreakHours": 1, "BreakMinutes": 30}, 450),
        ({"StartTime": "08:00:00"}, None),
        ({}, None),
    ],
)
def test_a_duration_is_hours_and_minutes_or_from_to(told: dict[str, Any], minutes: int | None) -> None:
    assert column(read("TimeActivity", {"Id": "1", **told}), "1", "minutes") == minutes


@pytest.mark.parametrize(
    "told",
    [
        {"Hours": -1},
        {"Minutes": 10**12},
        {"Hours": 2**30},
        {"StartTime": "noon", "EndTime": "13:00:00"},
        {"StartTime": "08:00:00", "EndTime": "09:00:00", "BreakHours": 2},
    ],
)
def test_a_duration_that_is_none_is_set_aside(told: dict[str, Any]) -> None:
    assert not read("TimeActivity", {"Id": "1", **told}).understood


def test_items_of_other_types_are_left_out_with_the_reason() -> None:
    kinds = ["Service", "NonInventory", "Inventory", "Group", "Category", None]
    objects = read("Item", *({"Id": str(n), "Name": f"n{n}", "Type": kind} for n, kind in enumerate(kinds)))
    assert sorted(objects.understood) == ["0", "1"]
    assert objects.reasons == {"type Inventory": 1, "type Group": 1, "type Category": 1, "type not told": 1}


@pytest.mark.parametrize(
    ("change", "about"),
    [
        ({"TotalAmt": "much"}, "TotalAmt"),
        ({"TotalAmt": None}, "TotalAmt"),
        ({"TotalAmt": 1.005}, "1.005"),
        ({"TotalAmt": 10**40}, "amount"),
        ({"TxnDate": "soon"}, "TxnDate"),
        ({"MetaData": {"LastUpdatedTime": "2026-04-05T10:00:00"}}, "LastUpdatedTime"),
        ({"MetaData": {"LastUpdatedTime": "0001-01-01T00:00:00+14:00"}}, "OverflowError"),
        ({"CustomerRef": "1"}, "CustomerRef"),
        ({"CustomerRef": {"value": "9" * 41}}, "CustomerRef"),
        ({"Line": {"Amount": 1}}, "Line"),
        ({"PrivateNote": "a\0b"}, "NUL"),
        ({"CurrencyRef": {"value": "DOLLARS"}}, "CurrencyRef"),
    ],
)
def test_an_odd_object_is_set_aside_alone(change: dict[str, Any], about: str) -> None:
    objects = read("Invoice", raw.invoice(1), raw.invoice(2) | change, raw.invoice(3))
    assert sorted(objects.understood) == ["1", "3"]
    [odd] = objects.odd
    assert odd.qbo_id == "2"
    assert about in odd.reason
    assert json.loads(odd.raw) == raw.invoice(2) | change


@pytest.mark.parametrize(
    ("entity", "change", "about"),
    [
        ("Item", {"Type": "a\0b"}, "Type"),
        ("Item", {"Type": "x" * 41}, "Type"),
        ("Estimate", {"LinkedTxn": [{"TxnId": "a\0b", "TxnType": "Invoice"}]}, "NUL"),
    ],
)
def test_what_no_column_of_json_can_hold_is_set_aside(entity: str, change: dict[str, Any], about: str) -> None:
    [odd] = read(entity, raw.invoice(2) | change).odd
    assert about in odd.reason


def test_bytes_that_are_no_text_are_kept_legible() -> None:
    objects = read("Invoice", b'{"Id":"7","TotalAmt":1,"Other":"\xff"}')
    assert (objects.odd[0].qbo_id, objects.odd[0].raw) == ("7", '{"Id":"7","TotalAmt":1,"Other":"\\xff"}')


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.just(10**15 + 0.5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ["Id", "TotalAmt", "Balance", "TxnDate", "MetaData", "Line", "CustomerRef", "CurrencyRef", "PrivateNote", "X"]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(sorted(SPECS)),
    st.dictionaries(st.sampled_from(FIELDS), json_values, max_size=4),
    st.integers(0, 400),
)
def test_whatever_comes_is_understood_or_set_aside(entity: str, fields: dict[str, Any], depth: int) -> None:
    deep: Any = "bottom"
    for _ in range(depth):
        deep = [deep]
    objects = read(entity, raw.invoice(1) | {"Deep": deep} | fields, raw.invoice(2))
    assert len(objects.understood) + len(objects.odd) + len(objects.left_out) == (1 if fields.get("Id") == "2" else 2)


def number_in(written: str) -> Number:
    return msgspec.json.Decoder(Number, float_hook=NUMBERS).decode(written)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_every_amount_in_cents_comes_back_exactly(amount: Decimal) -> None:
    for written in (f"{amount:f}", f"{amount:e}", f"{amount:f}000", f'"{amount:f}"'):
        kept = minor(number_in(written), "USD", "Amount")
        assert kept is not None
        assert Decimal(kept).scaleb(-2) == amount


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=7))
def test_every_quantity_comes_back_exactly(number: Decimal) -> None:
    for written in (f"{number:f}", f"{number:e}", f'"{number:f}"'):
        text = decimal_text(number_in(written), "Qty")
        assert text is not None
        assert Decimal(text) == number
        assert "E" not in text


@given(st.datetimes(min_value=datetime(1990, 1, 1), timezones=st.timezones()))  # noqa: DTZ001 - the strategy adds zones
def test_times_are_kept_as_utc_and_sort_as_texts(moment: datetime) -> None:
    text = moment_text(moment)
    assert datetime.fromisoformat(text).replace(tzinfo=UTC) == moment.astimezone(UTC)
