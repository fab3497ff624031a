"""The outbox: what is to be written to QuickBooks, in which bytes, and how each attempt went."""

from django.db import models

from nexos.kit.tenancy.models import TenantModel


class PushStatus(models.TextChoices):
    """Where a push stands. Every status but DELIVERED and CANCELLED can still lead to a write."""

    WAITING = "waiting", "Waiting"
    IN_FLIGHT = "in_flight", "Sending"
    UNKNOWN = "unknown", "Checking"
    DELIVERED = "delivered", "Delivered"
    BLOCKED = "blocked", "Blocked"
    REFUSED = "refused", "Refused"
    NEEDS_RECONNECT = "needs_reconnect", "Needs reconnect"
    NEEDS_PERSON = "needs_person", "Needs a person"
    CANCELLED = "cancelled", "Cancelled"


RUNNABLE = (PushStatus.WAITING, PushStatus.IN_FLIGHT, PushStatus.UNKNOWN, PushStatus.BLOCKED)
"""What a worker may claim once `next_attempt_at` has come. In flight means that its holder died: see `lease`."""


class Push(TenantModel):
    """The intent to write one record to one QuickBooks company by one operation ("create").

    It is written in the transaction of its cause and never deleted. `fence` grows with every claim: a holder whose
    fence is old has been replaced, and settles nothing. `chosen_qbo_id` is the document there that a person named as
    this one, when only a person could tell.
    """

    connection = models.ForeignKey("quickbooks_connection.Connection", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    record_id = models.UUIDField()
    operation = models.CharField(max_length=10, default="create")
    status = models.CharField(max_length=20, choices=PushStatus.choices, default=PushStatus.WAITING)
    blocked_reason = models.CharField(max_length=30, default="")
    blocked_what = models.CharField(max_length=200, default="")
    chosen_qbo_id = models.CharField(max_length=40, default="")
    asked_by = models.CharField(max_length=120, default="")
    asked_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    holder = models.CharField(max_length=80, default="")
    fence = models.BigIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "kind", "record_id", "operation"], name="one_push_per_record_and_operation"
            )
        ]
        indexes = [models.Index(fields=["connection", "next_attempt_at"], name="pushes_by_time")]


class Generation(TenantModel):
    """One payload and one request id. Every attempt of a generation sends the same bytes.

    `may_be_there` is set before the first byte leaves and cleared only by a definite answer that nothing was written:
    while it stands, nothing is sent before QuickBooks was asked. `expected` are the facts its answer has to say. A
    generation ends delivered or refused; the next one has another payload, request id and marker.
    """

    push = models.ForeignKey(Push, on_delete=models.CASCADE, related_name="generations")
    n = models.PositiveIntegerField()
    request_id = models.CharField(max_length=36)
    marker = models.CharField(max_length=20)
    payload = models.BinaryField()
    expected = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    first_attempt_at = models.DateTimeField(null=True)
    may_be_there = models.BooleanField(default=False)
    looks = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["push", "n"], name="one_generation_per_number"),
            models.UniqueConstraint(fields=["tenant", "request_id"], name="one_generation_per_request_id"),
        ]


class Attempt(TenantModel):
    """One call for a generation: sending it, or looking for it. Without an end, its worker died."""

    generation = models.ForeignKey(Generation, on_delete=models.CASCADE, related_name="attempts")
    act = models.CharField(max_length=10)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=30, default="")
    http_status = models.PositiveIntegerField(null=True)
    code = models.CharField(max_length=20, default="")
    intuit_tid = models.CharField(max_length=80, default="")
    message = models.TextField(default="")
