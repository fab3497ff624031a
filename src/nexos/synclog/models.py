"""The log's one table."""

from django.db import models
from django.db.models import Q

from nexos.kit.tenancy.models import TenantModel

LONGEST_NAME = 200


def folded(name: str) -> str:
    """A record's name as entries are found by it, in whatever case it was written."""
    return name.casefold()[:LONGEST_NAME]


class Outcome(models.TextChoices):
    """How an act ended, the ones that need a person first."""

    FAILED = "failed", "Failed"
    SKIPPED = "skipped", "Skipped"
    WAITING = "waiting", "Waiting"
    CHECKING = "checking", "Checking"
    SLOWED = "slowed", "Slowed"
    DONE = "done", "Done"


class Source(models.TextChoices):
    """Which act an entry is about."""

    PUSH = "push", "To QuickBooks"
    SYNC = "sync", "From QuickBooks"
    MAPPING = "mapping", "Mapping"
    CONNECTION = "connection", "Connection"
    NOTICES = "notices", "Notifications"
    RECONCILIATION = "reconciliation", "Reconciliation"


class Urgency(models.IntegerChoices):
    """The order of the log: what failed, what waits for a person, all else. What was resolved is all else."""

    FAILED = 0
    WAITING = 1
    REST = 2


class Entry(TenantModel):
    """One outcome about one record. The same record with the same outcome and code is one row, counted.

    `about` names the record as people do ("INV-2026-0412"; `found_as` is the same without case, because row security
    lets no expression use an index), `record_kind` and `record_id` identify it. `message` says what happened and why,
    `remedy` what to do, where the message does not. `details` (QuickBooks' code and words, trace
    and request id) are for support. `resolved_at` is when a later outcome about the record made this one a thing of
    the past.
    """

    source = models.CharField(max_length=20, choices=Source.choices)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    urgency = models.PositiveSmallIntegerField(choices=Urgency.choices)
    code = models.CharField(max_length=40, default="")
    record_kind = models.CharField(max_length=30, default="")
    record_id = models.CharField(max_length=64, default="")
    about = models.CharField(max_length=LONGEST_NAME, default="")
    found_as = models.CharField(max_length=LONGEST_NAME, default="")
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    times = models.PositiveIntegerField(default=1)
    message = models.TextField()
    remedy = models.TextField(default="")
    details = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "source", "record_kind", "record_id", "outcome", "code"],
                name="one_row_per_repeated_outcome",
            )
        ]
        indexes = [
            # One for each way to narrow the list, in its order: a page is a range of one of them.
            models.Index(fields=["tenant", "urgency", "-last_seen", "-id"], name="log_in_order"),
            models.Index(fields=["tenant", "outcome", "urgency", "-last_seen", "-id"], name="log_by_outcome"),
            models.Index(fields=["tenant", "source", "urgency", "-last_seen", "-id"], name="log_by_source"),
            models.Index(fields=["tenant", "source", "outcome", "urgency", "-last_seen", "-id"], name="log_by_both"),
            models.Index(fields=["tenant", "found_as"], name="log_by_record"),
            models.Index(
                fields=["tenant", "-resolved_at"], condition=Q(resolved_at__isnull=False), name="log_resolved"
            ),
        ]
