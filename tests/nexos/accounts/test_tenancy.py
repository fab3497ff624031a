"""One tenant's rows are out of another's reach, whatever the code forgets."""

import pytest
from django.db import connection

from cast import Cast
from nexos.accounts import queries
from nexos.accounts.models import Role
from nexos.kit.tenancy import NoTenant, WrongTenant, scope


def test_without_a_scope_a_tenant_table_cannot_be_read(cast: Cast) -> None:
    with pytest.raises(NoTenant):
        Role.objects.count()


def test_a_scope_shows_its_own_tenant_only(cast: Cast) -> None:
    with scope(cast.contoso.id):
        assert [user.name for user in queries.users(cast.contoso.id)] == ["Charlie Ruiz"]
        with pytest.raises(WrongTenant):
            queries.users(cast.northwind.id)


def test_a_row_of_another_tenant_cannot_be_written(cast: Cast) -> None:
    with scope(cast.contoso.id), pytest.raises(WrongTenant):
        Role.objects.create(tenant=cast.northwind, name="smuggled")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="row security is PostgreSQL's")
def test_the_database_itself_hides_other_tenants(cast: Cast) -> None:
    with scope(cast.contoso.id), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_user")
        assert cursor.fetchone() == (1,)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_user")
        assert cursor.fetchone() == (0,)
