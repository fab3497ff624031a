"""The store: exact numbers, Pacific times, and indexes that follow every change."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbo_emulator.store.books import Books, NotAnObject
from qbo_emulator.store.moments import pacific, pacific_day, parse_instant
from qbo_emulator.store.shelf import Shelf
from qbo_emulator.store.text import decode, encode, plain
from qbo_emulator.world import Clock, UnknownCompany, World

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize("body", [b'{"a":100.00,"b":0.5306667,"c":25,"d":1861.075,"e":12345678901234567890123}'])
def test_numbers_are_kept_digit_for_digit(body: bytes) -> None:
    assert encode(decode(body)) == body


@given(st.decimals(allow_nan=False, allow_infinity=False, places=7, min_value=-(10**11), max_value=10**11))
def test_a_plain_number_has_the_same_value_and_no_trailing_zero(value: Decimal) -> None:
    written = encode(plain(value)).decode()

    assert Decimal(written) == value
    assert "." not in written or not written.endswith("0")


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        ("2026-03-08T09:59:59+00:00", "2026-03-08T01:59:59-08:00"),
        ("2026-03-08T10:00:00+00:00", "2026-03-08T03:00:00-07:00"),
        ("2026-11-01T08:30:00+00:00", "2026-11-01T01:30:00-07:00"),
        ("2026-11-01T09:30:00.900+00:00", "2026-11-01T01:30:00-08:00"),
    ],
)
def test_times_carry_the_offset_valid_at_that_instant(moment: str, text: str) -> None:
    assert pacific(datetime.fromisoformat(moment)) == text
    assert parse_instant(text) == datetime.fromisoformat(moment).replace(microsecond=0)


def test_a_time_without_offset_is_pacific_and_so_is_the_day() -> None:
    assert parse_instant("2026-07-01") == datetime(2026, 7, 1, 7, tzinfo=UTC)
    assert pacific_day(datetime(2026, 7, 1, 6, 59, tzinfo=UTC)).isoformat() == "2026-06-30"


def test_what_is_derived_from_a_shelf_follows_every_change() -> None:
    shelf = Shelf("Payment")

    def paying(*invoices: str) -> dict[str, Any]:
        return {"Id": "1", "Line": [{"LinkedTxn": [{"TxnId": each}]} for each in invoices]}

    path = "Line.LinkedTxn.TxnId"
    shelf.put(paying("7", "8"), NOW)
    assert (shelf.having(path, "7"), shelf.having(path, "8"), shelf.once("n", lambda: len(shelf))) == (["1"], ["1"], 1)
    shelf.put(paying("8"), NOW)
    assert (shelf.having(path, "7"), shelf.having(path, "8")) == ([], ["1"])
    shelf.remove("1", NOW)
    assert (shelf.having(path, "8"), shelf.once("n", lambda: len(shelf)), list(shelf.deleted())) == ([], 0, ["1"])
    shelf.put(paying("9"), NOW)
    assert (list(shelf.deleted()), list(shelf.column("Id"))) == ([], ["1"])


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["x", "Y", "y", None])), max_size=20))
def test_an_index_built_early_agrees_with_one_built_late(writes: list[tuple[str, str | None]]) -> None:
    early, late = Shelf("Customer"), Shelf("Customer")
    early.having("DisplayName", "x")
    for object_id, name in writes:
        for shelf in (early, late):
            if name is None and shelf.get(object_id):
                shelf.remove(object_id, NOW)
            else:
                shelf.put({"Id": object_id, "DisplayName": name}, NOW)
    for name in ("x", "y"):
        assert early.having("DisplayName", name) == late.having("DisplayName", name)


@pytest.mark.parametrize("row", [{}, {"Id": ""}, {"Id": 7}, "text"])
def test_a_row_without_an_id_is_named_and_nothing_is_seeded(row: Any) -> None:
    books = Books()

    with pytest.raises(NotAnObject, match=r"Vendor\[1\]"):
        books.seed({"Customer": [{"Id": "1"}], "Vendor": [{"Id": "2"}, row]}, NOW)
    assert books.entities() == []


def test_what_quickbooks_gives_no_id_is_seeded_and_found() -> None:
    books = Books()
    rate = {"SourceCurrencyCode": "CAD", "AsOfDate": "2026-03-02", "Rate": Decimal("0.73")}
    books.seed({"ExchangeRate": iter([rate]), "Preferences": [{"TaxPrefs": {}}]}, NOW)

    [found] = books.shelf("ExchangeRate").having("SourceCurrencyCode", "cad")
    assert found == "CAD 2026-03-02"
    assert [each.object() for each in books.shelf("ExchangeRate").live().values()] == [rate]
    assert list(books.shelf("Preferences").live()) == ["1"]


def test_columns_read_together_agree_with_columns_read_alone_and_follow_changes() -> None:
    together, alone = Shelf("Invoice"), Shelf("Invoice")
    paths = ["DocNumber", "BillAddr.Id", "Line.Amount", "Absent.Deep"]
    for number in range(3):
        for shelf in (together, alone):
            shelf.put({"Id": str(number), "DocNumber": f"N{number}", "Line": [{"Amount": number}]}, NOW)
    together.prepare(paths)
    for shelf in (together, alone):
        shelf.put({"Id": "1", "BillAddr": {"Id": "9"}}, NOW)

    assert [dict(together.column(path)) for path in paths] == [dict(alone.column(path)) for path in paths]


def test_json_nested_too_deeply_is_refused_as_unreadable() -> None:
    with pytest.raises(ValueError, match="too deeply"):
        decode(b"[" * 100_000)


def test_the_clock_goes_on_from_where_it_is_set() -> None:
    clock = Clock()
    clock.set(NOW)
    clock.advance(3600)

    assert 3600 <= (clock.now() - NOW).total_seconds() < 3660


def test_companies_are_found_by_realm_and_forgotten_by_a_reset() -> None:
    world = World()
    first, second = world.add_company(name="One"), world.add_company(name="Two")

    assert world.company(first.realm_id).name == "One"
    assert world.add_company(first.realm_id) is first
    assert [each.name for each in world.companies()] == ["One", "Two"]
    assert first.realm_id != second.realm_id
    world.reset()
    with pytest.raises(UnknownCompany):
        world.company(first.realm_id)


def test_a_moment_can_be_given_to_a_write() -> None:
    company = World().add_company()

    made = company.create("Customer", {"DisplayName": "Old"}, at=datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC))

    assert made["MetaData"]["CreateTime"] == "2020-01-01T19:04:05-08:00"
    assert company.documents("Customer") == [{"entity": "Customer", "id": made["Id"], "deleted": False, "object": made}]
