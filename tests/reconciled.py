"""A company's reconciliation, checked here and now, and what it found."""

from books import Books
from nexos.kit import clock
from nexos.kit.jobs.worker import run_due
from nexos.kit.tenancy import scope
from nexos.quickbooks.sync.reconciliation import months, queries, services
from nexos.quickbooks.sync.reconciliation.check import check_here
from nexos.quickbooks.sync.reconciliation.models import Difference, Reconciliation

SAMPLED = 6
"""Months in which a small sample company has traded."""


def checked(books: Books, count: int = SAMPLED) -> Reconciliation:
    """A finished check of the last `count` months."""
    span = months.last_months(clock.today("America/New_York"), count)
    return check_here(books.tenant_id, books.connection_id, span)


def named(books: Books, check: Reconciliation) -> list[Difference]:
    """What differed, in order."""
    with scope(books.tenant_id):
        return list(queries.differences(books.tenant_id, check.id))


def read_all_again(books: Books, check: Reconciliation) -> Reconciliation:
    """Asks for everything that differs to be read again, lets a worker do it, and returns the check that followed."""
    with scope(books.tenant_id):
        assert services.read_again(books.tenant_id, check.id, None, "Alice")
    run_due()
    with scope(books.tenant_id):
        after = queries.latest(books.tenant_id, books.connection_id)
    assert after is not None
    assert after.id != check.id
    return after


def sentences(books: Books, check: Reconciliation) -> list[tuple[str, ...]]:
    """What a check says, for a test that fails."""
    found = [(one.why, one.entity, one.qbo_id, one.customer_name, one.sentence) for one in named(books, check)]
    return found or [(check.state, check.reason)]
