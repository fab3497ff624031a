"""Runs: asked for by the clock or a person, one at a time, each telling how it went."""

from datetime import timedelta

import pytest

from books import Books
from cast import Cast
from nexos.crm import services as crm
from nexos.kit import clock
from nexos.kit.errors import NotFound
from nexos.kit.jobs.models import DueWork
from nexos.kit.jobs.worker import run_due
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import services as connections
from nexos.quickbooks.connection.errors import NotConnected
from nexos.quickbooks.inbound.progress import Progress
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.sync import queries, services
from nexos.quickbooks.sync.errors import AlreadySyncing
from nexos.quickbooks.sync.models import SyncRun
from nexos.synclog import queries as synclog
from office import Office

pytestmark = pytest.mark.django_db(transaction=True)


def due_at(books: Books) -> object:
    return DueWork.objects.get(kind=services.SYNC, record_id=books.connection_id).due_at


def latest(books: Books) -> SyncRun:
    with scope(books.tenant_id):
        run = queries.latest_run(books.tenant_id, books.connection_id)
    assert run is not None
    return run


def test_connecting_starts_the_first_pull(books: Books) -> None:
    waiting = latest(books)
    assert (waiting.state, waiting.trigger) == ("waiting", "first")
    run_due()
    assert (latest(books).id, latest(books).state) == (waiting.id, "done")
    assert books.agrees()


def test_what_links_release_in_the_same_run_is_not_counted_as_held(books: Books) -> None:
    invoices = books.there("Invoice").values()
    known = next(one for one in books.there("Customer").values() if one["Active"] and not one["Job"])
    with scope(books.tenant_id):
        crm.create_company(books.tenant_id, name=known["DisplayName"])
    held = books.work().entities["Invoice"]["held"]
    with scope(books.tenant_id):
        assert held == mirror.held_invoices(books.tenant_id, books.connection_id).count
    assert held < len(invoices)


def test_after_a_run_it_is_due_again_in_about_fifteen_minutes(books: Books) -> None:
    run = books.work()
    moment = DueWork.objects.get(kind=services.SYNC, record_id=books.connection_id).due_at
    assert run.finished_at is not None
    assert moment is not None
    assert timedelta(minutes=14) <= moment - run.finished_at <= timedelta(minutes=16, seconds=5)
    with clock.travel(timedelta(minutes=17)):
        run_due()
    assert (latest(books).trigger, latest(books).state, latest(books).calls) == ("clock", "done", 1)


def test_sync_now_waits_in_line_and_tells_its_progress(books: Books) -> None:
    books.work()
    with scope(books.tenant_id):
        asked = services.sync_now(books.tenant_id, books.connection_id)
        again = services.sync_now(books.tenant_id, books.connection_id)
    assert (asked.state, asked.trigger, again.id) == ("waiting", "person", asked.id)
    run_due()
    done = latest(books)
    assert (done.id, done.state) == (asked.id, "done")
    assert done.under_way is False


def test_progress_shows_while_the_run_goes_on(books: Books) -> None:
    seen: list[tuple[str, int | None, int]] = []

    def look(progress: Progress) -> None:
        count = progress.of("Customer")
        seen.append((latest(books).state, count.total, count.done))

    books.sync(observe=look)
    total = len(books.there("Customer"))
    assert {state for state, _, _ in seen} == {"running"}
    assert ("running", total, 0) in seen
    assert ("running", total, total) in seen


def test_one_sync_of_a_connection_at_a_time(books: Books) -> None:
    refused: list[str] = []

    def second(_: Progress) -> None:
        if not refused:
            with pytest.raises(AlreadySyncing) as refusal:
                books.sync()
            refused.append(refusal.value.message)

    assert books.sync(observe=second).state == "done"
    assert refused
    assert "going on already" in refused[0]


def test_a_failure_is_told_in_the_log_and_tried_again_soon(books: Books) -> None:
    books.work()
    fault = books.emulator.fault("status", {"path": "cdc"}, realm_id=books.realm_id, times=50, status=503)
    run = books.work()
    assert run.state == "failed"
    moment = DueWork.objects.get(kind=services.SYNC, record_id=books.connection_id).due_at
    assert moment is not None
    assert run.finished_at is not None
    assert moment - run.finished_at <= timedelta(minutes=5)
    with scope(books.tenant_id):
        [entry] = synclog.page(books.tenant_id, synclog.Filters(outcome="failed"), 9).entries
    assert (entry.source, entry.about) == ("sync", "QuickBooks sync")
    assert "goes on by itself" in entry.message
    books.emulator.control(f"faults/{fault}", method="DELETE")
    with clock.travel(timedelta(minutes=6)):
        run_due()
    assert latest(books).state == "done"


def test_a_throttled_run_is_slowed_not_failed(books: Books) -> None:
    books.work()
    books.emulator.fault("throttle", {"path": "cdc"}, realm_id=books.realm_id, times=1)
    run = books.work()
    assert (run.state, "slow down" in run.message) == ("slowed", True)
    moment = DueWork.objects.get(kind=services.SYNC, record_id=books.connection_id).due_at
    assert moment is not None
    assert moment > clock.now() + timedelta(seconds=50)


def test_a_disconnected_connection_is_not_due_and_cannot_be_synced(books: Books, cast: Cast) -> None:
    books.work()
    connections.disconnect(books.tenant_id, cast.alice.id)
    assert due_at(books) is None
    with scope(books.tenant_id), pytest.raises(NotConnected):
        services.sync_now(books.tenant_id, books.connection_id)
    with pytest.raises(NotConnected):
        books.sync()
    assert books.here("Customer")


def test_another_tenant_cannot_ask_for_it(books: Books, cast: Cast) -> None:
    with scope(cast.contoso.id), pytest.raises(NotFound):
        services.sync_now(cast.contoso.id, books.connection_id)
    with scope(cast.contoso.id):
        assert queries.latest_run(cast.contoso.id, books.connection_id) is None


def test_one_tenants_trouble_does_not_delay_another(books: Books, cast: Cast) -> None:
    charlies = Office(books.emulator, cast.contoso, cast.charlie, "charlies-session")
    charlies.save()
    connection = charlies.connect(books.emulator.company("small"))
    other = Books(books.emulator, connection.realm_id, cast.contoso.id, connection.id)
    books.emulator.fault("status", {}, realm_id=books.realm_id, times=500, status=503)
    run_due()
    assert latest(books).state == "failed"
    assert latest(other).state == "done"
    assert other.agrees()


def test_runs_are_forgotten_after_a_month(books: Books) -> None:
    old, kept = books.work(), books.work()
    with scope(books.tenant_id):
        SyncRun.objects.of(books.tenant_id).filter(id=old.id).update(asked_at=clock.now() - timedelta(days=31))
    newest = books.sync(full=True)
    with scope(books.tenant_id):
        assert [run.id for run in queries.runs(books.tenant_id, books.connection_id)] == [newest.id, kept.id]
