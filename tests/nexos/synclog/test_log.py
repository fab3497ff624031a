"""Writing the log and reading it in order, whatever its length."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nexos.accounts.models import Tenant
from nexos.kit import clock
from nexos.synclog import queries
from nexos.synclog.models import Entry, Outcome, Urgency
from nexos.synclog.queries import Filters, Place
from nexos.synclog.services import record, resolve


def _note(tenant: Tenant, number: int, outcome: Outcome = Outcome.DONE, **more: Any) -> None:
    """An entry about record `number`, an hour newer than that of the number before."""
    given = {"source": "push", "message": f"Message {number}", "about": f"INV-{number}", **more}
    with clock.travel(timedelta(hours=number)):
        record(
            tenant.id, given.pop("source"), outcome, given.pop("message"),
            record_kind="invoice", record_id=number, **given,
        )  # fmt: skip


def _numbers(tenant_id: UUID, filters: Filters, size: int = 3, searched: int = 9_999) -> list[str]:
    """The records of every page, each page in turn."""
    found: list[str] = []
    after = None
    while True:
        page = queries.page(tenant_id, filters, size, after, searched=searched)
        assert len(page.entries) <= size
        found += [entry.record_id for entry in page.entries]
        if page.after is None:
            return found
        after = Place.read(str(page.after))
        assert after == page.after


def test_every_entry_is_on_one_page_failures_first_then_the_newest(northwind: Tenant) -> None:
    outcomes = [Outcome.DONE, Outcome.FAILED, Outcome.SKIPPED, Outcome.WAITING, Outcome.CHECKING, Outcome.SLOWED]
    for number in range(18):
        _note(northwind, number, outcomes[number % 6])
    urgent = [13, 7, 1, 15, 14, 9, 8, 3, 2]
    rest = [17, 16, 12, 11, 10, 6, 5, 4, 0]
    for size in (1, 3, 5, 50):
        assert _numbers(northwind.id, Filters(), size) == [str(number) for number in urgent + rest]


@pytest.mark.parametrize("size", [1, 3, 5])
def test_each_page_leads_back_to_the_one_before_it(northwind: Tenant, size: int) -> None:
    for number in range(18):
        _note(northwind, number, [Outcome.DONE, Outcome.FAILED, Outcome.SKIPPED][number % 3])
    Entry.objects.of(northwind.id).filter(outcome=Outcome.DONE).update(last_seen=clock.now())
    pages = [queries.page(northwind.id, Filters(), size)]
    while pages[-1].after is not None:
        pages.append(queries.page(northwind.id, Filters(), size, pages[-1].after))
    while len(pages) > 2:
        last = pages.pop()
        assert queries.page_before(northwind.id, Filters(), size, Place.of(last.entries[0])) == pages[-1]
    assert queries.page_before(northwind.id, Filters(), size, Place.of(pages[1].entries[0])) is None


def test_entries_of_one_moment_are_each_shown_once(northwind: Tenant) -> None:
    for number in range(7):
        _note(northwind, number)
    Entry.objects.of(northwind.id).update(last_seen=clock.now())
    assert sorted(_numbers(northwind.id, Filters(), 2)) == [str(number) for number in range(7)]
    assert sorted(_numbers(northwind.id, Filters(text="message"), 2)) == [str(number) for number in range(7)]


def test_filters_combine(northwind: Tenant) -> None:
    now = clock.now()
    for number in range(6):
        outcome = Outcome.FAILED if number % 2 else Outcome.DONE
        _note(northwind, number, outcome, source="push" if number < 4 else "sync", code="2500" if number == 3 else "")
    days = Filters(since=now + timedelta(minutes=30), until=now + timedelta(hours=4, minutes=30))
    assert _numbers(northwind.id, days) == ["3", "1", "4", "2"]
    assert _numbers(northwind.id, Filters(source="push", outcome="failed")) == ["3", "1"]
    assert _numbers(northwind.id, Filters(source="push", outcome="done", since=now + timedelta(minutes=30))) == ["2"]
    assert _numbers(northwind.id, Filters(text="2500")) == ["3"]
    assert _numbers(northwind.id, Filters(text="MESSAGE 4")) == ["4"]
    assert _numbers(northwind.id, Filters(record="inv-5")) == ["5"]
    assert queries.is_record(northwind.id, "Inv-5")
    assert not queries.is_record(northwind.id, "INV-")


def test_a_search_goes_so_far_for_a_page_and_on_from_there(northwind: Tenant) -> None:
    for number in range(9):
        _note(northwind, number, message="The needle" if number == 1 else "Hay")
    page = queries.page(northwind.id, Filters(text="needle"), 50, searched=4)
    assert page.entries == []
    assert page.searched_to is not None
    assert page.after is not None
    assert _numbers(northwind.id, Filters(text="needle"), searched=4) == ["1"]
    assert _numbers(northwind.id, Filters(text="zebra"), searched=4) == []


def test_the_same_outcome_is_counted_and_the_newest_word_stands(northwind: Tenant) -> None:
    for number in (1, 1, 1):
        _note(northwind, number, Outcome.FAILED, code="6000")
    [failed] = queries.page(northwind.id, Filters(), 9).entries
    assert (failed.times, failed.urgency, failed.resolved_at) == (3, Urgency.FAILED, None)
    record(northwind.id, "push", Outcome.DONE, "It is there", record_kind="invoice", record_id=1, about="INV-1")
    done, failed = sorted(queries.page(northwind.id, Filters(), 9).entries, key=lambda entry: entry.outcome)
    assert done.resolved_at is None
    assert failed.resolved_at is not None
    assert failed.urgency == Urgency.REST
    assert queries.failures(northwind.id) == 0
    assert list(queries.resolved(northwind.id)) == [failed]
    _note(northwind, 1, Outcome.FAILED, code="6000")
    assert queries.failures(northwind.id) == 1


def test_another_source_and_another_record_stay_open(northwind: Tenant) -> None:
    _note(northwind, 1, Outcome.FAILED)
    _note(northwind, 2, Outcome.FAILED)
    _note(northwind, 1, Outcome.FAILED, source="mapping")
    _note(northwind, 1)
    assert queries.failures(northwind.id) == 2
    assert resolve(northwind.id, "push", "invoice", [2, 3]) == 1
    assert queries.failures(northwind.id) == 1


def test_what_is_skipped_for_good_stands_with_the_rest(northwind: Tenant) -> None:
    _note(northwind, 1, Outcome.SKIPPED, settled=True)
    _note(northwind, 2, Outcome.SKIPPED, remedy="Link it.")
    assert queries.count(northwind.id, Filters(), (Urgency.WAITING,)) == 1
    assert queries.open_messages(northwind.id, "push", "invoice") == {"2": "Message 2"}


def test_a_repeated_outcome_costs_one_statement(northwind: Tenant) -> None:
    _note(northwind, 1, repeats=True)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        _note(northwind, 1, repeats=True)
    assert len(asked) == 1


@pytest.mark.parametrize("text", ["", "x", "1.2.3", f"9.1.1.{0:032}", "1.99999999999999999.0.ab"])
def test_a_place_nobody_wrote_is_none(text: str) -> None:
    assert Place.read(text) is None
