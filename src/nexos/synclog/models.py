"""The log's one table."""

from django.db import models

from nexos.kit.tenancy.models import TenantModel


class Outcome(models.TextChoices):
    """How an act ended, the ones that need a person first."""

    FAILED = "failed", "Failed"
    SKIPPED = "skipped", "Skipped"
    WAITING = "waiting", "Waiting"
    CHECKING = "checking", "Checking"
    SLOWED = "slowed", "Slowed"
    DONE = "done", "Done"


class Entry(TenantModel):
    """One outcome about one record. The same record with the same outcome and code is one row, counted.

    `source` is the act ("push", "sync", "connection", "mapping"); `about` names the record as people do
    ("INV-2026-0412"), `record_kind` and `record_id` identify it. `details` (code, detail, trace id) is for support.
    """

    source = models.CharField(max_length=20)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    code = models.CharField(max_length=40, default="")
    record_kind = models.CharField(max_length=30, default="")
    record_id = models.CharField(max_length=64, default="")
    about = models.CharField(max_length=200, default="")
    message = models.TextField()
    details = models.JSONField(default=dict)
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "source", "record_kind", "record_id", "outcome", "code"],
                name="one_row_per_repeated_outcome",
            )
        ]
        indexes = [models.Index(fields=["tenant", "-last_seen"], name="sync_log_newest_first")]
