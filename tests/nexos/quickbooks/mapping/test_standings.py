"""The stored rows of the page: they follow links at once, and everything else with the next comparison."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import Cast
from crowd import crowd
from nexos.crm import services as crm
from nexos.kit import clock
from nexos.kit.jobs.models import DueWork
from nexos.kit.jobs.worker import run_due
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.mapping import queries, services
from nexos.quickbooks.mapping.errors import ConnectionArchived, NotLeftUnlinked, Taken
from nexos.quickbooks.mapping.models import Party, Standing
from nexos.quickbooks.mapping.services.standings import COMPARE
from shelf import Shelf


def told(shelf: Shelf) -> dict[str, str]:
    """State by name, as stored."""
    rows = queries.customer_rows(*shelf.place, queries.standings(*shelf.place))
    return {row.name: str(row.state) for row in rows}


def compare_as_the_job_does() -> None:
    DueWork.objects.filter(kind=COMPARE).update(due_at=clock.now())
    run_due()


def test_a_refresh_writes_only_what_is_different(shelf: Shelf) -> None:
    shelf.customer("Acme")
    shelf.company("Bolt")
    assert services.refresh(*shelf.place) == 2
    before = set(Standing.objects.values_list("id", flat=True))
    assert services.refresh(*shelf.place) == 0
    shelf.company("Cedar")
    assert services.refresh(*shelf.place) == 1
    assert before < set(Standing.objects.values_list("id", flat=True))


def test_a_link_and_its_undoing_show_at_once(shelf: Shelf, cast: Cast) -> None:
    customer, company = shelf.customer("Kestrel Mfg"), shelf.company("Kestrel Manufacturing")
    shelf.sub_customer(customer, "Branch")
    services.refresh(*shelf.place)
    services.link_customer(*shelf.place, customer, company, cast.alice.id)
    assert told(shelf) == {"Kestrel Manufacturing": "linked", "Branch": "with_parent"}
    assert not queries.standings(*shelf.place).filter(settled=False).exists()  # the branch stands with its parent
    services.unlink_customer(*shelf.place, customer, cast.alice.id)
    assert told(shelf) == {
        "Kestrel Mfg": "only_there",
        "Branch": "with_parent",
        "Kestrel Manufacturing": "only_here",
    }
    services.refresh(*shelf.place)
    assert told(shelf)["Kestrel Mfg"] == "suggested"


@pytest.mark.django_db(transaction=True)
def test_a_company_entered_or_renamed_here_is_compared_by_the_job(cast: Cast) -> None:
    with scope(cast.northwind.id):
        shelf = Shelf(cast.northwind)
        Connection.objects.of(shelf.tenant_id).update(realm_id="9130")
        shelf.customer("Kestrel Mfg")
        services.refresh(*shelf.place)
        company = shelf.company("Zebra")
    compare_as_the_job_does()
    with scope(cast.northwind.id):
        assert told(shelf) == {"Kestrel Mfg": "only_there", "Zebra": "only_here"}
        crm.update_company(shelf.tenant_id, company, name="Kestrel Manufacturing")
    compare_as_the_job_does()
    with scope(cast.northwind.id):
        assert told(shelf)["Kestrel Mfg"] == "suggested"
        asked = DueWork.objects.get(kind=COMPARE).asked
        crm.update_company(shelf.tenant_id, company, city="Bend")
        assert DueWork.objects.get(kind=COMPARE).asked == asked  # nobody is called otherwise


def test_a_company_suggested_for_two_names_both(shelf: Shelf, cast: Cast) -> None:
    shelf.company("Harbor Dental LLC")
    one, _ = shelf.customer("Harbor Dental Inc."), shelf.customer("Harbor Dental Co.")
    services.refresh(*shelf.place)
    rows = queries.customer_rows(*shelf.place, queries.standings(*shelf.place, "conflict"))
    assert [row.reasons[-1] for row in rows] == [
        "“Harbor Dental LLC” is suggested for “Harbor Dental Inc.” too",
        "“Harbor Dental LLC” is suggested for “Harbor Dental Co.” too",
    ]
    assert not queries.sure(*shelf.place).exists()
    (company,) = rows[0].candidates
    services.link_customer(*shelf.place, one, company.id, cast.alice.id)
    (left,) = queries.customer_rows(*shelf.place, queries.standings(*shelf.place, "conflict"))
    assert left.candidates[0].taken_by == "Harbor Dental Inc."  # before anything is compared again


def test_a_customer_left_unlinked_is_let_alone_until_that_is_taken_back(shelf: Shelf, cast: Cast) -> None:
    customer = shelf.customer("Acme")
    services.leave_unlinked(*shelf.place, Party.CUSTOMER, customer, cast.alice.id)
    services.leave_unlinked(*shelf.place, Party.CUSTOMER, customer, cast.alice.id)
    shelf.company("Acme")
    assert services.settle_customers(*shelf.place).linked == 0
    assert services.create_missing_companies(*shelf.place, cast.alice.id).made == 0
    (row,) = queries.customer_rows(*shelf.place, queries.standings(*shelf.place, "left_unlinked"))
    assert (row.decided_by, row.candidates) == (cast.alice.name, ())
    assert row.decided_at is not None
    services.take_back(*shelf.place, Party.CUSTOMER, customer)
    with pytest.raises(NotLeftUnlinked, match="“Acme”"):
        services.take_back(*shelf.place, Party.CUSTOMER, customer)
    assert services.settle_customers(*shelf.place).linked == 1
    with pytest.raises(Taken, match="“Acme” is linked to “Acme” already"):
        services.leave_unlinked(*shelf.place, Party.CUSTOMER, customer, cast.alice.id)


def test_linking_by_hand_ends_the_decision_to_leave_it(shelf: Shelf, cast: Cast) -> None:
    customer, company = shelf.customer("Acme"), shelf.company("Other")
    services.leave_unlinked(*shelf.place, Party.CUSTOMER, customer, cast.alice.id)
    services.link_customer(*shelf.place, customer, company, cast.alice.id)
    services.unlink_customer(*shelf.place, customer, cast.alice.id)
    assert told(shelf)["Acme"] == "only_there"


def test_an_archived_connection_takes_no_decisions(shelf: Shelf, cast: Cast) -> None:
    customer = shelf.customer("Acme")
    Connection.objects.update(state="archived")
    with pytest.raises(ConnectionArchived):
        services.leave_unlinked(*shelf.place, Party.CUSTOMER, customer, cast.alice.id)
    with pytest.raises(ConnectionArchived):
        services.take_back(*shelf.place, Party.CUSTOMER, customer)


def test_a_page_costs_the_same_few_queries_however_many_there_are(shelf: Shelf) -> None:
    crowd(*shelf.place, 400)
    services.refresh(*shelf.place)
    counts = []
    for size in (5, 50):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert len(queries.customer_rows(*shelf.place, queries.standings(*shelf.place, "todo")[:size])) == size
        counts.append(len(asked))
    assert counts[0] == counts[1] < 10


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's query plan")
@pytest.mark.parametrize("show", ["all", "only_there", "linked", "left_unlinked"])
def test_a_page_is_read_in_the_order_of_an_index(shelf: Shelf, show: queries.Show) -> None:
    crowd(*shelf.place, 100)
    services.refresh(*shelf.place)
    plan = queries.standings(*shelf.place, show)[:50].explain()
    assert "USING INDEX standings_" in plan
    assert "TEMP B-TREE" not in plan
