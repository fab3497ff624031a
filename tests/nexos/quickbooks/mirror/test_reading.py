"""Whether the pages of a read leave something out between them."""

from collections.abc import Iterable
from datetime import UTC, datetime

from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.mirror import reading
from nexos.quickbooks.mirror.models import Coverage

THEN = datetime(2026, 4, 5, 12, 0, tzinfo=UTC)


def begun(connection: Connection, total: int) -> Coverage:
    return reading.begin(connection.tenant_id, connection.id, "Invoice", THEN, total)


def note(coverage: Coverage, start: int, ids: Iterable[int]) -> None:
    reading.note_page(coverage, start, [str(each) for each in ids], {})


def test_pages_that_share_a_row_leave_nothing_out(connection: Connection) -> None:
    coverage = begun(connection, 7)
    for start in (5, 3, 1):
        note(coverage, start, range(start, start + 3))
    assert reading.loose_pages(coverage) == []


def test_what_a_deletion_moved_out_between_two_pages_is_fetched_again(connection: Connection) -> None:
    coverage = begun(connection, 7)
    note(coverage, 1, (1, 2, 3))
    note(coverage, 3, (3, 4, 5))  # then 1 is deleted, and 6 moves from position 6 to 5
    note(coverage, 5, (6, 7))
    assert reading.loose_pages(coverage) == [3]
    note(coverage, 3, (4, 5, 6))
    assert reading.loose_pages(coverage) == []


def test_a_page_that_moved_away_altogether_has_its_other_neighbour_fetched_too(connection: Connection) -> None:
    coverage = begun(connection, 7)
    note(coverage, 1, (1, 2, 3))
    note(coverage, 3, (3, 4, 5))  # then 1, 2 and 3 are deleted
    note(coverage, 5, ())
    assert reading.loose_pages(coverage) == [3]
    note(coverage, 3, (6, 7))
    assert reading.loose_pages(coverage) == [1]
    note(coverage, 1, (4, 5, 6))
    assert reading.loose_pages(coverage) == []


def test_a_row_without_a_legible_id_is_not_asked_for_for_ever(connection: Connection) -> None:
    coverage = begun(connection, 5)
    note(coverage, 1, (1, 2))  # and a third that nobody can read, which is the first of the next page too
    note(coverage, 3, (4, 5))
    assert reading.loose_pages(coverage) == [1]
    note(coverage, 1, (1, 2))
    assert reading.loose_pages(coverage) == []
