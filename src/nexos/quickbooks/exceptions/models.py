"""Causes that somebody put off."""

from django.db import models

from nexos.kit.tenancy.models import TenantModel


class SetAside(TenantModel):
    """A cause (`Cause.key`) that nobody need see until a business-local day, and why. On that day it comes back, if it
    is still there."""

    connection = models.ForeignKey("quickbooks_connection.Connection", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    reason = models.CharField(max_length=200)
    until = models.DateField()
    by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["connection", "key"], name="set_aside_once")]
