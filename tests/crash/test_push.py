"""A worker is killed on the way; whoever comes after it makes one document of it, never none and never two."""

import signal
import subprocess
import time
from collections.abc import Callable

import pytest

from desk import Desk
from nexos.kit.jobs.models import DueWork
from nexos.kit.tenancy import scope
from nexos.quickbooks.push.checkpoints import POINTS
from nexos.quickbooks.push.models import Push

pytestmark = pytest.mark.crash
type Worker = Callable[..., subprocess.CompletedProcess[str]]

RECOVERED_WITHIN = 60
"""Seconds after the restart (lease, two looks, and the sending)."""


def leases_run_out(desk: Desk) -> None:
    """What 15 seconds of the database's clock do; `test_a_dead_workers_lease_runs_out_by_itself` waits for them."""
    with scope(desk.tenant_id):
        Push.objects.of(desk.tenant_id).update(leased_until=None)
    DueWork.objects.update(leased_until=None)


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("forgotten", [False, True], ids=["request remembered", "request forgotten"])
def test_killed_at(desk: Desk, worker: Worker, point: str, forgotten: bool) -> None:
    invoice = desk.invoice()
    desk.ask(invoice)
    if forgotten:
        desk.fault("forget_request_ids", times=20)

    killed = worker(crash_at=point)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    leases_run_out(desk)

    for later in range(5, RECOVERED_WITHIN, 5):
        if desk.work(invoice, after=later).badge.words == "In QuickBooks":
            break

    assert desk.card(invoice).badge.words == "In QuickBooks"
    [there] = desk.there()
    assert desk.card(invoice).qbo_id == there["Id"]


@pytest.mark.parametrize("second", POINTS)
def test_killed_again_while_recovering(desk: Desk, worker: Worker, second: str) -> None:
    invoice = desk.invoice()
    desk.ask(invoice)
    assert worker(crash_at="answered").returncode == -signal.SIGKILL
    leases_run_out(desk)
    worker(crash_at=second, later=15)
    leases_run_out(desk)

    assert desk.work(invoice, after=120).badge.words == "In QuickBooks"
    assert len(desk.there()) == len(desk.writes()) == 1


def test_a_dead_workers_lease_runs_out_by_itself(desk: Desk, worker: Worker) -> None:
    invoice = desk.invoice()
    desk.ask(invoice)
    assert worker(crash_at="answered").returncode == -signal.SIGKILL

    assert worker(later=15).returncode == 0
    assert desk.card(invoice).badge.words == "Sending", "the lease still stands"
    deadline = time.monotonic() + RECOVERED_WITHIN
    while desk.card(invoice).badge.words != "In QuickBooks" and time.monotonic() < deadline:
        time.sleep(1)
        assert worker(later=30).returncode == 0

    assert desk.card(invoice).badge.words == "In QuickBooks"
    assert len(desk.there()) == len(desk.writes()) == 1


def test_of_many_invoices_none_is_lost_or_doubled(desk: Desk, worker: Worker) -> None:
    invoices = [desk.invoice() for _ in range(6)]
    for invoice in invoices:
        desk.ask(invoice)
    for point in POINTS:
        worker(crash_at=point)
        leases_run_out(desk)
    for later in (60, 120):
        assert worker(later=later).returncode == 0

    assert {desk.card(invoice).badge.words for invoice in invoices} == {"In QuickBooks"}
    notes = sorted(there["PrivateNote"].split()[0] for there in desk.there())
    assert notes == sorted(invoice.number for invoice in invoices)
