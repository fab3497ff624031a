"""What goes wrong on the way commits nothing, stops nobody else, and is made good by the next sync."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

import raw_objects as raw
from books import Books
from emulator_process import EmulatorProcess
from nexos.kit.tenancy import scope
from nexos.quickbooks.mirror.models import Invoice, InvoiceLine, ReadPage

pytestmark = pytest.mark.django_db(transaction=True)

BROKEN = {"truncate": {"after_bytes": 5000}, "garbage": {}, "status": {"status": 503}}


@pytest.fixture
def books(connect: Callable[[str], Books], emulator: EmulatorProcess) -> Books:
    realm_id = emulator.company()
    invoices = [raw.invoice(n) for n in range(1, 1301)]
    emulator.seed(realm_id, {"Customer": [raw.customer(1)], "Invoice": invoices})
    return connect(realm_id)


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_page_commits_nothing_and_the_others_land(kind: str, books: Books) -> None:
    match = {"entity": "Invoice"}
    fault = books.emulator.fault(kind, match, realm_id=books.realm_id, times=50, **BROKEN[kind])
    run = books.sync()
    assert (run.state, "invoices" in run.message) == ("failed", True)
    with scope(books.tenant_id):
        assert not Invoice.objects.of(books.tenant_id).exists()
        assert not InvoiceLine.objects.of(books.tenant_id).exists()
        assert not ReadPage.objects.of(books.tenant_id).exists()
    assert books.here("Customer") == books.there("Customer")
    assert books.coverage("Customer").read_until is not None
    books.emulator.control(f"faults/{fault}", method="DELETE")
    assert books.sync().state == "done"
    assert books.agrees()


@contextmanager
def missing(table: str) -> Iterator[None]:
    """As if the database had lost one table."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO {table}_away")
        try:
            yield
        finally:
            cursor.execute(f"ALTER TABLE {table}_away RENAME TO {table}")


def test_a_database_error_of_one_kind_stops_no_other(books: Books) -> None:
    line = raw.invoice(1)["Line"][:1]
    with missing("quickbooks_mirror_invoiceline"):
        run = books.sync()
        assert (run.state, "invoices" in run.message) == ("failed", True)
        assert books.here("Customer") == books.there("Customer")
        assert not books.here("Invoice")
    assert books.sync().state == "done"
    books.create("Invoice", {"CustomerRef": {"value": "1"}, "Line": line})
    books.update("Customer", "1", CompanyName="Someone & Co.")
    with missing("quickbooks_mirror_invoiceline"):
        assert books.sync().state == "failed"
        assert books.here("Customer") == books.there("Customer")
    assert books.sync().state == "done"
    assert books.agrees()


def test_changes_that_could_not_be_read_are_asked_for_again(books: Books) -> None:
    books.sync()
    cursor = books.coverage("Invoice").read_until
    books.update("Invoice", "5", PrivateNote="while the line was bad")
    fault = books.emulator.fault("truncate", {"path": "cdc"}, realm_id=books.realm_id, times=50, after_bytes=200)
    assert books.sync().state == "failed"
    assert books.coverage("Invoice").read_until == cursor
    books.emulator.control(f"faults/{fault}", method="DELETE")
    assert books.sync().state == "done"
    assert books.agrees()
