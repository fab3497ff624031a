"""Objects that could not be understood."""

from django.db import models

from nexos.kit.tenancy.models import TenantModel


class QuarantinedObject(TenantModel):
    """An object QuickBooks sent that no table can hold, with the reason and its JSON; bytes that are not UTF-8 are
    written `\\xNN`. It goes away by itself when a later version of the object is understood.
    `seen_at` is when it first came so, `read_at` when it last did."""

    connection = models.ForeignKey("quickbooks_connection.Connection", on_delete=models.CASCADE, related_name="+")
    entity = models.CharField(max_length=40)
    qbo_id = models.CharField(max_length=40, default="")
    reason = models.TextField()
    digest = models.CharField(max_length=64)
    raw = models.TextField()
    seen_at = models.DateTimeField()
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "entity", "qbo_id", "digest"], name="one_row_per_odd_object")
        ]
