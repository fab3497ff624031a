"""What every mirrored row has.

Rows come by the hundred thousand, so their key is QuickBooks' own (connection and Id: one index instead of three) and
references carry neither constraint nor index: each row is written with the connection and tenant it was read for, and
on PostgreSQL row security checks the tenant once more. Texts have whatever length QuickBooks sends; only what an index
holds is limited.
"""

from django.db import models

from nexos.kit.tenancy.models import TenantModel


class ConnectionRow(TenantModel):
    """A row that belongs to one connection."""

    id = None  # type: ignore[assignment]
    tenant = models.ForeignKey(
        "accounts.Tenant",
        on_delete=models.CASCADE,
        editable=False,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    connection = models.ForeignKey(
        "quickbooks_connection.Connection",
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )

    class Meta:
        abstract = True
        base_manager_name = "objects"


class MirrorRow(ConnectionRow):
    """One object as QuickBooks last showed it, deleted ones included (`deleted_at`, QuickBooks' time or when it was
    missed). Times are UTC; `updated_time` is the guard: content with an earlier one never replaces the row.

    Each table ends with `raw`, the object byte for byte: SQLite reads a row from its front, and need not go through
    thousands of bytes of JSON to reach an amount.
    """

    pk = models.CompositePrimaryKey("connection_id", "qbo_id")
    qbo_id = models.CharField(max_length=40)
    sync_token = models.TextField()
    created_time = models.DateTimeField()
    updated_time = models.DateTimeField()
    read_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        base_manager_name = "objects"
