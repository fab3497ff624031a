"""When both sides cannot be compared, the check says why; what only moved while it looked is no difference."""

import pytest

from books import Books
from cast import Cast
from nexos.kit import clock
from nexos.kit.jobs.models import DueWork
from nexos.kit.jobs.worker import run_due
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import services as connections
from nexos.quickbooks.connection.errors import NotConnected
from nexos.quickbooks.sync.models import RunState, SyncRun, Trigger
from nexos.quickbooks.sync.reconciliation import months, queries, services
from nexos.quickbooks.sync.reconciliation.check import check_here
from nexos.quickbooks.sync.reconciliation.models import Reconciliation
from nexos.quickbooks.sync.reconciliation.services import RECONCILE
from nexos.synclog.models import Entry
from reconciled import checked, sentences

pytestmark = pytest.mark.django_db(transaction=True)


def latest(books: Books) -> Reconciliation:
    with scope(books.tenant_id):
        found = queries.latest(books.tenant_id, books.connection_id)
    assert found is not None
    return found


def ask(books: Books) -> None:
    with scope(books.tenant_id):
        services.check_now(books.tenant_id, books.connection_id, "Alice")


def write_while_it_looks(books: Books, times: int) -> Reconciliation:
    """A check between whose sync and whose look at balances somebody makes an invoice, this many times."""
    whom = next(iter(books.there("Customer")))
    line = {
        "Amount": 10,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": next(iter(books.there("Item")))}},
    }
    made: list[str] = []

    def observe(check: Reconciliation) -> None:
        if check.step == "Reading what customers owe" and len(made) < times:
            made.append(books.create("Invoice", {"CustomerRef": {"value": whom}, "Line": [line]}))

    span = months.last_months(clock.today("America/New_York"), 1)
    return check_here(books.tenant_id, books.connection_id, span, observe)


def test_what_was_written_during_the_check_is_no_difference(books: Books) -> None:
    books.sync()
    check = write_while_it_looks(books, times=1)
    assert check.state == "agrees", sentences(books, check)


def test_a_company_that_never_holds_still_cannot_be_judged(books: Books) -> None:
    books.sync()
    check = write_while_it_looks(books, times=9)
    assert check.state == "cannot_tell"
    assert "two looks in a row" in check.reason
    assert checked(books, 1).state == "agrees"


def test_a_check_waits_for_the_sync_under_way(books: Books) -> None:
    books.sync()
    now = clock.now()
    with scope(books.tenant_id):
        going = SyncRun(
            tenant_id=books.tenant_id,
            connection_id=books.connection_id,
            trigger=Trigger.CLOCK,
            state=RunState.RUNNING,
            asked_at=now,
            started_at=now,
            moved_at=now,
        )
        going.save(force_insert=True)
    ask(books)
    DueWork.objects.exclude(kind=RECONCILE).update(due_at=None)
    run_due()
    assert (latest(books).state, latest(books).step) == ("checking", "Waiting for the sync under way to end")
    due_at = DueWork.objects.get(kind=RECONCILE).due_at
    assert due_at is not None
    with scope(books.tenant_id):
        SyncRun.objects.of(books.tenant_id).filter(id=going.id).update(state=RunState.DONE)
    DueWork.objects.filter(kind=RECONCILE).update(due_at=now)
    run_due()
    assert latest(books).state == "agrees"


def test_without_a_connection_nothing_is_compared(books: Books, cast: Cast) -> None:
    books.sync()
    ask(books)
    connections.disconnect(books.tenant_id, cast.alice.id)
    assert latest(books).state == "cannot_tell"
    assert "disconnected" in latest(books).reason
    with pytest.raises(NotConnected):
        ask(books)


def test_an_answer_that_does_not_come_is_no_verdict(books: Books) -> None:
    books.sync()
    match = {"path": f"/v3/company/{books.realm_id}/reports/TransactionList"}
    books.emulator.fault("status", match, realm_id=books.realm_id, status=503, times=50)
    check = checked(books, 1)
    assert check.state == "cannot_tell"
    assert "no usable answer" in check.reason
    with scope(books.tenant_id):
        entry = Entry.objects.of(books.tenant_id).get(source="reconciliation")
    assert (entry.outcome, entry.times) == ("failed", 1)
