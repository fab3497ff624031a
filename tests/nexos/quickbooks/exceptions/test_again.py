"""Reading again what was not understood."""

from uuid import UUID, uuid4

import pytest

from books import Books
from nexos.kit.errors import NotFound, Refused
from nexos.kit.jobs.worker import run_due
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection.models import Connection, State
from nexos.quickbooks.exceptions import again
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.models import QuarantinedObject
from nexos.quickbooks.mirror.upsert import store_one
from nexos.synclog.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def read(books: Books) -> Books:
    books.work()
    return books


def _odd(books: Books, qbo_id: str) -> UUID:
    """A customer of this Id that nobody understands; where it is kept."""
    with scope(books.tenant_id):
        raw = f'{{"Id": "{qbo_id}", "DisplayName": 7}}' if qbo_id else '{"DisplayName": 7}'
        store_one(books.tenant_id, books.connection_id, "Customer", raw.encode())
        return QuarantinedObject.objects.get(qbo_id=qbo_id).id


def _ask(books: Books, object_id: UUID) -> None:
    with scope(books.tenant_id):
        again.ask(books.tenant_id, books.connection_id, object_id)


def _left(books: Books) -> int:
    with scope(books.tenant_id):
        return mirror.quarantined(books.tenant_id, books.connection_id).count()


def test_what_is_understood_now_or_gone_is_in_quarantine_no_longer(read: Books) -> None:
    qbo_id = next(iter(read.there("Customer")))
    object_id = _odd(read, qbo_id)
    since = read.last_request()
    _ask(read, object_id)
    run_due()
    assert read.calls(since) == [qbo_id]
    assert _left(read) == 0
    _ask(read, _odd(read, "987654"))  # deleted in QuickBooks meanwhile
    run_due()
    assert _left(read) == 0


def test_what_cannot_be_read_stays_and_the_log_says_why(read: Books) -> None:
    object_id = _odd(read, next(iter(read.there("Customer"))))
    read.emulator.fault("status", {"path": "customer"}, realm_id=read.realm_id, times=50, status=400)
    _ask(read, object_id)
    run_due()
    assert _left(read) == 1
    with scope(read.tenant_id):
        [entry] = Entry.objects.filter(outcome="failed", record_kind="quarantined_object")
    assert "could not be read again" in entry.message
    assert entry.remedy


def test_only_what_can_be_asked_for_is_read_again(books: Books) -> None:
    nameless, known = _odd(books, ""), _odd(books, "5")
    with pytest.raises(Refused, match="Id"):
        _ask(books, nameless)
    with pytest.raises(NotFound):
        _ask(books, uuid4())
    with scope(books.tenant_id):
        Connection.objects.of(books.tenant_id).update(state=State.DISCONNECTED)
    with pytest.raises(Refused, match="not connected"):
        _ask(books, known)
