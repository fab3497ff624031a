"""Many at once: one document."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connections

from desk import Desk
from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.push import queries as push
from nexos.quickbooks.push.call import perform
from nexos.quickbooks.push.claim import claim
from nexos.quickbooks.push.deliver import deliver
from nexos.quickbooks.push.lease import Replaced
from nexos.quickbooks.push.models import Push
from nexos.quickbooks.push.settle import settle
from nexos.quickbooks.push.task import Task

pytestmark = pytest.mark.django_db(transaction=True)


def at_once[T](times: int, act: Callable[[], T]) -> list[T]:
    """Runs `act` in so many threads that start together."""
    start = threading.Barrier(times)

    def run() -> T:
        try:
            start.wait()
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return [future.result() for future in [pool.submit(run) for _ in range(times)]]


def test_ten_clicks_at_once_are_one_push_and_one_document(desk: Desk) -> None:
    invoice = desk.invoice()
    at_once(10, lambda: desk.ask(invoice))
    with scope(desk.tenant_id):
        assert Push.objects.of(desk.tenant_id).filter(record_id=invoice.id).count() == 1
    assert desk.work(invoice).badge.words == "In QuickBooks"
    assert desk.send(invoice).badge.words == "In QuickBooks"
    assert len(desk.there()) == 1


def test_of_eight_workers_one_gets_the_claim(desk: Desk) -> None:
    invoice = desk.invoice()
    desk.ask(invoice)
    push_id = desk.push(invoice).id
    claims: list[Task | None] = at_once(8, lambda: claim(desk.tenant_id, push_id))
    assert len([task for task in claims if task is not None]) == 1


def test_eight_workers_make_one_document(desk: Desk) -> None:
    invoice = desk.invoice()
    desk.ask(invoice)
    push_id = desk.push(invoice).id
    at_once(8, lambda: deliver(desk.tenant_id, push_id))
    assert desk.card(invoice).badge.words == "In QuickBooks"
    assert len(desk.there()) == len(desk.writes()) == 1


def test_a_worker_that_was_replaced_settles_nothing(desk: Desk) -> None:
    """Its lease ran out while QuickBooks answered; another took over, found the document and settled it."""
    invoice = desk.invoice()
    desk.ask(invoice)
    push_id = desk.push(invoice).id
    slow = claim(desk.tenant_id, push_id)
    assert slow is not None
    with scope(desk.tenant_id):
        Push.objects.of(desk.tenant_id).update(leased_until=None)
    other = claim_when_due(desk, push_id)
    assert other is not None
    assert other.step == "look", "what a dead worker had claimed may be there"
    assert other.held.fence > slow.held.fence

    answer = perform(slow)
    with pytest.raises(Replaced):
        settle(slow, answer)
    assert desk.card(invoice).badge.words == "Checking with QuickBooks"
    settle(other, perform(other))
    assert desk.card(invoice).badge.words == "In QuickBooks"
    assert len(desk.there()) == 1
    with scope(desk.tenant_id):
        [generation] = push.history(desk.tenant_id, "invoice", invoice.id)
    assert generation.outcome == "delivered"


def claim_when_due(desk: Desk, push_id: UUID) -> Task | None:
    """The next worker's claim, once the dead one's push is due again."""
    with clock.travel(timedelta(seconds=16)):
        return claim(desk.tenant_id, push_id)
