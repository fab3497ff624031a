"""The check of every night, and those that people ask for."""

from datetime import datetime, timedelta

from django.db import transaction

from nexos.accounts import queries as accounts
from nexos.kit import clock
from nexos.kit.jobs.lease import Work
from nexos.kit.jobs.registry import job
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection.errors import NotConnected
from nexos.quickbooks.sync.errors import AlreadySyncing
from nexos.quickbooks.sync.reconciliation import months, nightly
from nexos.quickbooks.sync.reconciliation import run as runs
from nexos.quickbooks.sync.reconciliation.check import Check
from nexos.quickbooks.sync.reconciliation.models import Trigger
from nexos.quickbooks.sync.reconciliation.services import RECONCILE

_AGAIN_SOON = timedelta(seconds=5)
_PATIENCE = timedelta(minutes=30)
_SYNCING = "Waiting for the sync under way to end"
_STILL_SYNCING = "A sync has been going on for half an hour. Check again when it has ended."


@job(RECONCILE)
def reconcile(work: Work) -> datetime | None:
    """Does the check that somebody asked for, or else the nightly one with its audit; due again in the next night."""
    tenant_id, connection_id = work.tenant_id, work.record_id
    with scope(tenant_id):
        zone = accounts.tenant(tenant_id).time_zone
    usual = months.last_months(clock.today(zone), months.USUAL)
    try:
        run = runs.start(tenant_id, connection_id, Trigger.NIGHT, usual, leased=True)
    except runs.AlreadyChecking:
        return clock.now() + _AGAIN_SOON
    check = Check(run, work.check)
    try:
        check.begin()
        check.go()
    except NotConnected as refusal:
        with scope(tenant_id), transaction.atomic():
            runs.give_up(run, refusal.message)
        return None
    except AlreadySyncing:
        if clock.now() - run.asked_at < _PATIENCE:
            runs.wait(run, _SYNCING)
            return clock.now() + _AGAIN_SOON
        with scope(tenant_id), transaction.atomic():
            runs.give_up(run, _STILL_SYNCING)
    return nightly.next_night(connection_id, clock.now(), zone)
