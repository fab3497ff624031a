"""One row per document of ours that QuickBooks has, or is about to have."""

from django.db import models
from django.db.models import Q

from nexos.kit.tenancy.models import TenantModel


class Status(models.TextChoices):
    """Where a document stands with QuickBooks. A document without a row was never asked for: "Not sent"."""

    WAITING = "waiting", "Queued"
    IN_FLIGHT = "in_flight", "Sending"
    UNKNOWN = "unknown", "Checking with QuickBooks"
    BLOCKED = "blocked", "Waiting"
    NEEDS_RECONNECT = "needs_reconnect", "Waiting: reconnect"
    NEEDS_PERSON = "needs_person", "Needs your decision"
    REFUSED = "refused", "Refused"
    CANCELLED = "cancelled", "Cancelled"
    DELIVERED = "delivered", "In QuickBooks"
    DIFFERS = "differs", "Differs in QuickBooks"
    OUT_OF_DATE = "out_of_date", "Out of date in QuickBooks"
    VOIDED_THERE = "voided_there", "Voided in QuickBooks"
    DELETED_THERE = "deleted_there", "Deleted in QuickBooks"


THERE = (Status.DELIVERED, Status.DIFFERS, Status.OUT_OF_DATE, Status.VOIDED_THERE, Status.DELETED_THERE)
"""The statuses of a document that QuickBooks has, or had."""

NEEDS_HAND = (
    Status.BLOCKED,
    Status.NEEDS_RECONNECT,
    Status.NEEDS_PERSON,
    Status.REFUSED,
    Status.DIFFERS,
    Status.OUT_OF_DATE,
    Status.VOIDED_THERE,
    Status.DELETED_THERE,
)
"""The statuses that do not end by themselves."""


class DocumentState(TenantModel):
    """What people are told about one document: state, why, number there, and what differs.

    `sentence` says what happened, why, and what to do. `remedy` names the page that helps ("customer", "item",
    "tax_code", "document", "connection", "quickbooks", "mapping", "settings", "sync", "decide") and `remedy_target` the
    record on it. `sent` holds the facts that both sides agreed on at delivery (see `facts`), the baseline that later
    reads are compared with; `difference` is a list of {"field", "here", "there"}. `candidates` are the documents there
    that might be this one, when only a person can tell.
    """

    connection = models.ForeignKey("quickbooks_connection.Connection", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    record_id = models.UUIDField()
    number = models.CharField(max_length=40, default="")
    status = models.CharField(max_length=20, choices=Status.choices)
    reason = models.CharField(max_length=30, default="")
    sentence = models.TextField(default="")
    remedy = models.CharField(max_length=30, default="")
    remedy_target = models.CharField(max_length=64, default="")
    next_look_at = models.DateTimeField(null=True)
    qbo_id = models.CharField(max_length=40, default="")
    qbo_number = models.CharField(max_length=40, default="")
    customer_name = models.CharField(max_length=500, default="")
    currency = models.CharField(max_length=3, default="")
    remote_total_minor = models.BigIntegerField(null=True)
    sent = models.JSONField(default=dict)
    difference = models.JSONField(default=list)
    candidates = models.JSONField(default=list)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=120, default="")
    read_back_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "kind", "record_id"], name="one_state_per_document"),
            models.UniqueConstraint(
                fields=["connection", "kind", "qbo_id"], condition=~Q(qbo_id=""), name="one_document_per_qbo_id"
            ),
        ]
        indexes = [models.Index(fields=["connection", "kind", "status"], name="document_states_by_status")]


class DocumentEvent(TenantModel):
    """One thing that happened to a document on its way to QuickBooks or there, as its card tells it."""

    document = models.ForeignKey(DocumentState, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    tone = models.CharField(max_length=4)
    sentence = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["document", "-at"], name="document_events_newest_first")]
