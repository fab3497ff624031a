"""Payments and what they were applied to."""

from django.db import models
from django.db.models import Q

from nexos.kit.money import Money
from nexos.quickbooks.mirror.models.row import ConnectionRow, MirrorRow


class Payment(MirrorRow):
    """`company_id` is the company its customer is mapped to, if any; a payment also shows for each released invoice it
    paid (`queries.payments`). `customer_id`, `method_id` are QuickBooks' Ids."""

    customer_id = models.CharField(max_length=40, default="")
    company_id = models.UUIDField(null=True)
    txn_date = models.DateField(null=True)
    currency = models.TextField()
    total_minor = models.BigIntegerField()
    unapplied_minor = models.BigIntegerField()
    method_id = models.CharField(max_length=40, default="")
    method = models.TextField(default="")
    reference = models.TextField(default="")
    voided = models.BooleanField(default=False)
    private_note = models.TextField(default="")
    raw = models.TextField()

    class Meta(MirrorRow.Meta):
        indexes = [
            models.Index(
                fields=["tenant", "connection", "-txn_date", "-qbo_id"],
                condition=Q(deleted_at__isnull=True),
                name="payments_newest_first",
            ),
            models.Index(fields=["connection", "customer_id"], name="payments_by_customer"),
        ]

    @property
    def total(self) -> Money:
        return Money.from_minor(self.total_minor, self.currency)

    @property
    def unapplied(self) -> Money:
        """What is not yet applied to any document."""
        return Money.from_minor(self.unapplied_minor, self.currency)


class PaymentApplication(ConnectionRow):
    """One amount of a payment applied to one document (`txn_type` "Invoice", "CreditMemo", …). Amounts are positive;
    the type tells the side (recorded). `payment_id` and `txn_id` are QuickBooks' Ids."""

    pk = models.CompositePrimaryKey("connection_id", "payment_id", "position")
    payment_id = models.CharField(max_length=40)
    position = models.PositiveIntegerField()
    txn_type = models.TextField()
    txn_id = models.CharField(max_length=40)
    amount_minor = models.BigIntegerField()

    class Meta(ConnectionRow.Meta):
        indexes = [models.Index(fields=["connection", "txn_id"], name="applications_by_document")]
