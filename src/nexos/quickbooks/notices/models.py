"""Notices of changes in QuickBooks, and whom they may be for."""

from django.db import models

from nexos.kit.tenancy.models import TenantModel


class Addressee(models.Model):
    """A connection that has or had a QuickBooks company: notifications go on for a while after a disconnect.

    Not a tenant's table: a notification names a company, and this is where it finds the tenants to try.
    """

    realm_id = models.CharField(max_length=40, db_index=True)
    tenant_id = models.UUIDField()
    connection_id = models.UUIDField(unique=True)


class Notice(TenantModel):
    """One change of one object, as Intuit told it; kept for 30 days.

    `fingerprint` is the same for every copy of an event. `operation` is Create, Update, Delete, Void, Merge or Emailed;
    of a merge `qbo_id` is the object that stayed and `merged_id` the one that it swallowed. `changed_at` is QuickBooks'
    own time, None if it gave none.
    """

    connection = models.ForeignKey(
        "quickbooks_connection.Connection", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    fingerprint = models.CharField(max_length=64)
    entity = models.CharField(max_length=40)
    qbo_id = models.CharField(max_length=40)
    operation = models.CharField(max_length=40)
    merged_id = models.CharField(max_length=40, default="")
    changed_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["connection", "fingerprint"], name="one_notice_per_event")]
        indexes = [models.Index(fields=["connection", "received_at"], name="notices_by_age")]
