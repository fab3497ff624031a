"""The sync log."""

from uuid import UUID

from django.db import connection
from django.test import Client

from cast import Cast
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
