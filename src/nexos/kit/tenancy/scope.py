"""The tenant that the code now running works for."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import connection, transaction

_current: ContextVar[UUID | None] = ContextVar("tenant", default=None)


class NoTenant(RuntimeError):
    """A tenant's table was touched outside any scope. A defect, never a person's mistake."""


class WrongTenant(RuntimeError):
    """A row or argument of another tenant appeared inside a scope. A defect, never a person's mistake."""


def current_tenant_id() -> UUID:
    """The tenant of the innermost scope. Raises NoTenant outside any."""
    tenant_id = _current.get()
    if tenant_id is None:
        raise NoTenant("no tenant is active: wrap the work in kit.tenancy.scope(tenant_id)")
    return tenant_id


@contextmanager
def scope(tenant_id: UUID) -> Iterator[None]:
    """Runs the block for one tenant.

    On PostgreSQL the block is one transaction that carries the tenant to the row-security policies (`SET LOCAL`), so it
    must be short and must not call QuickBooks. On SQLite it is a context variable only: a transaction would take the
    one write lock even for reading; writers open `transaction.atomic()` themselves. Entering the same tenant again is
    allowed, another one raises WrongTenant.
    """
    active = _current.get()
    if active == tenant_id:
        yield
        return
    if active is not None:
        raise WrongTenant("another tenant is active")
    token = _current.set(tenant_id)
    try:
        if connection.vendor == "postgresql":
            inside_another = connection.in_atomic_block
            with transaction.atomic():
                _tell_database(str(tenant_id))
                yield
                if inside_another:  # the setting lives as long as the outermost transaction
                    _tell_database("")
        else:
            yield
    finally:
        _current.reset(token)


def _tell_database(tenant: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('nexos.tenant', %s, true)", [tenant])
