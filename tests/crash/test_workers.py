"""Several worker processes on one database: no connection is synced by two at once, and nothing is lost with one."""

import signal
from datetime import datetime
from itertools import pairwise

import pytest

import raw_objects as raw
from books import Books
from desk import Desk
from emulator_process import EmulatorProcess
from newcomers import Newcomer
from nexos.kit.tenancy import scope
from nexos.quickbooks.mirror.models import ReadPage
from nexos.quickbooks.sync.models import RunState, SyncRun
from nexos.quickbooks.sync.services import SYNC, sync_now
from workers import holder, wait_until, workers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.crash]


def press_sync_now(books: Books) -> None:
    with scope(books.tenant_id):
        sync_now(books.tenant_id, books.connection_id)


def runs(books: Books) -> list[SyncRun]:
    """Those of a connection, in the order in which they started."""
    with scope(books.tenant_id):
        return list(SyncRun.objects.of(books.tenant_id).filter(started_at__isnull=False).order_by("started_at"))


def newest(books: Books) -> SyncRun:
    return runs(books)[-1]


def pages_stored(books: Books) -> int:
    with scope(books.tenant_id):
        return ReadPage.objects.of(books.tenant_id).filter(coverage__entity="Invoice").count()


def test_no_connection_is_synced_by_two_at_once_however_often_it_is_asked_for(
    newcomer: Newcomer, emulator: EmulatorProcess
) -> None:
    everybody = [newcomer(emulator.company("small")) for _ in range(2)]
    slowly = 0.4  # seconds
    with workers(emulator, 3):
        wait_until(lambda: all(runs(books) and newest(books).state == RunState.DONE for books in everybody))
        since = everybody[0].last_request()
        for books in everybody:
            emulator.fault("slow", {"path": f"/v3/company/{books.realm_id}/cdc"}, times=1000, delay_s=slowly)
        before = {books.realm_id: len(runs(books)) for books in everybody}
        for books in everybody:

            def pressed_again_and_again(books: Books = books) -> bool:
                press_sync_now(books)
                return len(runs(books)) >= before[books.realm_id] + 4

            wait_until(pressed_again_and_again)
        wait_until(lambda: all(not newest(books).under_way for books in everybody))
    for books in everybody:
        assert {run.state for run in runs(books)} == {RunState.DONE}
        for earlier, later in pairwise(runs(books)):
            assert earlier.finished_at
            assert later.started_at
            assert earlier.finished_at <= later.started_at
        asked = [one for one in emulator.requests(since) if one["path"].endswith(f"{books.realm_id}/cdc")]
        assert len(asked) >= 4
        ends = [datetime.fromisoformat(one["time"]) for one in asked]
        # The reply to a question comes so much later; two answered closer together were asked side by side.
        assert all((later - earlier).total_seconds() > slowly - 0.01 for earlier, later in pairwise(ends))


def test_what_a_killed_worker_was_syncing_is_taken_over_by_another(
    newcomer: Newcomer, emulator: EmulatorProcess
) -> None:
    realm_id = emulator.company()
    invoices = [raw.invoice(number) for number in range(1, 9001)]
    emulator.seed(realm_id, {"Customer": [raw.customer(1)], "Invoice": invoices})
    books = newcomer(realm_id)
    since = books.last_request()
    slow = emulator.fault("slow", {"entity": "Invoice"}, realm_id=realm_id, times=100, delay_s=0.3)
    with workers(emulator, 2) as both:
        wait_until(lambda: pages_stored(books) >= 2)
        killed = holder(SYNC)
        [victim] = [process for process in both if process.pid == killed]
        [other] = [process for process in both if process.pid != killed]
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        wait_until(lambda: holder(SYNC) == other.pid)
        emulator.control(f"faults/{slow}", method="DELETE")
        wait_until(lambda: not newest(books).under_way)
    assert [run.state for run in runs(books)] == [RunState.FAILED, RunState.DONE]
    assert books.agrees()
    asked = [one["query"] for one in emulator.requests(since) if one["realm_id"] == realm_id]
    pages = [query for query in asked if "FROM%20Invoice%20" in query and "STARTPOSITION" in query]
    assert len(set(pages)) == 10
    assert len(pages) <= 10 + 1


def test_each_invoice_is_sent_once_whichever_worker_is_quicker(desk: Desk, emulator: EmulatorProcess) -> None:
    invoices = [desk.invoice() for _ in range(6)]
    with workers(emulator, 2):
        for invoice in invoices:
            desk.ask(invoice)
        wait_until(lambda: all(desk.card(invoice).badge.words == "In QuickBooks" for invoice in invoices))
    assert len(desk.there()) == len(desk.writes()) == len(invoices)


def test_a_worker_that_is_told_to_end_finishes_what_it_does(newcomer: Newcomer, emulator: EmulatorProcess) -> None:
    books = newcomer(emulator.company("small"))
    emulator.fault("slow", {"path": f"/v3/company/{books.realm_id}/cdc"}, times=1, delay_s=2)
    with workers(emulator) as [worker]:
        wait_until(lambda: runs(books) and newest(books).state == RunState.RUNNING)
        worker.terminate()
        assert worker.wait(60) == 0
    assert newest(books).state == RunState.DONE
    assert holder(SYNC) is None
