"""Checks of the mirror against QuickBooks, what differed in each, and how far the nightly audit has come."""

from django.db import models
from django.db.models import Q

from nexos.kit.money import Money
from nexos.kit.tenancy.models import TenantModel


class State(models.TextChoices):
    """How a check stands. Only equality to the cent agrees."""

    CHECKING = "checking", "Checking"
    AGREES = "agrees", "Agrees"
    DIFFERS = "differs", "Differs"
    CANNOT_TELL = "cannot_tell", "Cannot tell"


class Trigger(models.TextChoices):
    """What made a check start."""

    NIGHT = "night", "Every night"
    PERSON = "person", "Check now"
    REPULL = "repull", "After reading again"
    COMMAND = "command", "From the command line"


class Reconciliation(TenantModel):
    """One check of a connection; at most one waits or runs.

    `first_month` and `last_month` (first days) are those whose documents are counted against QuickBooks' report;
    balances are always over everything. `read_until` is the cursor: QuickBooks' own time up to which the mirror was
    read when it was compared. `reason` is why a check cannot tell. `receivables` has one entry per currency and
    `months` one per month and kind, amounts in minor units: `{"currency": "USD", "here": 100, "there": 100}`,
    `{"month": "2026-10-01", "entity": "Invoice", "here": 100, "there": 100, "here_count": 2, "there_count": 2}`.
    `documents` counts live rows by kind, `held` the documents of unmapped customers and what they leave open by
    currency: `{"documents": 3, "customers": 1, "open": {"USD": 900}}`. `leased` says that the check belongs to whoever
    holds the lease of the connection's due work; `moved_at` is the last sign of life.
    """

    connection = models.ForeignKey("quickbooks_connection.Connection", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=20, choices=State.choices, default=State.CHECKING)
    trigger = models.CharField(max_length=10, choices=Trigger.choices)
    asked_by = models.CharField(max_length=120, default="")
    asked_at = models.DateTimeField()
    first_month = models.DateField()
    last_month = models.DateField()
    leased = models.BooleanField(default=False)
    started_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    step = models.TextField(default="")
    steps_done = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(default="")
    calls = models.PositiveIntegerField(default=0)
    bytes = models.BigIntegerField(default=0)
    read_until = models.DateTimeField(null=True)
    differences = models.PositiveIntegerField(default=0)
    customers = models.PositiveIntegerField(default=0)
    documents = models.JSONField(default=dict)
    receivables = models.JSONField(default=list)
    months = models.JSONField(default=list)
    held = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["connection", "-asked_at"], name="checks_newest_first")]
        constraints = [
            models.UniqueConstraint(
                fields=["connection"], condition=Q(state=State.CHECKING), name="one_check_under_way_per_connection"
            )
        ]


class Part(models.TextChoices):
    """Which comparison found a difference."""

    DELIVERED = "delivered", "Documents we sent"
    DOCUMENT = "document", "Documents"
    BALANCE = "balance", "Customers"
    RECEIVABLES = "receivables", "Receivables"
    MONTH = "month", "Months"
    COUNT = "count", "Counts"


class Why(models.TextChoices):
    """What is wrong with what a difference names."""

    MISSING = "missing", "Missing here"
    SURPLUS = "surplus", "Not in QuickBooks"
    DOUBLED = "doubled", "Here twice"
    ALTERED = "altered", "Not as QuickBooks has it"
    NOT_UNDERSTOOD = "not_understood", "Not understood"
    NOT_MIRRORED = "not_mirrored", "A kind that is not mirrored"
    CHANGED_THERE = "changed_there", "Changed in QuickBooks"
    VOIDED_THERE = "voided_there", "Voided in QuickBooks only"
    VOIDED_HERE = "voided_here", "Voided here only"
    DELETED_THERE = "deleted_there", "Deleted in QuickBooks"
    HIERARCHY = "hierarchy", "Its sub-customers do not add up"
    UNEXPLAINED = "unexplained", "Not explained"


REPAIRABLE = (Why.MISSING, Why.SURPLUS, Why.DOUBLED, Why.ALTERED)
"""Reading the document again settles these."""


class Difference(TenantModel):
    """One thing in which the two sides differ: a document, a kind that is not mirrored, or what is left of a sum.

    `entity` and `qbo_id` are QuickBooks' (entity also "Journal Entry", as its reports say it), empty for a sum.
    `record_id` is our invoice, where it is one we sent. Amounts are minor units of `currency`, None where they do not
    say it: `here` as mirrored, `there` as QuickBooks has it. `read_again` says when somebody asked for the document to
    be read again, `settled_at` when that was done.
    """

    reconciliation = models.ForeignKey(Reconciliation, on_delete=models.CASCADE, related_name="found")
    place = models.PositiveIntegerField()
    part = models.CharField(max_length=20, choices=Part.choices)
    why = models.CharField(max_length=20, choices=Why.choices)
    customer_id = models.CharField(max_length=40, default="")
    customer_name = models.TextField(default="")
    month = models.DateField(null=True)
    entity = models.CharField(max_length=40, default="")
    qbo_id = models.CharField(max_length=40, default="")
    doc_number = models.CharField(max_length=100, default="")
    record_id = models.UUIDField(null=True)
    currency = models.CharField(max_length=3, default="")
    here_minor = models.BigIntegerField(null=True)
    there_minor = models.BigIntegerField(null=True)
    sentence = models.TextField()
    read_again = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reconciliation", "place"], name="one_difference_per_place")]

    @property
    def repairable(self) -> bool:
        """Whether reading the document again settles it."""
        return self.why in REPAIRABLE and bool(self.qbo_id)

    @property
    def here(self) -> Money | None:
        """As mirrored."""
        return None if self.here_minor is None else Money.from_minor(self.here_minor, self.currency)

    @property
    def there(self) -> Money | None:
        """As QuickBooks has it."""
        return None if self.there_minor is None else Money.from_minor(self.there_minor, self.currency)


class CustomerBalance(TenantModel):
    """What one customer owes in one currency by each side, of the newest check only; customers that owe nothing on
    both are absent. A customer has a second currency only where a row here is wrong."""

    reconciliation = models.ForeignKey(Reconciliation, on_delete=models.CASCADE, related_name="balances")
    customer_id = models.CharField(max_length=40)
    name = models.TextField(default="")
    currency = models.CharField(max_length=3)
    here_minor = models.BigIntegerField()
    there_minor = models.BigIntegerField()
    held = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reconciliation", "customer_id", "currency"], name="one_balance_per_customer"
            )
        ]

    @property
    def here(self) -> Money:
        """Added up from mirrored documents."""
        return Money.from_minor(self.here_minor, self.currency)

    @property
    def there(self) -> Money:
        """As QuickBooks told it during the check."""
        return Money.from_minor(self.there_minor, self.currency)

    @property
    def difference(self) -> Money:
        """By how much QuickBooks has more."""
        return self.there - self.here


class AuditPlace(TenantModel):
    """How far the nightly audit has come in its walk over all mirrored rows: those of `entity` created before
    `created_before` were compared in this lap (None: none of them yet)."""

    connection = models.OneToOneField("quickbooks_connection.Connection", on_delete=models.CASCADE, related_name="+")
    entity = models.CharField(max_length=40)
    created_before = models.DateTimeField(null=True)
    lap_began_at = models.DateTimeField()
    lap_ended_at = models.DateTimeField(null=True)
