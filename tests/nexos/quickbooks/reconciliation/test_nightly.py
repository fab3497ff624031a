"""Every night the mirror is counted and a part of it compared; what differs is put right by itself (B9)."""

import uuid
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.models import F

from books import Books
from nexos.kit import clock
from nexos.kit.jobs.models import DueWork
from nexos.kit.jobs.worker import run_due
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection.client_factory import client_for
from nexos.quickbooks.inbound.progress import Progress
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.mirror import models
from nexos.quickbooks.sync.reconciliation import nightly, queries
from nexos.quickbooks.sync.reconciliation.audit import audit
from nexos.quickbooks.sync.reconciliation.models import AuditPlace, Reconciliation
from nexos.quickbooks.sync.reconciliation.services import RECONCILE
from nexos.synclog.models import Entry
from reconciled import sentences

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.gate("B9")]


def night(books: Books) -> Reconciliation:
    """What a worker does when the night has come."""
    DueWork.objects.filter(kind=RECONCILE).update(due_at=clock.now())
    DueWork.objects.exclude(kind=RECONCILE).update(due_at=None)
    run_due()
    with scope(books.tenant_id):
        check = queries.latest(books.tenant_id, books.connection_id)
    assert check is not None
    return check


def test_connecting_makes_the_check_due_in_the_tenants_night(books: Books) -> None:
    due_at = DueWork.objects.get(kind=RECONCILE, record_id=books.connection_id).due_at
    assert due_at is not None
    assert timedelta(hours=5) < due_at - clock.now() <= timedelta(days=1, hours=6)
    assert 1 <= due_at.astimezone(ZoneInfo("America/New_York")).hour < 5


def test_companies_are_spread_over_the_night() -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    times = {nightly.next_night(uuid.uuid4(), now, "Asia/Tokyo") for _ in range(50)}
    assert len(times) > 20
    assert all(1 <= one.astimezone(ZoneInfo("Asia/Tokyo")).hour < 5 for one in times)
    assert all(now < one <= now + timedelta(days=1) for one in times)


def test_missing_and_extra_rows_of_any_kind_are_put_right_in_one_night(books: Books) -> None:
    books.sync()
    with scope(books.tenant_id):
        mine = {"connection_id": books.connection_id}
        lost = models.Estimate.objects.of(books.tenant_id).filter(**mine).order_by("qbo_id").first()
        assert lost is not None
        models.Estimate.objects.of(books.tenant_id).filter(qbo_id=lost.qbo_id, **mine).delete()
        extra = models.Vendor.objects.of(books.tenant_id).filter(**mine).first()
        assert extra is not None
        extra.qbo_id, extra.pk = "990009", (books.connection_id, "990009")
        extra._state.adding = True
        extra.save(force_insert=True)
    check = night(books)
    assert check.state == "agrees", sentences(books, check)
    assert books.agrees()
    with scope(books.tenant_id):
        told = Entry.objects.of(books.tenant_id).filter(source="reconciliation", code="read_again")
        assert {(entry.record_kind, entry.record_id) for entry in told} == {
            ("Estimate", lost.qbo_id),
            ("Vendor", "990009"),
        }
    assert DueWork.objects.get(kind=RECONCILE).due_at > clock.now()  # type: ignore[operator]


def test_a_changed_row_is_put_right_within_thirty_nights(books: Books) -> None:
    books.sync()
    with scope(books.tenant_id):
        mine = {"connection_id": books.connection_id}
        models.Item.objects.of(books.tenant_id).filter(**mine).update(name=F("sku"))
        models.EstimateLine.objects.of(books.tenant_id).filter(position=0, **mine).update(description="other")
        models.Employee.objects.of(books.tenant_id).filter(**mine).update(email="nobody@example.test")
    client = client_for(books.tenant_id, books.connection_id)
    nights, found = 0, []
    while not _lap_is_over(books):
        nights += 1
        assert nights <= 30
        with clock.travel(timedelta(days=nights)):
            found += audit(Pull(books.tenant_id, books.connection_id, client, lambda: None, Progress()))
    assert {one.entity for one in found} == {"Item", "Estimate", "Employee"}
    with scope(books.tenant_id):
        changed = models.Item.objects.of(books.tenant_id).filter(**mine, name=F("sku")).exclude(name="")
        assert not changed.exists()
        assert not models.EstimateLine.objects.of(books.tenant_id).filter(**mine, description="other").exists()
        assert not models.Employee.objects.of(books.tenant_id).filter(**mine, email="nobody@example.test").exists()
    assert books.agrees()
    assert nights > 20  # a part each night, not all in the first


def _lap_is_over(books: Books) -> bool:
    with scope(books.tenant_id):
        return AuditPlace.objects.of(books.tenant_id).filter(lap_ended_at__isnull=False).exists()
