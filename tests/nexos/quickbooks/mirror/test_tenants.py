"""One tenant's mirror is out of another's reach."""

import json

import pytest
from django.db import ProgrammingError, transaction
from django.db import connection as database

import raw_objects as raw
from cast import Cast
from nexos.kit.tenancy import WrongTenant, scope
from nexos.quickbooks.connection import services as connections
from nexos.quickbooks.mirror import queries
from nexos.quickbooks.mirror.upsert import store_one

TABLES = ("customer", "invoice", "invoiceline")


@pytest.mark.django_db(transaction=True)
def test_a_mirror_is_its_tenants_alone(cast: Cast) -> None:
    with scope(cast.northwind.id):
        ours = connections.save_credentials(
            cast.northwind.id, client_id="some-client-id", client_secret="some-secret", environment="sandbox"
        )
        for entity, one in (("Customer", raw.customer(1)), ("Invoice", raw.invoice(1))):
            store_one(cast.northwind.id, ours.id, entity, json.dumps(one).encode())
        assert queries.counts(cast.northwind.id, ours.id)["Invoice"] == 1
    with scope(cast.contoso.id):
        assert set(queries.counts(cast.contoso.id, ours.id).values()) == {0}
        with pytest.raises(WrongTenant):
            queries.counts(cast.northwind.id, ours.id)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(database.vendor != "postgresql", reason="row security is PostgreSQL's")
def test_the_database_refuses_rows_for_another_tenant(cast: Cast) -> None:
    with scope(cast.northwind.id):
        ours = connections.save_credentials(
            cast.northwind.id, client_id="some-client-id", client_secret="some-secret", environment="sandbox"
        )
        store_one(cast.northwind.id, ours.id, "Invoice", json.dumps(raw.invoice(1)).encode())
    for table in TABLES:
        with scope(cast.contoso.id), database.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM quickbooks_mirror_{table}")
            assert cursor.fetchone() == (0,)
    smuggle = """INSERT INTO quickbooks_mirror_invoiceline (tenant_id, connection_id, invoice_id, position, line_id,
        detail_type, item_id, item_name, description, taxable) VALUES (%s, %s, '1', 9, '', '', '', '', '', false)"""
    with scope(cast.contoso.id), transaction.atomic(), database.cursor() as cursor:
        with pytest.raises(ProgrammingError, match="row-level security"):
            cursor.execute(smuggle, [cast.northwind.id, ours.id])
        transaction.set_rollback(True)
