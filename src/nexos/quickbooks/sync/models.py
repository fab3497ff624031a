"""Runs of the synchronisation."""

from django.db import models

from nexos.kit.tenancy.models import TenantModel


class Trigger(models.TextChoices):
    """What made a run start."""

    CLOCK = "clock", "Every 15 minutes"
    PERSON = "person", "Sync Now"
    FIRST = "first", "First sync"


class RunState(models.TextChoices):
    """Where a run stands."""

    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    SLOWED = "slowed", "Slowed by QuickBooks"


class SyncRun(TenantModel):
    """One synchronisation of a connection. `entities` counts per kind of object: `{"Invoice": {"done": 400, "total":
    900, "fetched": 400, "written": 400, "unchanged": 0, "held": 400, "deleted": 0, "left_out": 0, "quarantined": 0}}`
    (`total` None while unknown); it moves while the run goes on."""

    connection = models.ForeignKey("quickbooks_connection.Connection", on_delete=models.CASCADE, related_name="+")
    trigger = models.CharField(max_length=10, choices=Trigger.choices)
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.RUNNING)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    calls = models.PositiveIntegerField(default=0)
    bytes = models.BigIntegerField(default=0)
    message = models.TextField(default="")
    entities = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["connection", "-started_at"], name="runs_newest_first")]
