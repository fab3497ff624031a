"""The tables of invoices, and what an invoice knows of itself."""

from django.db import models
from django.db.models import Q

from nexos.billing.draft import DraftLine, Source
from nexos.catalog.models import Product
from nexos.crm.models import Company
from nexos.kit import clock
from nexos.kit.fields import DecimalTextField
from nexos.kit.money import Money
from nexos.kit.tenancy.models import TenantModel


class Status(models.TextChoices):
    """An invoice's life here. Whether it is paid is not known here."""

    DRAFT = "draft", "Draft"
    ISSUED = "issued", "Issued"
    VOID = "void", "Void"


class Invoice(TenantModel):
    """A bill to a company. A draft has no number: it gets the next one when it is issued.

    `issued_on` and `due_on` are business-local dates. On a draft a date of None means: the day it is issued, and
    `terms_days` later. `tax_minor` is None while the tax is still to be computed; `total_minor` then leaves it out.
    """

    number = models.CharField(max_length=20, blank=True, default="")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    issued_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    terms_days = models.PositiveSmallIntegerField(default=30)
    currency = models.CharField(max_length=3)
    memo = models.TextField(blank=True, default="")
    subtotal_minor = models.BigIntegerField(default=0)
    discount_minor = models.BigIntegerField(default=0)
    tax_minor = models.BigIntegerField(null=True)
    total_minor = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    issued_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)
    void_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "number"], condition=~Q(number=""), name="one_invoice_per_number"
            ),
            models.CheckConstraint(
                condition=Q(status="draft", number="") | ~Q(status="draft") & ~Q(number=""),
                name="only_a_draft_has_no_number",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "-created_at"], name="invoices_newest_first"),
            models.Index(fields=["tenant", "company"], name="invoices_by_company"),
        ]

    def __str__(self) -> str:
        return self.number or "Draft"

    @property
    def subtotal(self) -> Money:
        return Money.from_minor(self.subtotal_minor, self.currency)

    @property
    def discount(self) -> Money:
        """What is taken off the subtotal."""
        return Money.from_minor(self.discount_minor, self.currency)

    @property
    def tax(self) -> Money | None:
        """None while it is still to be computed."""
        return None if self.tax_minor is None else Money.from_minor(self.tax_minor, self.currency)

    @property
    def total(self) -> Money:
        """Without the tax while that is unknown."""
        return Money.from_minor(self.total_minor, self.currency)


class InvoiceLine(TenantModel):
    """One line of an invoice. `amount_minor` is quantity times unit price, rounded once; `discount_minor` its share.

    `source_kind` and `source_id` say what it bills ("quote_line" and the line's id); both are empty on a line typed by
    hand. `live` ends with the invoice: a source is on at most one live line, and free again after a void.
    """

    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, related_name="+")
    description = models.TextField()
    quantity = DecimalTextField()
    unit_price = DecimalTextField()
    amount_minor = models.BigIntegerField()
    discount_minor = models.BigIntegerField(default=0)
    taxable = models.BooleanField(default=False)
    source_kind = models.CharField(max_length=20, blank=True, default="")
    source_id = models.UUIDField(null=True)
    live = models.BooleanField(default=True)

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["tenant", "source_id"], name="invoice_lines_by_source")]
        constraints = [
            models.UniqueConstraint(fields=["invoice", "position"], name="one_invoice_line_per_position"),
            models.UniqueConstraint(
                fields=["tenant", "source_kind", "source_id"],
                condition=Q(live=True, source_id__isnull=False),
                name="one_live_invoice_line_per_source",
            ),
        ]

    def as_draft(self) -> DraftLine:
        """The line as it could be written again."""
        return DraftLine(
            id=self.id,
            description=self.description,
            quantity=self.quantity,
            unit_price=self.unit_price,
            product_id=self.product_id,
            taxable=self.taxable,
            discount=self.discount.amount,
            source=Source(self.source_kind, self.source_id) if self.source_id else None,
        )

    @property
    def amount(self) -> Money:
        """Before the discount."""
        return Money.from_minor(self.amount_minor, self.invoice.currency)

    @property
    def discount(self) -> Money:
        """The line's share of the discount."""
        return Money.from_minor(self.discount_minor, self.invoice.currency)
