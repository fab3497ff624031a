"""PostgreSQL row-level security on every tenant table: the net under all others."""

from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from nexos.kit.tenancy.models import TenantModel

_POLICY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON {table};
CREATE POLICY tenant ON {table}
  USING (tenant_id = NULLIF(current_setting('nexos.tenant', true), '')::uuid)
  WITH CHECK (tenant_id = NULLIF(current_setting('nexos.tenant', true), '')::uuid);
"""


def tenant_tables() -> list[str]:
    """Names of the tables that hold a tenant's rows."""
    return sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, TenantModel))


def is_bypassed(connection: BaseDatabaseWrapper) -> bool:
    """Whether row security would not bind the role that `connection` signs in with. Raises DatabaseError."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            return False
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


def protect_tables(using: str = "default", **_: Any) -> None:
    """Puts the policy on every tenant table that exists; runs after each migration, so no new table can be forgotten.

    The policy is forced, so it binds the tables' owner too. With no tenant set it shows no row and accepts none.
    """
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        for table in tenant_tables():
            if table in present:
                cursor.execute(_POLICY.format(table=connection.ops.quote_name(table)))
