"""The table that sweeps start from. It is not a tenant's: it holds ids and times, nothing else."""

from django.db import models


class DueWork(models.Model):
    """One record's need for one kind of work, and the lease of whoever is doing it.

    `asked` counts the calls of `due`; a worker that finishes compares it with what it saw when it claimed, so that a
    request made meanwhile is not lost. `asked_for` is the earliest moment that was asked for since the claim: while the
    work is done, `due_at` is still what made it due, so that it is found again if its holder dies. `fence` grows with
    every claim; a holder whose fence is old has been replaced.
    """

    kind = models.CharField(max_length=40)
    tenant_id = models.UUIDField()
    record_id = models.UUIDField()
    due_at = models.DateTimeField(null=True)
    asked_for = models.DateTimeField(null=True)
    asked = models.BigIntegerField(default=1)
    holder = models.CharField(max_length=80, default="")
    fence = models.BigIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "record_id"], name="one_row_per_work")]
        indexes = [models.Index(fields=["due_at"], name="due_work_by_time")]
