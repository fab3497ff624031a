"""The reads of a month: counted as Intuit meters them, foreseen, spared, and used up."""

import json
from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from books import Books
from cast import Cast
from emulator_process import EmulatorProcess, _private_process, private_emulator
from nexos.kit import clock
from nexos.kit.jobs.models import DueWork
from nexos.kit.jobs.worker import run_due
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.connection.client_factory import client_for
from nexos.quickbooks.connection.throttle import ReadsStopped
from nexos.quickbooks.metering.models import IntuitApp
from nexos.quickbooks.metering.month import start_of
from nexos.quickbooks.metering.usage import Usage, set_allowance, usage
from nexos.quickbooks.sync import queries
from nexos.quickbooks.sync.models import SyncRun
from nexos.quickbooks.sync.services import SYNC
from nexos.synclog.models import Entry
from office import Office
from qbo.batch import Query
from qbo.write import Write

__all__ = ["_private_process", "private_emulator"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def intuit(private_emulator: EmulatorProcess, settings: Settings) -> EmulatorProcess:
    """The emulator, whose meter begins at nothing; it does not slow anybody down."""
    settings.QBO_API_URL = settings.QBO_OAUTH_URL = private_emulator.url
    private_emulator.control("settings", {"throttle": False})
    return private_emulator


@pytest.fixture
def books(cast: Cast, intuit: EmulatorProcess) -> Books:
    """A production company, read."""
    made = connected(Office(intuit, cast.northwind, cast.alice))
    made.work()
    return made


def connected(office: Office, environment: str = "production") -> Books:
    realm_id = office.intuit.company()
    office.save(environment=environment)
    return Books(office.intuit, realm_id, office.tenant.id, office.connect(realm_id).id)


def used(books: Books) -> Usage:
    with scope(books.tenant_id):
        connection = connections.connection(books.tenant_id, books.connection_id)
    return usage(connection.app_key, connection.id)


def metered(intuit: EmulatorProcess) -> int:
    """What Intuit itself has counted this month."""
    return sum(intuit.control("meter")["workspaces"].values())


def allow(books: Books, reads: int) -> None:
    set_allowance(IntuitApp.objects.get().key, reads)


def due_in(books: Books) -> timedelta:
    at = DueWork.objects.get(kind=SYNC, record_id=books.connection_id).due_at
    assert at is not None
    return at - clock.now()


def latest(books: Books) -> SyncRun:
    with scope(books.tenant_id):
        run = queries.latest_run(books.tenant_id, books.connection_id)
    assert run is not None
    return run


def next_month(books: Books) -> timedelta:
    """How long until it has begun, in California."""
    return start_of(used(books).ends_on) + timedelta(minutes=30) - clock.now()


def told(books: Books) -> list[str]:
    with scope(books.tenant_id):
        return list(Entry.objects.of(books.tenant_id).filter(record_kind="allowance").values_list("code", flat=True))


def customer(name: str) -> Write:
    return Write("Customer", "create", json.dumps({"DisplayName": name}).encode())


def test_reads_are_counted_as_intuit_meters_them(books: Books, intuit: EmulatorProcess) -> None:
    assert used(books).spent == metered(intuit) > 5  # connecting and the first pull
    books.work()
    client = client_for(books.tenant_id, books.connection_id)
    client.batch([Query("Term"), Query("Class"), customer("Kestrel Works")], "a-mixed-batch")
    client.send(customer("Harbor Dental"), "a-write")
    client.read("CompanyInfo", "1")
    assert used(books).own == used(books).spent == metered(intuit)


def test_the_companies_of_one_app_are_counted_together(books: Books, cast: Cast, intuit: EmulatorProcess) -> None:
    other = connected(Office(intuit, cast.contoso, cast.charlie, "charlies-session"))
    run_due()
    assert (used(books).spent, used(other).spent) == (metered(intuit), metered(intuit))
    assert used(books).own + used(other).own == metered(intuit)
    assert IntuitApp.objects.count() == 1
    assert "emulator-client" not in IntuitApp.objects.get().key


def test_a_sandbox_counts_and_is_never_slowed(cast: Cast, intuit: EmulatorProcess) -> None:
    sandbox = connected(Office(intuit, cast.northwind, cast.alice), "sandbox")
    sandbox.work()
    assert used(sandbox).own > 5
    allow(sandbox, 1)
    for _ in range(5):
        sandbox.work()
    assert told(sandbox) == []
    assert timedelta(minutes=13) < due_in(sandbox) < timedelta(minutes=17)


def test_alarms_are_told_once_a_month_each(books: Books) -> None:
    month = used(books).projected
    allow(books, round(month / 0.85))
    books.work()
    books.work()
    books.work()
    assert told(books) == ["reads_80"]
    allow(books, month)
    books.work()
    books.work()
    books.work()
    assert sorted(told(books)) == ["reads_80", "reads_90"]
    with scope(books.tenant_id):
        [entry] = Entry.objects.of(books.tenant_id).filter(code="reads_90")
    assert (entry.times, "more than 90 %" in entry.message, "Intuit" in entry.remedy) == (1, True, True)


def test_an_alarm_ends_with_its_month(books: Books) -> None:
    IntuitApp.objects.update(alarm=90, appraised_at=clock.now())
    with clock.travel(next_month(books)):
        IntuitApp.objects.update(appraised_at=clock.now() - timedelta(minutes=40))
        books.work()
        books.work()
        assert used(books).alarm == 0
    assert told(books) == []


def test_only_a_quiet_connection_is_looked_at_less_often(books: Books) -> None:
    for _ in range(4):
        books.work()
    assert timedelta(minutes=13) < due_in(books) < timedelta(minutes=17)
    allow(books, used(books).projected // 2)
    books.work()
    books.work()
    minutes = IntuitApp.objects.get().quiet_minutes
    assert 15 < minutes <= 60
    assert timedelta(minutes=minutes * 0.92) < due_in(books) < timedelta(minutes=minutes * 1.08)
    books.create("Customer", {"DisplayName": "Kestrel Works"})
    assert books.work().found_something
    assert due_in(books) < timedelta(minutes=17)
    books.work()
    assert due_in(books) < timedelta(minutes=17)


def test_of_many_syncs_within_the_hour_one_adds_up(books: Books) -> None:
    before = IntuitApp.objects.get().appraised_at
    books.work()
    assert IntuitApp.objects.get().appraised_at == before
    with clock.travel(timedelta(minutes=61)):
        run_due()
    assert before is not None
    assert IntuitApp.objects.get().appraised_at != before


def refuse_for_an_hour(books: Books) -> None:
    """QuickBooks has had enough of this app, and the clock goes on until we believe it."""
    books.emulator.control("settings", {"monthly_allowance": metered(books.emulator)})
    for minutes in range(0, 66, 5):
        with clock.travel(timedelta(minutes=minutes)):
            books.work()


def test_when_the_month_is_used_up_reads_stop_and_writes_go_on(books: Books) -> None:
    refuse_for_an_hour(books)
    since = books.last_request()
    with clock.travel(timedelta(minutes=75)):
        run = books.work()
        assert (run.state, "used up" in run.message) == ("slowed", True)
        assert timedelta(minutes=50) < due_in(books) <= timedelta(minutes=61)
        client = client_for(books.tenant_id, books.connection_id)
        with pytest.raises(ReadsStopped):
            client.query("Invoice")
        with pytest.raises(ReadsStopped):
            client.batch([Query("Term")], "questions-only")
        assert client.send(customer("Kestrel Works"), "a-write").object
        assert used(books).stopped_until is not None
    assert books.calls(since) == ["customer"]


def test_one_read_tries_again_after_some_hours(books: Books) -> None:
    refuse_for_an_hour(books)
    since = books.last_request()
    with clock.travel(timedelta(hours=8)):
        books.work()
        books.work()
        assert books.calls(since) == ["cdc"]
    books.emulator.control("settings", {"monthly_allowance": 500_000})
    with clock.travel(timedelta(hours=15)):
        assert books.work().state == "done"
        assert used(books).stopped_until is None
    assert IntuitApp.objects.get().refused_since is None


def test_the_new_month_begins_by_itself(books: Books) -> None:
    refuse_for_an_hour(books)
    to_go = next_month(books)
    books.emulator.control("clock", {"advance_s": to_go.total_seconds()})
    with clock.travel(to_go):
        run_due()
        assert latest(books).state == "done"
        assert used(books).own == metered(books.emulator)
        assert used(books).stopped_until is None


def test_a_refusal_of_one_company_stops_no_other(books: Books, cast: Cast, intuit: EmulatorProcess) -> None:
    other = connected(Office(intuit, cast.contoso, cast.charlie, "charlies-session"))
    run_due()
    intuit.fault("throttle", {}, realm_id=books.realm_id, times=10_000)
    for minutes in range(5, 96, 10):
        with clock.travel(timedelta(minutes=minutes)):
            assert books.work().state == "slowed"
            assert other.work().state == "done"
    assert used(books).stopped_until is None
