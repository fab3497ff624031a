"""Runs of the synchronisation."""

from django.db import models
from django.db.models import Q

from nexos.kit.tenancy.models import TenantModel


class Trigger(models.TextChoices):
    """What made a run start."""

    CLOCK = "clock", "By the clock"
    PERSON = "person", "Sync now"
    FIRST = "first", "First read"
    WEBHOOK = "webhook", "After a notification"
    CHECK = "check", "For a reconciliation"


class RunState(models.TextChoices):
    """Where a run stands."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    SLOWED = "slowed", "Slowed by QuickBooks"


UNDER_WAY = (RunState.WAITING, RunState.RUNNING)


class SyncRun(TenantModel):
    """One synchronisation of a connection; at most one waits or runs.

    `entities` counts per kind of object while the run goes on: `{"Invoice": {"done": 400, "total": 900, "fetched": 400,
    "written": 400, "unchanged": 0, "held": 400, "deleted": 0, "quarantined": 0, "left_out": {}}}`; `total` is None
    where only changes are read. `moved_at` is the last sign of life. `leased` says that the run belongs to whoever
    holds the lease of the connection's due work, and is over when somebody else does. `asked_by` pressed Sync now.
    `next_trigger` and `next_asked_by` are about the run after this one, when it was asked for while this one was going
    on.
    """

    connection = models.ForeignKey("quickbooks_connection.Connection", on_delete=models.CASCADE, related_name="+")
    trigger = models.CharField(max_length=10, choices=Trigger.choices)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    next_trigger = models.CharField(max_length=10, choices=Trigger.choices, default="")
    next_asked_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.WAITING)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    leased = models.BooleanField(default=False)
    calls = models.PositiveIntegerField(default=0)
    bytes = models.BigIntegerField(default=0)
    message = models.TextField(default="")
    entities = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["connection", "-asked_at"], name="runs_newest_first")]
        constraints = [
            models.UniqueConstraint(
                fields=["connection"], condition=Q(state__in=UNDER_WAY), name="one_run_under_way_per_connection"
            )
        ]

    @property
    def under_way(self) -> bool:
        """Whether the page should keep looking at it."""
        return self.state in UNDER_WAY

    @property
    def found_something(self) -> bool:
        """Whether anything here is different since; an overlap is read on purpose, and changes nothing."""
        return any(
            count.get(change) for count in self.entities.values() for change in ("written", "deleted", "quarantined")
        )

    @property
    def seconds(self) -> float | None:
        """How long it took, or None while it goes on."""
        if self.started_at is None or self.finished_at is None:
            return None
        return (self.finished_at - self.started_at).total_seconds()
