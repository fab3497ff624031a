"""A company that its owner emptied and began anew under the same realm: what is no longer there is marked deleted."""

import time
from collections.abc import Callable

import pytest

import raw_objects as raw
from books import Books
from emulator_process import EmulatorProcess
from nexos.kit.tenancy import scope
from nexos.quickbooks.mirror.models import Invoice, TimeActivity

pytestmark = pytest.mark.django_db(transaction=True)

CHANGES_REFUSED = "10200"  # Intuit, "Error codes": the company was reset


@pytest.fixture
def emptied(connect: Callable[[str], Books], emulator: EmulatorProcess) -> Books:
    """Read once, with time activities; then emptied, and used again."""
    books = connect(emulator.company("small"))
    books.seed({"TimeActivity": [raw.time_activity(9_000 + number) for number in range(3)]})
    books.sync()
    assert len(books.here("TimeActivity")) >= 3
    emulator.control("purge", {"realm_id": books.realm_id})
    books.create("Customer", {"DisplayName": "The first one of the new books"})
    time.sleep(1.1)  # QuickBooks' times have whole seconds, and its own accounts are made anew under their old Ids
    return books


def gone(books: Books) -> bool:
    with scope(books.tenant_id):
        left = Invoice.objects.of(books.tenant_id).filter(deleted_at=None).count()
        kept = Invoice.objects.of(books.tenant_id).exclude(deleted_at=None).count()
    return left == 0 and kept > 0


def test_changes_that_are_refused_because_of_it_make_everything_read_again(emptied: Books) -> None:
    match = {"path": f"/v3/company/{emptied.realm_id}/cdc"}
    emptied.emulator.fault("status", match, status=400, code=CHANGES_REFUSED)
    run = emptied.sync()
    assert run.state == "done", run.message
    assert gone(emptied)
    assert emptied.agrees()
    with scope(emptied.tenant_id):
        assert not TimeActivity.objects.of(emptied.tenant_id).filter(deleted_at=None).exists()
    since = emptied.last_request()
    emptied.sync()
    assert emptied.calls(since)[0] == "cdc"


def test_deletions_that_changes_tell_of_are_followed(emptied: Books) -> None:
    run = emptied.sync()
    assert run.state == "done", run.message
    assert gone(emptied)


def test_it_can_happen_while_everything_is_read_again(emptied: Books) -> None:
    """The changes after the read are refused too: the next sync starts over, and ends well."""
    match = {"path": f"/v3/company/{emptied.realm_id}/cdc"}
    emptied.emulator.fault("status", match, status=400, code=CHANGES_REFUSED, times=2)
    emptied.sync()
    assert emptied.sync().state == "done"
    assert emptied.agrees()
