"""Parting from a company: here at once, there if Intuit can be told."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connections
from pytest_django.fixtures import Settings

from nexos.kit.events import _listeners
from nexos.kit.jobs.models import DueWork
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import credentials, services
from nexos.quickbooks.connection.errors import NotConnected
from nexos.quickbooks.connection.events import Disconnected
from nexos.quickbooks.connection.models import CallPace, RealmOwner
from nexos.quickbooks.sync import services as syncs
from nexos.synclog import queries as synclog
from office import Office


@pytest.fixture
def connected(office: Office) -> Office:
    office.connect(office.intuit.company())
    return office


def access_token(office: Office) -> str:
    with scope(office.tenant.id):
        return credentials.opened(office.connection, "access_token")


def sync(tenant_id: UUID, connection_id: UUID) -> tuple[str, str]:
    """How a sync in a thread of its own ended."""
    try:
        run = syncs.run(tenant_id, connection_id)
        return run.state, run.message
    finally:
        connections.close_all()


def is_calling(connection_id: UUID) -> bool:
    row = CallPace.objects.filter(connection_id=connection_id).first()
    return bool(row and row.calls and json.loads(row.calls)["in_flight"])


def test_disconnecting_forgets_here_and_revokes_there(connected: Office) -> None:
    token, realm_id = access_token(connected), connected.connection.realm_id
    heard: list[Disconnected] = []
    listener = heard.append
    _listeners[Disconnected].append(listener)
    try:
        parting = services.disconnect(connected.tenant.id, connected.admin.id)
    finally:
        _listeners[Disconnected].remove(listener)
    assert parting.revoked
    after = connected.connection
    assert after.state == "disconnected"
    assert after.disconnected_at is not None
    assert after.sealed_access_token == after.sealed_refresh_token == ""
    assert after.realm_id == realm_id
    assert heard == [Disconnected(connected.tenant.id, "person", after.id)]
    assert not RealmOwner.objects.exists()
    assert not DueWork.objects.filter(record_id=after.id, due_at__isnull=False).exists()
    answer = connected.intuit.http.get(
        f"/v3/company/{realm_id}/companyinfo/{realm_id}", headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 401


def test_when_intuit_cannot_be_told_it_is_said(connected: Office, settings: Settings) -> None:
    settings.QBO_OAUTH_URL = "http://127.0.0.1:9"
    parting = services.disconnect(connected.tenant.id, connected.admin.id)
    assert not parting.revoked
    assert "open Apps in QuickBooks" in parting.message
    assert connected.connection.sealed_refresh_token == ""
    with scope(connected.tenant.id):
        [entry] = synclog.page(connected.tenant.id, synclog.Filters(outcome="failed"), 9).entries
        assert entry.message == parting.message


def test_an_access_that_was_withdrawn_before_is_no_failure(connected: Office) -> None:
    connected.intuit.http.post(
        "/v2/oauth2/tokens/revoke",
        json={"token": access_token(connected)},
        auth=("emulator-client", "emulator-secret"),
    )
    assert services.disconnect(connected.tenant.id, connected.admin.id).revoked


def test_there_is_nothing_to_disconnect_twice(connected: Office, other_office: Office) -> None:
    services.disconnect(connected.tenant.id, connected.admin.id)
    for office in (connected, other_office):
        with pytest.raises(NotConnected):
            services.disconnect(office.tenant.id, office.admin.id)


@pytest.mark.gate("C4")
@pytest.mark.django_db(transaction=True)
def test_a_sync_under_way_stops_before_its_next_call(connected: Office) -> None:
    tenant_id, connection = connected.tenant.id, connected.connection
    connected.intuit.fault("slow", {"path": f"/v3/company/{connection.realm_id}/batch"}, delay_s=2.0)
    before = connected.last_request()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(sync, tenant_id, connection.id)
        while not is_calling(connection.id):  # its first call has left
            time.sleep(0.01)
        assert services.disconnect(tenant_id, connected.admin.id).revoked
        assert connected.connection.sealed_refresh_token == connected.connection.sealed_access_token == ""
        assert running.result() == ("failed", "QuickBooks is not connected. Connect it under Settings → QuickBooks.")
    paths = [request["path"].rsplit("/", 1)[-1] for request in connected.intuit.requests(before)]
    assert sorted(paths) == ["batch", "revoke"]
