"""The sync log."""

from datetime import timedelta
from html import unescape
from uuid import UUID

from django.db import connection
from django.test import Client

from cast import Cast
from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.synclog.models import Outcome
from nexos.synclog.services import record


def test_problems_come_first_and_open_to_details(alice: Client, northwind_open: UUID) -> None:
    record(northwind_open, "sync", Outcome.DONE, "All is well", code="x")
    details = {"detail": "made inactive", "intuit_tid": "1-673a0b1e"}
    record(northwind_open, "push", Outcome.FAILED, "It was refused", code="2500", about="INV-1", details=details)
    text = alice.get("/sync-log").content.decode()
    assert text.index("It was refused") < text.index("All is well")
    for told in ("INV-1", "2500", "made inactive", "1-673a0b1e"):
        assert told in text


def test_the_same_outcome_of_the_same_record_is_one_counted_row(alice: Client, northwind_open: UUID) -> None:
    for _ in range(3):
        record(
            northwind_open, "push", Outcome.FAILED, "It was refused", code="2500", record_kind="invoice", record_id=7
        )
    text = alice.get("/sync-log").content.decode()
    assert text.count("It was refused") == 1
    assert '<td role="cell" class="num">3</td>' in text


def test_an_entry_about_somebody_in_quickbooks_leads_to_their_mapping(alice: Client, northwind_open: UUID) -> None:
    for kind in ("customer", "employee", "contractor", "vendor"):
        record(northwind_open, "mapping", Outcome.FAILED, "It was refused", record_kind=kind, record_id=7)
    text = alice.get("/sync-log").content.decode()
    for kind in ("customer", "employee", "contractor", "vendor"):
        assert f"/mapping/{kind}s/of/7" in text


def test_filters_by_outcome_and_text(alice: Client, northwind_open: UUID) -> None:
    record(northwind_open, "push", Outcome.FAILED, "It was refused", about="INV-1")
    record(northwind_open, "push", Outcome.SKIPPED, "Left out", about="INV-2")
    failed = alice.get("/sync-log?outcome=failed", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in failed
    assert "INV-1" in failed
    assert "INV-2" not in failed
    found = alice.get("/sync-log?q=inv-2").content.decode()
    assert "INV-2" in found
    assert "INV-1" not in found
    assert "Nothing matches “zebra”" in alice.get("/sync-log?q=zebra").content.decode()
    assert "INV-1" in alice.get("/sync-log?outcome=nonsense&page=99").content.decode()


def test_an_empty_log_says_what_will_be_here(alice: Client) -> None:
    assert "Nothing has happened yet" in alice.get("/sync-log").content.decode()


def test_a_log_that_cannot_be_read_never_looks_empty(alice: Client, vera: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE synclog_entry RENAME TO synclog_gone")
    answer = alice.get("/sync-log")
    text = answer.content.decode()
    assert answer.status_code == 500
    assert "The log could not be read" in text
    assert "Reference" in text
    assert "Alice Moreau" in text  # the rest of the page stands
    assert "Nothing has happened yet" not in text
    part = vera.get("/sync-log?q=a", headers={"HX-Request": "true"})
    assert "The log could not be read" in part.content.decode()


def test_another_tenants_log_is_not_seen(charlie: Client, cast: Cast) -> None:
    with scope(cast.northwind.id):
        record(cast.northwind.id, "push", Outcome.FAILED, "It was refused", about="INV-1")
    assert "Nothing has happened yet" in charlie.get("/sync-log").content.decode()


def _note(tenant_id: UUID, number: int, source: str = "push") -> None:
    with clock.travel(timedelta(hours=number)):
        record(tenant_id, source, Outcome.DONE, f"Message {number}.", record_kind="invoice", record_id=number,
               about=f"INV-{number}")  # fmt: skip


def _address(text: str, rel: str) -> str:
    """The address of the next or the previous page; empty where the page has no link to it."""
    before, found, _ = text.partition(f'rel="{rel}"')
    return unescape(before.rpartition('href="')[2].partition('"')[0]) if found else ""


def test_pages_follow_each_other_with_the_filters_in_their_address(alice: Client, northwind_open: UUID) -> None:
    for number in range(60):
        _note(northwind_open, number, "push" if number % 10 else "sync")
    first = alice.get("/sync-log?source=push&outcome=done").content.decode()
    assert "Message 59." in first
    assert "Message 50." not in first
    assert "source=push" in _address(first, "next")
    assert "outcome=done" in _address(first, "next")
    last = alice.get(f"/sync-log{_address(first, 'next')}").content.decode()
    assert "Message 1." in last
    assert "Message 59." not in last
    assert "Back to the start" in last
    assert 'rel="next"' not in last
    assert alice.get("/sync-log?after=nonsense").status_code == 200


def test_previous_pages_lead_back_to_the_first(alice: Client, northwind_open: UUID) -> None:
    for number in range(140):
        _note(northwind_open, number)
    pages = [alice.get("/sync-log?source=push").content.decode()]
    for _ in range(2):
        pages.append(alice.get(f"/sync-log{_address(pages[-1], 'next')}").content.decode())
    assert "Message 1." in pages[-1]
    back = alice.get(f"/sync-log{_address(pages[-1], 'prev')}").content.decode()
    assert "source=push" in _address(back, "prev")
    assert _address(back, "next") == _address(pages[1], "next")
    assert "Message 60." in back
    assert "Message 139." not in back
    start = alice.get(f"/sync-log{_address(back, 'prev')}").content.decode()
    assert "Message 139." in start
    assert "Message 60." not in start
    assert _address(start, "prev") == _address(pages[0], "prev") == ""
    assert alice.get("/sync-log?before=nonsense").status_code == 200


def test_days_are_the_tenants_own(alice: Client, northwind_open: UUID, cast: Cast) -> None:
    _note(northwind_open, 0)
    today = clock.today(cast.northwind.time_zone)
    assert "Message 0." in alice.get(f"/sync-log?since={today}&until={today}").content.decode()
    assert "Nothing matches" in alice.get(f"/sync-log?until={today - timedelta(days=1)}").content.decode()
    for odd in ("0001-01-01", "9999-12-31", "yesterday", "2026-02-30"):
        assert "Message 0." in alice.get(f"/sync-log?since={odd}&until={odd}").content.decode()


def test_a_records_name_finds_its_entries_and_leads_to_all_texts(alice: Client, northwind_open: UUID) -> None:
    _note(northwind_open, 1)
    record(northwind_open, "push", Outcome.DONE, "Instead of INV-1", about="INV-12")
    found = alice.get("/sync-log?q=inv-1").content.decode()
    assert "Message 1." in found
    assert "Instead of INV-1" not in found
    assert "in=all" in found
    assert "Instead of INV-1" in alice.get("/sync-log?q=inv-1&in=all").content.decode()


def test_a_download_has_everything_that_is_found_and_runs_no_formula(alice: Client, northwind_open: UUID) -> None:
    for number in range(60):
        _note(northwind_open, number)
    record(northwind_open, "sync", Outcome.FAILED, "=HYPERLINK(1)", about="A sync", details={"intuit_tid": "1-67"})
    answer = alice.get("/sync-log?format=csv&source=push")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 61
    assert "HYPERLINK" not in "".join(lines)
    everything = b"".join(alice.get("/sync-log?format=csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "'=HYPERLINK(1)" in everything
    assert "1-67" in everything


def test_what_is_resolved_says_so(alice: Client, northwind_open: UUID) -> None:
    record(northwind_open, "push", Outcome.FAILED, "No.", code="x", record_kind="invoice", record_id=7, about="INV-7")
    assert "Needs a hand" in alice.get("/sync-log").content.decode()
    record(northwind_open, "push", Outcome.DONE, "There.", record_kind="invoice", record_id=7, about="INV-7")
    text = alice.get("/sync-log").content.decode()
    assert "Needs a hand" not in text
    assert "Resolved" in text
