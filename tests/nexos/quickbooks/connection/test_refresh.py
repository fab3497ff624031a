"""Access tokens: one refresher at a time, nothing lost, no loops, and a clear end when the grant is gone."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.db.models.functions import Now
from pytest_django.fixtures import Settings

from nexos.kit import clock
from nexos.kit.events import _listeners
from nexos.kit.jobs.due import due
from nexos.kit.jobs.lease import claim
from nexos.kit.jobs.worker import run
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import services
from nexos.quickbooks.connection.client_factory import client_for
from nexos.quickbooks.connection.errors import NotConnected
from nexos.quickbooks.connection.events import NeedsAttention
from nexos.quickbooks.connection.jobs import KEEP_ALIVE
from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.connection.refresh import AccessTokens
from nexos.synclog import queries as synclog
from office import CLIENT_ID, SECRET, Office
from qbo.errors import Throttled, Unavailable

WORKERS = 16
TOKEN_OLD = timedelta(minutes=56)  # less than five minutes of its hour are left

concurrent = pytest.mark.django_db(transaction=True)


@pytest.fixture
def connected(office: Office) -> Office:
    """Northwind, connected to an empty company."""
    office.connect(office.intuit.company())
    return office


@pytest.fixture
def alarms() -> Iterator[list[NeedsAttention]]:
    heard: list[NeedsAttention] = []
    listener = heard.append
    _listeners[NeedsAttention].append(listener)
    yield heard
    _listeners[NeedsAttention].remove(listener)


def tokens_of(office: Office) -> AccessTokens:
    """What one client asks."""
    return AccessTokens(office.tenant.id, office.connection.id)


def at_once(count: int, act: Callable[[], str]) -> list[str]:
    """What `count` threads get that start together, each with its own database connection."""
    together = threading.Barrier(count)

    def one(_: int) -> str:
        try:
            together.wait()
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def revoke_at_intuit(office: Office, access_token: str) -> None:
    answer = office.intuit.http.post("/v2/oauth2/tokens/revoke", json={"token": access_token}, auth=(CLIENT_ID, SECRET))
    assert answer.status_code == 200


def test_a_fresh_token_is_used_without_a_call(connected: Office) -> None:
    before = connected.last_request()
    tokens = tokens_of(connected)
    assert tokens.current() == tokens.current()
    assert connected.refreshes(before) == []


@concurrent
def test_sixteen_workers_with_an_expired_token_make_one_call(connected: Office) -> None:
    before = connected.last_request()
    with clock.travel(TOKEN_OLD):
        got = at_once(WORKERS, lambda: tokens_of(connected).current())
        assert len(connected.refreshes(before)) == 1
        assert len(set(got)) == 1
        client = client_for(connected.tenant.id, connected.connection.id)
        assert b"CompanyName" in bytes(client.company_info())


@concurrent
def test_sixteen_workers_whose_token_was_rejected_make_one_call(connected: Office) -> None:
    rejected = tokens_of(connected).current()
    before = connected.last_request()
    got = at_once(WORKERS, lambda: tokens_of(connected).instead_of(rejected))
    assert len(connected.refreshes(before)) == 1
    assert set(got) != {rejected}
    assert len(set(got)) == 1


def test_a_rejected_token_is_renewed_and_the_call_repeated(connected: Office) -> None:
    client = client_for(connected.tenant.id, connected.connection.id)
    connected.intuit.control("clock", {"advance_s": 3700})  # expired there, fresh by our clock
    before = connected.last_request()
    assert b"CompanyName" in bytes(client.company_info())
    assert len(connected.refreshes(before)) == 1
    statuses = [request["status"] for request in connected.intuit.requests(before)]
    assert statuses == [401, 200, 200]


def test_the_rotated_refresh_token_is_stored(connected: Office) -> None:
    for _ in range(3):  # the emulator replaces the value each day, and takes an old one for stolen
        connected.intuit.control("clock", {"advance_s": 25 * 3600})
        tokens = tokens_of(connected)
        with clock.travel(TOKEN_OLD):
            tokens.current()
    assert connected.connection.connected


def test_a_revoked_grant_needs_attention_once(connected: Office, alarms: list[NeedsAttention]) -> None:
    tokens = tokens_of(connected)
    revoke_at_intuit(connected, tokens.current())
    before = connected.last_request()
    with clock.travel(TOKEN_OLD):
        for _ in range(3):
            with pytest.raises(NotConnected, match="no longer lets us in"):
                tokens.current()
        with pytest.raises(NotConnected):
            client_for(connected.tenant.id, connected.connection.id)
    assert len(connected.refreshes(before)) == 1
    assert connected.connection.state == "needs_attention"
    assert [fact.reason for fact in alarms] == [connected.connection.reason]
    with scope(connected.tenant.id):
        [entry] = synclog.page(connected.tenant.id, synclog.Filters(outcome="failed"), 9).entries
        assert entry.code == "invalid_grant"


def test_a_revoked_grant_is_found_by_a_call(connected: Office) -> None:
    client = client_for(connected.tenant.id, connected.connection.id)
    revoke_at_intuit(connected, tokens_of(connected).current())
    with pytest.raises(NotConnected):
        client.company_info()
    assert connected.connection.state == "needs_attention"


def test_reconnecting_after_a_revocation_resumes(connected: Office) -> None:
    revoke_at_intuit(connected, tokens_of(connected).current())
    with clock.travel(TOKEN_OLD), pytest.raises(NotConnected):
        tokens_of(connected).current()
    again = connected.connect(connected.connection.realm_id)
    assert (again.state, again.reason) == ("connected", "")
    assert client_for(connected.tenant.id, again.id).company_info()


def test_a_secret_changed_at_intuit_needs_attention(connected: Office) -> None:
    connected.intuit.control("apps", {"client_id": CLIENT_ID, "client_secret": "a-new-secret"})
    with clock.travel(TOKEN_OLD), pytest.raises(NotConnected, match="client id and client secret"):
        tokens_of(connected).current()


def test_after_a_lost_reply_the_old_token_is_tried_once_more(connected: Office) -> None:
    connected.intuit.fault("drop_after_commit", {"path": "/tokens/bearer"})
    before = connected.last_request()
    with clock.travel(TOKEN_OLD):
        with pytest.raises(Unavailable):
            tokens_of(connected).current()
        assert tokens_of(connected).current()
    assert len(connected.refreshes(before)) == 2


def test_a_lost_reply_that_replaced_the_token_ends_in_reconnect(connected: Office) -> None:
    connected.intuit.control("settings", {"refresh_rotates_after_s": 0})
    connected.intuit.fault("drop_after_commit", {"path": "/tokens/bearer"})
    before = connected.last_request()
    with clock.travel(TOKEN_OLD):
        with pytest.raises(Unavailable):
            tokens_of(connected).current()
        with pytest.raises(NotConnected):
            tokens_of(connected).current()
    assert len(connected.refreshes(before)) == 2


def test_intuit_is_asked_at_most_three_times_an_hour(connected: Office) -> None:
    fault = connected.intuit.fault("status", {"path": "/tokens/bearer"}, status=503, times=100)
    before = connected.last_request()
    with clock.travel(TOKEN_OLD):
        for _ in range(3):
            with pytest.raises(Unavailable):
                tokens_of(connected).current()
        with pytest.raises(Throttled) as resting:
            tokens_of(connected).current()
        assert 3500 < resting.value.retry_after <= 3600
    assert len(connected.refreshes(before)) == 3
    connected.intuit.control(f"faults/{fault}", method="DELETE")
    with clock.travel(TOKEN_OLD + timedelta(minutes=61)):
        assert tokens_of(connected).current()


def test_calls_that_never_left_do_not_count(connected: Office, settings: Settings) -> None:
    url, settings.QBO_OAUTH_URL = settings.QBO_OAUTH_URL, "http://127.0.0.1:9"
    with clock.travel(TOKEN_OLD):
        for _ in range(5):
            with pytest.raises(Unavailable, match="cannot be reached"):
                tokens_of(connected).current()
        settings.QBO_OAUTH_URL = url
        assert tokens_of(connected).current()


def test_a_lease_is_not_stolen_while_it_lasts_and_taken_over_when_it_ended(connected: Office) -> None:
    held = connected.connection
    with scope(connected.tenant.id):
        row = Connection.objects.filter(id=held.id)
        row.update(refresh_holder="died", refresh_fence=7, refresh_until=Now() + timedelta(seconds=2))
    before = connected.last_request()
    with clock.travel(TOKEN_OLD):
        assert tokens_of(connected).current()
    with scope(connected.tenant.id):
        taken_over = connected.connection
        assert row.filter(refreshed_at__isnull=False, refresh_until=None).exists()
    assert taken_over.refresh_fence == 9  # claimed, stored
    assert len(connected.refreshes(before)) == 1


@concurrent
def test_a_refresh_under_way_cannot_undo_a_disconnect(connected: Office) -> None:
    connected.intuit.fault("slow", {"path": "/tokens/bearer"}, delay_s=1.5)
    tokens = tokens_of(connected)
    ended: list[Exception] = []

    def refresh() -> None:
        try:
            tokens.current()
        except NotConnected as error:
            ended.append(error)
        finally:
            connections.close_all()

    with clock.travel(TOKEN_OLD):
        worker = threading.Thread(target=refresh)
        worker.start()
        while not connected.connection.refresh_holder:
            pass
        services.disconnect(connected.tenant.id, connected.admin.id)
        worker.join()
    assert len(ended) == 1
    assert connected.connection.state == "disconnected"
    assert connected.connection.sealed_refresh_token == connected.connection.sealed_access_token == ""


def test_no_token_is_fetched_inside_a_transaction(connected: Office) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError):
        tokens_of(connected).current()


def keep_alive() -> int:
    """Does the work of that kind that is due; how much it was."""
    works = claim(10, [KEEP_ALIVE])
    for work in works:
        run(work)
    return len(works)


def test_an_idle_connection_is_kept_alive(connected: Office) -> None:
    before = connected.last_request()
    due(KEEP_ALIVE, connected.tenant.id, connected.connection.id)
    assert keep_alive() == 1
    assert connected.refreshes(before) == []
    with clock.travel(timedelta(days=31)):
        assert keep_alive() == 1
        assert len(connected.refreshes(before)) == 1
        assert keep_alive() == 0
    with clock.travel(timedelta(days=62)):
        assert keep_alive() == 1
    assert len(connected.refreshes(before)) == 2


def test_a_connection_that_ended_is_not_kept_alive(connected: Office) -> None:
    services.disconnect(connected.tenant.id, connected.admin.id)
    with clock.travel(timedelta(days=31)):
        assert keep_alive() == 0
