"""What cannot go on without a person: grouped, counted, put off, and gone by itself."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from cast import Cast
from nexos.accounts.models import Tenant
from nexos.kit import clock
from nexos.kit.errors import InvalidInput, NotFound
from nexos.kit.jobs.worker import run_due
from nexos.kit.money import Money
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.connection.models import Connection, State
from nexos.quickbooks.exceptions import left_out, queries, services
from nexos.quickbooks.exceptions.cause import Cause, Kind
from nexos.quickbooks.mapping import services as mapping
from nexos.quickbooks.mirror.upsert import store_one
from nexos.quickbooks.state import services as state
from nexos.quickbooks.state.models import Status
from nexos.quickbooks.state.progress import Progress
from nexos.quickbooks.sync.models import RunState, SyncRun, Trigger
from nexos.synclog.models import Entry
from shelf import Shelf


@pytest.fixture
def shelf(northwind: Tenant) -> Shelf:
    shelf = Shelf(northwind)
    Connection.objects.of(northwind.id).update(realm_id="9130", company_name="Acme", state=State.CONNECTED)
    return shelf


def _connection(shelf: Shelf) -> Connection:
    return connections.connection(*shelf.place)


def _open(shelf: Shelf) -> list[Cause]:
    mapping.refresh(*shelf.place)
    return queries.open_causes(shelf.tenant_id, _connection(shelf))[:50]


def _document(shelf: Shelf, status: Status, number: str, **more: Any) -> UUID:
    record_id = uuid4()
    state.tell(*shelf.place, "invoice", record_id, number, Progress(status, f"Why {number} stops.", **more))
    return record_id


def test_held_invoices_wait_by_customer_with_their_sub_customers(shelf: Shelf) -> None:
    acme = shelf.customer("Acme")
    job = shelf.sub_customer(acme, "Acme:Roof")
    other = shelf.customer("Birch")
    for customer_id, total in ((acme, "100.00"), (job, "40.50"), (other, "7.00")):
        shelf.invoice(customer_id, total)
    first, second = _open(shelf)
    assert (first.kind, first.name, first.count) == (Kind.HELD, "Acme", 2)
    assert first.totals == (Money(Decimal("140.50"), "USD"),)
    assert first.since is not None
    assert (second.name, second.count) == ("Birch", 1)
    rows = queries.records(shelf.tenant_id, _connection(shelf), first.key, 0, 10)
    assert {row.name for row in rows} == {"Acme", "Acme:Roof"}
    assert sum((row.total for row in rows if row.total), Money.zero("USD")) == first.totals[0]


def test_a_link_closes_the_cause(shelf: Shelf) -> None:
    acme = shelf.customer("Acme")
    shelf.invoice(acme)
    company_id = shelf.company("Acme Incorporated")
    assert [cause.name for cause in _open(shelf)] == ["Acme"]
    mapping.link_customer(*shelf.place, acme, company_id, None)
    assert _open(shelf) == []


def test_an_invoice_without_a_customer_is_a_cause_of_its_own(shelf: Shelf) -> None:
    shelf.invoice("", "12.00")
    (cause,) = _open(shelf)
    assert (cause.kind, cause.count) == (Kind.NO_CUSTOMER, 1)
    assert len(queries.records(shelf.tenant_id, _connection(shelf), cause.key, 0, 10)) == 1


def test_pushes_that_stop_for_the_same_reason_are_one_cause(shelf: Shelf) -> None:
    company_id = shelf.company("Kestrel")
    blocked = {"reason": "customer", "remedy": "customer", "remedy_target": str(company_id)}
    _document(shelf, Status.BLOCKED, "INV-1", **blocked)
    _document(shelf, Status.BLOCKED, "INV-2", **blocked)
    _document(shelf, Status.BLOCKED, "INV-3", reason="closed_period", remedy="document", remedy_target="2026-10-31")
    _document(shelf, Status.REFUSED, "INV-4", reason="6000")
    _document(shelf, Status.NEEDS_PERSON, "INV-5")
    told = [(cause.kind, cause.count, cause.number or cause.name) for cause in _open(shelf)]
    assert told == [
        (Kind.NEEDS_PERSON, 1, "INV-5"),
        (Kind.REFUSED, 1, "INV-4"),
        (Kind.BLOCKED, 2, "Kestrel"),
        (Kind.BLOCKED, 1, "INV-3"),
    ]
    waiting = queries.records(shelf.tenant_id, _connection(shelf), f"blocked:customer:{company_id}", 0, 10)
    assert [row.number for row in waiting] == ["INV-1", "INV-2"]


def test_documents_that_differ_stand_alone(shelf: Shelf) -> None:
    voided = _document(shelf, Status.VOIDED_THERE, "INV-1")
    _document(shelf, Status.DIFFERS, "INV-2")
    _document(shelf, Status.DELIVERED, "INV-3")
    first, second = _open(shelf)
    assert (first.kind, first.record_id, first.subject) == (Kind.VOIDED_THERE, voided, str(voided))
    assert (second.kind, second.number, second.sentence) == (Kind.DIFFERS, "INV-2", "Why INV-2 stops.")


def test_the_connection_comes_first_and_speaks_for_what_waits_for_it(shelf: Shelf) -> None:
    _document(shelf, Status.NEEDS_RECONNECT, "INV-1")
    assert [cause.kind for cause in _open(shelf)] == [Kind.NEEDS_RECONNECT]
    Connection.objects.of(shelf.tenant_id).update(state=State.NEEDS_ATTENTION, reason="The access was withdrawn.")
    (cause,) = _open(shelf)
    assert (cause.kind, cause.count, cause.sentence) == (Kind.CONNECTION, 1, "The access was withdrawn.")


def test_a_failing_sync_is_a_cause_until_one_is_done(shelf: Shelf) -> None:
    begun = clock.now() - timedelta(hours=3)

    def run(after: int, run_state: RunState) -> None:
        at = begun + timedelta(minutes=after)
        common = {"tenant_id": shelf.tenant_id, "connection_id": shelf.connection_id, "trigger": Trigger.CLOCK}
        SyncRun(**common, state=run_state, asked_at=at, finished_at=at, message="No usable answer.").save()

    for after, run_state in ((0, RunState.DONE), (10, RunState.FAILED), (20, RunState.FAILED)):
        run(after, run_state)
    (cause,) = _open(shelf)
    assert (cause.kind, cause.since) == (Kind.SYNC, begun + timedelta(minutes=10))
    run(30, RunState.DONE)
    assert _open(shelf) == []


def test_what_is_put_off_comes_back_on_its_day(shelf: Shelf, cast: Cast) -> None:
    acme = shelf.customer("Acme")
    shelf.invoice(acme)
    _document(shelf, Status.DIFFERS, "INV-2")
    differs, held = _open(shelf)
    until = queries.today(shelf.tenant_id) + timedelta(days=3)
    for cause in (differs, held):
        services.set_aside(
            shelf.tenant_id, _connection(shelf), cause.key, reason=" They call us ", until=until, by=cast.alice.id
        )
    assert _open(shelf) == []
    assert [cause.key for cause in queries.aside(shelf.tenant_id, _connection(shelf))[:9]] == [differs.key, held.key]
    assert queries.put_off(shelf.tenant_id, _connection(shelf))[held.key].reason == "They call us"
    with clock.travel(timedelta(days=3)):
        assert len(_open(shelf)) == 2
    services.take_back(shelf.tenant_id, _connection(shelf), held.key)
    assert [cause.key for cause in _open(shelf)] == [held.key]


@pytest.mark.parametrize(
    ("field", "days", "reason"),
    [("reason", 3, "  "), ("reason", 3, "x" * 201), ("until", 0, "Later"), ("until", 500, "Later")],
)
def test_putting_off_wants_a_reason_and_a_day(shelf: Shelf, cast: Cast, field: str, days: int, reason: str) -> None:
    shelf.invoice(shelf.customer("Acme"))
    (cause,) = _open(shelf)
    until = queries.today(shelf.tenant_id) + timedelta(days=days)
    with pytest.raises(InvalidInput) as refused:
        services.set_aside(shelf.tenant_id, _connection(shelf), cause.key, reason=reason, until=until, by=cast.alice.id)
    assert set(refused.value.fields) == {field}


@pytest.mark.parametrize("key", ["", "held:77", "differs:nonsense", "blocked:customer:", "zebra:1", "connection"])
def test_a_cause_that_is_not_there_is_not_found(shelf: Shelf, key: str) -> None:
    with pytest.raises(NotFound):
        queries.the_cause(shelf.tenant_id, _connection(shelf), key)
    assert queries.records(shelf.tenant_id, _connection(shelf), key, 0, 10) == []


def test_the_log_has_one_entry_for_each_cause_and_resolves_it(shelf: Shelf) -> None:
    acme, birch = shelf.customer("Acme"), shelf.customer("Birch")
    for customer_id in (acme, acme, birch):
        shelf.invoice(customer_id, "100.00")
    store_one(*shelf.place, "Customer", b'{"Id": "900", "DisplayName": 7}')
    left_out.tell(*shelf.place)
    left_out.tell(*shelf.place)
    entries = {entry.about: entry for entry in Entry.objects.of(shelf.tenant_id).filter(source="sync")}
    assert set(entries) == {"Acme", "Birch", "Customers"}
    assert entries["Acme"].message == (
        "2 invoices from QuickBooks were left out, because their customer “Acme” is not linked: $200.00."
    )
    assert {entry.times for entry in entries.values()} == {1}
    mapping.link_customer(*shelf.place, acme, shelf.company("Acme"), None)
    with clock.travel(timedelta(minutes=1)):
        run_due()
    acme_now = Entry.objects.of(shelf.tenant_id).get(about="Acme", source="sync")
    assert acme_now.resolved_at is not None
    assert Entry.objects.of(shelf.tenant_id).get(about="Birch").resolved_at is None
