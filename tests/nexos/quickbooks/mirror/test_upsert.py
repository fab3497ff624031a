"""One guarded upsert: newer replaces, older never, the same is not written."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

import raw_objects as raw
from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.mirror import queries
from nexos.quickbooks.mirror.entities import SPECS
from nexos.quickbooks.mirror.models import Invoice, InvoiceLine, PaymentApplication, QuarantinedObject
from nexos.quickbooks.mirror.understand import understand
from nexos.quickbooks.mirror.upsert import Stored, mark_deleted, store, store_one

THEN = datetime(2026, 4, 5, 12, 0, tzinfo=UTC)


def keep(connection: Connection, entity: str, *objects: Any) -> Stored:
    understood = understand(entity, [json.dumps(one).encode() for one in objects], THEN, "USD")
    with transaction.atomic():
        return store(connection.tenant_id, connection.id, understood, lambda _: {})


def at(hour: int, number: int = 1, **fields: Any) -> dict[str, Any]:
    times = {"CreateTime": THEN.isoformat(), "LastUpdatedTime": (THEN + timedelta(hours=hour)).isoformat()}
    return raw.invoice(number) | {"MetaData": times} | fields


def note(connection: Connection) -> str:
    return queries.invoice(connection.tenant_id, connection.id, "1").private_note


def test_newer_replaces_and_older_does_not(connection: Connection) -> None:
    assert keep(connection, "Invoice", at(2, PrivateNote="second")).written == 1
    late = keep(connection, "Invoice", at(1, PrivateNote="first"))
    assert (late.written, late.older, note(connection)) == (0, 1, "second")
    assert keep(connection, "Invoice", at(3, PrivateNote="third")).written == 1
    assert note(connection) == "third"


def test_within_the_same_second_the_later_arrival_counts(connection: Connection) -> None:
    keep(connection, "Invoice", at(1, PrivateNote="before"))
    assert keep(connection, "Invoice", at(1, PrivateNote="after")).written == 1
    assert note(connection) == "after"


def test_the_same_bytes_are_not_written(connection: Connection) -> None:
    keep(connection, "Invoice", at(1))
    again = keep(connection, "Invoice", at(1))
    assert (again.written, again.unchanged) == (0, 1)


def test_a_balance_that_moved_without_a_new_token_is_written(connection: Connection) -> None:
    keep(connection, "Customer", raw.customer(1))
    keep(connection, "Customer", raw.customer(1, Balance=12.5))
    assert queries.customer(connection.tenant_id, connection.id, "1").balance_minor == 1250


@pytest.mark.parametrize("count", [1, 19, 20, 60])
def test_few_and_many_rows_land_alike(count: int, connection: Connection) -> None:
    for hour in (1, 2):
        stored = keep(connection, "Invoice", *(at(hour, number) for number in range(count)))
        assert stored.written == count
    rows = Invoice.objects.of(connection.tenant_id).order_by("qbo_id")
    assert [row.updated_time for row in rows] == [THEN + timedelta(hours=2)] * count
    assert InvoiceLine.objects.of(connection.tenant_id).count() == 2 * count
    assert {line.quantity for line in InvoiceLine.objects.of(connection.tenant_id)} == {1, None}


def test_applications_are_replaced_with_their_payment(connection: Connection) -> None:
    keep(connection, "Payment", raw.payment(1, "1", {"7": "4.00", "8": "6.00"}))
    keep(connection, "Payment", raw.payment(1, "1", {"8": "10.00"}))
    rows = PaymentApplication.objects.of(connection.tenant_id).values_list(
        "payment_id", "position", "txn_id", "amount_minor"
    )
    assert list(rows) == [("1", 0, "8", 1000)]


def test_a_deleted_object_comes_back_only_by_something_newer(connection: Connection) -> None:
    where = (connection.tenant_id, connection.id)
    keep(connection, "Invoice", at(1))
    assert mark_deleted(*where, SPECS["Invoice"], {"1": THEN + timedelta(hours=2), "unheard of": None}) == 1
    assert keep(connection, "Invoice", at(1)).older == 1
    assert queries.invoice(*where, "1").deleted_at == THEN + timedelta(hours=2)
    assert keep(connection, "Invoice", at(3)).written == 1
    assert queries.invoice(*where, "1").deleted_at is None
    assert mark_deleted(*where, SPECS["Invoice"], {"1": THEN + timedelta(hours=2)}) == 0


def test_a_reply_to_a_write_is_stored_for_its_company(connection: Connection) -> None:
    company = uuid4()
    reply = json.dumps(at(1)).encode()
    assert store_one(connection.tenant_id, connection.id, "Invoice", reply, company).held == 0
    assert queries.invoices(connection.tenant_id, connection.id).get().company_id == company
    assert keep(connection, "Invoice", at(1)).unchanged == 1
    assert queries.invoices(connection.tenant_id, connection.id).get().company_id == company


def test_the_same_odd_object_is_kept_once_and_forgotten_when_understood(connection: Connection) -> None:
    odd = at(1, TotalAmt="much")
    keep(connection, "Invoice", odd)
    keep(connection, "Invoice", odd, at(1, 2))
    rows = QuarantinedObject.objects.of(connection.tenant_id)
    assert rows.count() == 1
    keep(connection, "Invoice", at(2))
    assert not rows.exists()
