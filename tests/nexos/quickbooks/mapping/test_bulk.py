"""Deciding for many at once: in steps, each with a result per customer."""

import pytest

from cast import Cast
from crowd import crowd
from nexos.kit.jobs.models import DueWork
from nexos.kit.jobs.worker import run_due
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.mapping import queries, services
from nexos.quickbooks.mapping.errors import ConnectionArchived
from nexos.quickbooks.mapping.models import Act, CustomerLink
from nexos.quickbooks.mapping.services.bulk import BULK, step
from shelf import Shelf


def test_what_is_little_is_done_at_once_with_a_result_for_each(shelf: Shelf, cast: Cast) -> None:
    customer, company = shelf.customer("Cedar Inc."), shelf.company("Cedar LLC")
    shelf.invoice(customer)
    shelf.customer("Stranger")
    bulk = services.decide_together(*shelf.place, Act.ACCEPT, cast.alice.id)
    assert (bulk.total, bulk.done, bulk.refused, bulk.released) == (1, 1, 0, 1)
    assert bulk.ended_at is not None
    (row,) = queries.bulk_rows(shelf.tenant_id, bulk.id)
    assert (row.name, row.company_id, row.refusal) == ("Cedar Inc.", company, "")
    link = CustomerLink.objects.get()
    assert (link.customer_id, link.how, link.linked_by) == (customer, "by hand", cast.alice)


def test_what_cannot_be_created_is_told_for_each_and_stops_no_other(shelf: Shelf, cast: Cast) -> None:
    shelf.customer("Good")
    shelf.customer("   ")
    bulk = services.decide_together(*shelf.place, Act.CREATE, cast.alice.id)
    assert (bulk.done, bulk.refused) == (1, 1)
    (refused,) = queries.bulk_rows(shelf.tenant_id, bulk.id, refused=True)
    assert refused.name == "   "
    assert refused.refusal
    assert queries.creates_companies(*shelf.place)


@pytest.mark.django_db(transaction=True)
def test_what_is_much_is_a_job_that_goes_on_where_it_was_killed(cast: Cast) -> None:
    with scope(cast.northwind.id):
        shelf = Shelf(cast.northwind)
        crowd(*shelf.place, 1300)
        services.refresh(*shelf.place)
        bulk = services.decide_together(*shelf.place, Act.ACCEPT, cast.alice.id)
        assert bulk.total > 500
        assert (bulk.done, bulk.ended_at) == (0, None)
        assert services.decide_together(*shelf.place, Act.CREATE, cast.alice.id).id == bulk.id  # one at a time
        assert step(shelf.tenant_id, bulk.id)  # by a worker that is killed then
        assert queries.bulk_under_way(*shelf.place) == bulk
    assert DueWork.objects.get(kind=BULK).due_at is not None
    run_due()
    with scope(cast.northwind.id):
        bulk.refresh_from_db()
        assert bulk.ended_at is not None
        assert (bulk.done, bulk.refused) == (bulk.total, 0)
        assert CustomerLink.objects.count() == bulk.total == queries.bulk_rows(shelf.tenant_id, bulk.id).count()
        assert not queries.sure(*shelf.place).exists()
        assert not step(shelf.tenant_id, bulk.id)


def test_an_archived_connection_is_refused_before_anything_is_asked_for(shelf: Shelf, cast: Cast) -> None:
    Connection.objects.update(state="archived")
    with pytest.raises(ConnectionArchived):
        services.decide_together(*shelf.place, Act.CREATE, cast.alice.id)
    assert not queries.creates_companies(*shelf.place)


@pytest.mark.django_db(transaction=True)
def test_one_that_keeps_failing_can_be_stopped_and_what_is_decided_stays(cast: Cast) -> None:
    with scope(cast.northwind.id):
        shelf = Shelf(cast.northwind)
        crowd(*shelf.place, 1300)
        services.refresh(*shelf.place)
        bulk = services.decide_together(*shelf.place, Act.ACCEPT, cast.alice.id)
        assert step(shelf.tenant_id, bulk.id)
        stopped = services.stop(shelf.tenant_id, bulk.id, cast.alice.id)
        assert (stopped.ended_at is not None, stopped.stopped_by, stopped.done) == (True, cast.alice, 100)
        assert services.stop(shelf.tenant_id, bulk.id, cast.bob.id).stopped_by == cast.alice
        assert queries.bulk_under_way(*shelf.place) is None
        assert not step(shelf.tenant_id, bulk.id), "a worker that wakes up finds nothing to do"
    assert DueWork.objects.get(kind=BULK).due_at is None
    with scope(cast.northwind.id):
        assert CustomerLink.objects.count() == 100
        again = services.decide_together(*shelf.place, Act.ACCEPT, cast.alice.id)
        assert again.id != bulk.id
