"""Time activities are followed by questions of their own: no change call tells of them."""

from collections.abc import Callable
from datetime import timedelta

import pytest

import raw_objects as raw
from books import Books
from emulator_process import EmulatorProcess
from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.mirror import queries

pytestmark = pytest.mark.django_db(transaction=True)

DAY = timedelta(days=1, minutes=1)


@pytest.fixture
def timed(connect: Callable[[str], Books], emulator: EmulatorProcess) -> Callable[[int], Books]:
    """A company with an employee and so many time activities, pulled."""

    def company(count: int) -> Books:
        realm_id = emulator.company()
        with emulator.api(realm_id) as api:
            made = api.post("/employee", json={"GivenName": "Emily", "FamilyName": "Platt"}).json()["Employee"]
        somebody = {"EmployeeRef": {"value": made["Id"]}}
        emulator.seed(realm_id, {"TimeActivity": [raw.time_activity(n, **somebody) for n in range(1, count + 1)]})
        books = connect(realm_id)
        assert books.sync().state == "done"
        return books

    return company


def test_a_company_without_any_is_asked_for_them_once_a_day(timed: Callable[[int], Books]) -> None:
    books = timed(0)
    since = books.last_request()
    books.sync()
    assert books.calls(since) == ["cdc"]
    books.create("TimeActivity", first(books))
    with clock.travel(DAY):
        books.sync()
        assert books.agrees()
        assert books.here("TimeActivity")
        since = books.last_request()
        books.sync()
        assert books.calls(since) == ["cdc", "query"]


def first(books: Books) -> dict[str, object]:
    [employee] = books.there("Employee")
    who = {"NameOf": "Employee", "EmployeeRef": {"value": employee}}
    return {**who, "Hours": 2, "Minutes": 15, "TxnDate": "2026-03-02", "Description": "Rack"}


def test_edits_and_new_ones_come_with_the_second_call(timed: Callable[[int], Books]) -> None:
    books = timed(3)
    there = books.there("TimeActivity")["2"]
    books.change("TimeActivity", "2", there["SyncToken"], **{**there, "Hours": 4})
    made = books.create("TimeActivity", first(books))
    since = books.last_request()
    run = books.sync()
    assert books.calls(since) == ["cdc", "query"]
    assert run.entities["TimeActivity"]["written"] == 2
    assert books.agrees()
    with scope(books.tenant_id):
        row = queries.time_activity(books.tenant_id, books.connection_id, made)
        assert (row.minutes, row.employee_id, row.description) == (135, first(books)["EmployeeRef"]["value"], "Rack")  # type: ignore[index]
        assert queries.time_activity(books.tenant_id, books.connection_id, "2").minutes == 270
    run = books.sync()
    assert run.entities["TimeActivity"]["written"] == 0


def test_deletions_are_found_within_a_day_by_a_count(timed: Callable[[int], Books]) -> None:
    books = timed(5)
    books.delete("TimeActivity", "2")
    books.sync()
    assert "2" in books.here("TimeActivity")
    with clock.travel(DAY):
        since = books.last_request()
        run = books.sync()
        # settings and taxes, the changes, the changed time activities, how many there are, the page that differs
        assert books.calls(since) == ["batch", "cdc", "query", "query", "query"]
        assert run.entities["TimeActivity"]["deleted"] == 1
        assert books.agrees()
        with scope(books.tenant_id):
            assert queries.time_activity(books.tenant_id, books.connection_id, "2").deleted_at is not None
            assert queries.counts(books.tenant_id, books.connection_id)["TimeActivity"] == 4
    with clock.travel(2 * DAY):
        since = books.last_request()
        books.sync()
        assert books.calls(since) == ["batch", "cdc", "query", "query"]  # the counts agree


def test_one_deletion_among_thousands_costs_few_calls(timed: Callable[[int], Books]) -> None:
    books = timed(4000)
    books.delete("TimeActivity", "1234")
    with clock.travel(DAY):
        since = books.last_request()
        books.sync()
        # of these: all counted, then half, quarter and eighth of them, and one page
        assert books.calls(since).count("query") == 1 + 1 + 3 + 1
        assert books.agrees()


def test_a_page_full_of_changes_has_them_all_read_again(timed: Callable[[int], Books]) -> None:
    books = timed(1100)
    [employee] = books.there("Employee")
    now = clock.now().replace(microsecond=0).isoformat()
    touched = {"EmployeeRef": {"value": employee}, "Hours": 3}
    again = [raw.time_activity(n, **touched, MetaData={**raw.meta(n), "LastUpdatedTime": now}) for n in range(1, 1101)]
    books.seed({"TimeActivity": again})
    books.delete("TimeActivity", "7")
    run = books.sync()
    assert run.entities["TimeActivity"]["deleted"] == 1
    assert books.agrees()
