"""Gate B3: answers arrive broken, shortened, empty or as something else. Nothing of such an answer is kept, no cursor
passes what it did not bring, and once it is over everything is there."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

import raw_objects as raw
from books import KINDS, Books
from emulator_process import EmulatorProcess
from newcomers import Newcomer
from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.covered import COVERED
from nexos.quickbooks.mirror.entities import SPECS
from nexos.quickbooks.mirror.models import Coverage, ReadPage
from quick_pull import quick_pull
from soak_scale import chance, rounds

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.gate("B3")]

FAULT = json.dumps({"Fault": {"Error": [{"Message": "An error", "code": "10000"}], "type": "SystemFault"}})
DAMAGE: list[dict[str, Any]] = [
    {"kind": "truncate"},
    {"kind": "truncate", "after_bytes": 1},
    {"kind": "cut"},
    {"kind": "cut", "after_bytes": 40},
    {"kind": "gzip_cut"},
    {"kind": "wrong_length"},
    {"kind": "garbage"},
    {"kind": "fault_in_200", "code": "10000"},
    {"kind": "answer", "body": FAULT.replace("Fault", "fault", 1)},
    {"kind": "half_page"},
    {"kind": "empty_query"},
    {"kind": "answer", "body": ""},
    {"kind": "answer", "body": "null"},
    {"kind": "answer", "body": "[]"},
    {"kind": "answer", "body": '{"QueryResponse":[],"time":"2026-01-05T10:00:00Z"}'},
    {"kind": "answer", "body": '{"QueryResponse":{"Invoice":{},"maxResults":1},"time":"2026-01-05T10:00:00Z"}'},
    {"kind": "answer", "body": '{"QueryResponse":{"totalCount":"none"},"time":"2026-01-05T10:00:00Z"}'},
    {"kind": "answer", "body": '{"CDCResponse":{},"time":"2026-01-05T10:00:00Z"}'},
    {"kind": "answer", "body": '{"CDCResponse":[{"QueryResponse":[{}]}],"time":"2026-01-05T10:00:00Z"}'},
    {"kind": "answer", "body": '{"CDCResponse":[{"QueryResponse":[]}],"time":"yesterday"}'},
    {"kind": "answer", "body": '{"BatchItemResponse":{},"time":"2026-01-05T10:00:00Z"}'},
    {"kind": "answer", "body": '{"BatchItemResponse":[{"QueryResponse":{}}],"time":"2026-01-05T10:00:00Z"}'},
]
EMPTY = [{"kind": "empty_query"}]


def company(emulator: EmulatorProcess, invoices: int = 40) -> str:
    """Some of every kind that a pull reads by pages."""
    realm_id = emulator.company("small")
    emulator.seed(
        realm_id,
        {
            "Invoice": [raw.invoice(n) for n in range(100_001, 100_001 + invoices)],
            "TimeActivity": [raw.time_activity(n) for n in range(1, 6)],
        },
    )
    return realm_id


@contextmanager
def damaged(
    books: Books, luck: Random, match: dict[str, str], share: float, among: Sequence[dict[str, Any]] = DAMAGE
) -> Iterator[dict[str, Any]]:
    """While the block runs, this part of the matching answers is damaged in one way; which is given."""
    damage = luck.choice(among)
    order = {**damage, "realm_id": books.realm_id, "share": share, "seed": luck.randrange(10**6), "times": 10**6}
    fault = books.emulator.fault(match=match, **order)
    try:
        yield damage
    finally:
        books.emulator.control(f"faults/{fault}", method="DELETE")


def struck(books: Books) -> int:
    """How many answers the waiting fault has damaged."""
    return sum(10**6 - one["times"] for one in books.emulator.control("faults") if one["kind"] != "slow")


def cursors(books: Books) -> dict[str, Any]:
    with scope(books.tenant_id):
        rows = Coverage.objects.of(books.tenant_id).filter(connection_id=books.connection_id)
        return dict(rows.values_list("entity", "read_until"))


def created(one: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(one["MetaData"]["CreateTime"])


def is_honest(books: Books) -> bool:
    """1. What is mirrored is as QuickBooks has it. 2. Of a kind being read, exactly the pages noted are mirrored.
    3. Of a kind with a cursor, everything made before that is mirrored."""
    read = cursors(books)
    with scope(books.tenant_id):
        pages = ReadPage.objects.of(books.tenant_id).filter(coverage__connection_id=books.connection_id)
        noted: dict[str, set[str]] = {}
        for entity, qbo_ids in pages.values_list("coverage__entity", "qbo_ids"):
            noted.setdefault(entity, set()).update(qbo_ids)
    for entity in KINDS:
        here, there = books.here(entity), books.there(entity)
        assert all(here[qbo_id] == there.get(qbo_id) for qbo_id in here), entity
        if entity in COVERED and read.get(entity) is None:
            assert here.keys() == noted.get(entity, set()) & there.keys(), entity
        elif entity in COVERED:
            assert here.keys() >= {qbo_id for qbo_id, one in there.items() if created(one) < read[entity]}, entity
    return True


def test_a_first_pull_through_broken_answers_keeps_whole_pages_only(
    emulator: EmulatorProcess, newcomer: Newcomer
) -> None:
    luck = chance("B3 first pull")
    broken = 0
    for number in rounds(12):
        books = newcomer(company(emulator, luck.choice([40, 1050]) if number % 4 == 0 else 40))
        match = luck.choice([{}, {}, {"operation": "query"}, {"entity": "Invoice"}, {"path": "batch"}])
        for _ in range(4):
            with damaged(books, luck, match, share=luck.choice([0.2, 0.5, 1])) as damage:
                quick_pull(books)
                broken += struck(books)
            assert is_honest(books), damage
        assert not quick_pull(books).failures
        assert books.agrees()
    assert broken


def test_changes_in_broken_answers_are_asked_for_again(emulator: EmulatorProcess, newcomer: Newcomer) -> None:
    luck = chance("B3 changes")
    books = newcomer(company(emulator))
    quick_pull(books)
    for number in rounds(250):
        before = cursors(books)
        if number % 5 == 0:
            books.update("Invoice", str(luck.randrange(100_001, 100_041)), PrivateNote=f"round {number}")
        with damaged(books, luck, {"path": "cdc"}, share=1) as damage:
            pull = quick_pull(books)
            hits = struck(books)
        if damage["kind"] not in ("half_page", "empty_query"):  # which say nothing about a change answer
            assert hits, damage
        if pull.failures:
            after = cursors(books)
            assert {entity: after[entity] for entity in pull.failures if entity} == {
                entity: before[entity] for entity in pull.failures if entity
            }
            assert not pull.failures.get("") or after == before
        if number % 25 == 24:
            assert not quick_pull(books).failures
            assert books.agrees()


def test_settings_and_taxes_in_broken_answers_stay_as_they_are(emulator: EmulatorProcess, newcomer: Newcomer) -> None:
    luck = chance("B3 polls")
    books = newcomer(company(emulator))
    quick_pull(books)
    for number in rounds(20):
        taxes = {entity: books.here(entity) for entity in ("TaxCode", "TaxRate", "CompanyInfo", "Preferences")}
        with clock.travel(timedelta(days=number + 1, minutes=5)):
            with damaged(books, luck, luck.choice([{}, {"operation": "query"}, {"path": "batch"}]), share=0.7):
                quick_pull(books)
            assert taxes == {entity: books.here(entity) for entity in taxes}
            assert not quick_pull(books).failures
            assert books.agrees()


def test_time_activities_in_broken_answers_come_at_last(emulator: EmulatorProcess, newcomer: Newcomer) -> None:
    luck = chance("B3 time activities")
    books = newcomer(company(emulator))
    quick_pull(books)
    for number in rounds(20):
        half_an_hour_ago = clock.now().replace(microsecond=0) - timedelta(minutes=30)
        set_cursor(books, half_an_hour_ago - timedelta(minutes=15))
        stamp = {"LastUpdatedTime": half_an_hour_ago.isoformat()}
        edited = raw.time_activity(2, Description=f"round {number}") | {"MetaData": raw.meta(2) | stamp}
        added = raw.time_activity(100 + number) | {"MetaData": {"CreateTime": stamp["LastUpdatedTime"], **stamp}}
        # A new one alone would be found by the daily count, and the edit with it.
        emptied = number % 2 == 1
        books.seed({"TimeActivity": [edited] if emptied else [edited, added]})
        with damaged(books, luck, {"entity": "TimeActivity"}, share=1, among=EMPTY if emptied else DAMAGE):
            quick_pull(books)
        with clock.travel(timedelta(days=1, minutes=10)):
            assert not quick_pull(books).failures
            assert books.agrees()


def set_cursor(books: Books, at: datetime) -> None:
    """As if time activities had been read at that moment, and looked over then too."""
    with scope(books.tenant_id):
        rows = Coverage.objects.of(books.tenant_id).filter(connection_id=books.connection_id, entity="TimeActivity")
        rows.update(read_until=at, polled_at=at)


def test_an_empty_answer_does_not_prove_that_there_is_nothing(emulator: EmulatorProcess, newcomer: Newcomer) -> None:
    books = newcomer(company(emulator))
    books.emulator.fault("garbage", {"path": "batch"}, realm_id=books.realm_id, times=1)
    books.emulator.fault("empty_query", {"entity": "Vendor"}, realm_id=books.realm_id, times=1)
    quick_pull(books)
    assert is_honest(books)
    assert not quick_pull(books).failures
    assert books.agrees()


def test_all_mirrored_kinds_are_looked_at() -> None:
    assert set(COVERED) <= set(SPECS)
