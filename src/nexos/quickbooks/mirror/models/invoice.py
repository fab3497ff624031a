"""Invoices and their lines."""

from datetime import date

from django.db import models
from django.db.models import Q

from nexos.kit.money import Money
from nexos.quickbooks.mirror.models.row import MirrorRow
from nexos.quickbooks.mirror.models.sales import SalesLine

SHOWN = Q(company_id__isnull=False)
RELEASED = Q(company_id__isnull=False, deleted_at__isnull=True)
HELD = Q(company_id__isnull=True, deleted_at__isnull=True)


class HeldReason(models.TextChoices):
    """Why an invoice is shown nowhere but on the mapping page."""

    UNMAPPED = "unmapped", "Its customer is not mapped to a company"
    NO_CUSTOMER = "no_customer", "It names no customer"


class Invoice(MirrorRow):
    """`company_id` is the gate: while it is None the invoice is held. `customer_id` is QuickBooks' Id.
    Amounts are minor units of `currency`."""

    doc_number = models.CharField(max_length=100, default="")
    customer_id = models.CharField(max_length=40, default="")
    company_id = models.UUIDField(null=True)
    txn_date = models.DateField(null=True)
    due_date = models.DateField(null=True)
    currency = models.TextField()
    total_minor = models.BigIntegerField()
    balance_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField()
    voided = models.BooleanField(default=False)
    email_status = models.TextField(default="")
    private_note = models.TextField(default="")
    raw = models.TextField()

    class Meta(MirrorRow.Meta):
        indexes = [
            models.Index(
                fields=["tenant", "connection", "-txn_date", "-qbo_id"], condition=RELEASED, name="released_invoices"
            ),
            models.Index(
                fields=["tenant", "company_id", "-txn_date", "-qbo_id"], condition=RELEASED, name="company_invoices"
            ),
            # Covers the counts of the list's views; SQLite wants the columns of its condition in it for that.
            models.Index(
                fields=["tenant", "connection", "balance_minor", "due_date", "voided", "company_id", "deleted_at"],
                condition=RELEASED,
                name="counted_invoices",
            ),
            models.Index(
                fields=["tenant", "connection", "customer_id", "currency", "total_minor"],
                condition=HELD,
                name="held_invoices",
            ),
            # Only what is shown: a first pull holds everything, and two indexes in customers' order cost twice.
            models.Index(
                fields=["connection", "customer_id"],
                condition=SHOWN,
                name="invoices_by_customer",
            ),
            models.Index(fields=["connection", "doc_number"], name="invoices_by_number"),
        ]

    @property
    def held_reason(self) -> HeldReason | None:
        """Why the gate holds it; None once it is released."""
        if self.company_id is not None:
            return None
        return HeldReason.UNMAPPED if self.customer_id else HeldReason.NO_CUSTOMER

    @property
    def total(self) -> Money:
        return Money.from_minor(self.total_minor, self.currency)

    @property
    def balance(self) -> Money:
        """What is still to be paid."""
        return Money.from_minor(self.balance_minor, self.currency)

    @property
    def tax(self) -> Money:
        return Money.from_minor(self.tax_minor, self.currency)

    def status_on(self, today: date) -> str:
        """QuickBooks' word: Deleted, Voided, Paid, Overdue, Partly paid or Open. `today` is business-local."""
        if self.deleted_at is not None:
            return "Deleted"
        if self.voided:
            return "Voided"
        if self.balance_minor <= 0:
            return "Paid"
        if self.due_date is not None and self.due_date < today:
            return "Overdue"
        return "Partly paid" if self.balance_minor < self.total_minor else "Open"


class InvoiceLine(SalesLine):
    """One entry of an invoice's Line[]."""

    pk = models.CompositePrimaryKey("connection_id", "invoice_id", "position")
    invoice_id = models.CharField(max_length=40)
