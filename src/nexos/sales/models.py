"""The tables of quotes, and what a quote knows of itself."""

from decimal import Decimal

from django.db import models

from nexos.catalog.models import Billing, Product
from nexos.crm.models import Company
from nexos.kit import clock
from nexos.kit.fields import DecimalTextField
from nexos.kit.money import Money, line_amount
from nexos.kit.tenancy.models import TenantModel
from nexos.sales.totals import DiscountKind, Part, QuoteTotals, total


class Status(models.TextChoices):
    """A quote's life: a draft is sent, then approved, declined, or left until it expires."""

    DRAFT = "draft", "Draft"
    SENT = "sent", "Sent"
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"
    EXPIRED = "expired", "Expired"


class Quote(TenantModel):
    """An offer to a company. `valid_until`, its last good day, and `approved_on` are business-local dates.

    `total_minor` is what `totals` comes to, kept for lists; the services write it together with the lines.
    """

    number = models.CharField(max_length=20)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    currency = models.CharField(max_length=3)
    valid_until = models.DateField()
    discount_kind = models.CharField(max_length=10, default=DiscountKind.NONE.value)
    discount_value = DecimalTextField(default=Decimal(0))
    tax_percent = DecimalTextField(null=True, blank=True)
    note = models.TextField(blank=True, default="")
    total_minor = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    sent_at = models.DateTimeField(null=True)
    approved_on = models.DateField(null=True)
    approved_by_name = models.CharField(max_length=120, blank=True, default="")
    approved_by_title = models.CharField(max_length=120, blank=True, default="")
    declined_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "number"], name="one_quote_per_number")]
        indexes = [models.Index(fields=["tenant", "-created_at"], name="quotes_newest_first")]

    def __str__(self) -> str:
        return self.number

    @property
    def total(self) -> Money:
        """`totals.total` as it was when the quote was last written."""
        return Money.from_minor(self.total_minor, self.currency)

    @property
    def counted_lines(self) -> "list[QuoteLine]":
        """The accepted lines; before an approval those that are not optional."""
        return [line for line in self.lines.all() if line.counts]

    @property
    def totals(self) -> QuoteTotals:
        """The sums of `counted_lines`, and each one's share of the discount."""
        return total(
            [line.as_part() for line in self.counted_lines],
            DiscountKind(self.discount_kind),
            self.discount_value,
            self.tax_percent,
            self.currency,
        )


class QuoteLine(TenantModel):
    """One line of a quote. `accepted` and `chosen_quantity` are None until the quote is approved.

    An `optional` line is taken or left by the client; of an `adjustable` one the client may choose another quantity.
    """

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, related_name="+")
    description = models.TextField()
    quantity = DecimalTextField()
    unit_price = DecimalTextField()
    billing = models.CharField(max_length=10, choices=Billing.choices, default=Billing.ONE_TIME)
    optional = models.BooleanField(default=False)
    adjustable = models.BooleanField(default=False)
    taxable = models.BooleanField(default=False)
    accepted = models.BooleanField(null=True)
    chosen_quantity = DecimalTextField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["quote", "position"], name="one_quote_line_per_position")]

    @property
    def counts(self) -> bool:
        """Whether the line is part of the quote's totals."""
        return not self.optional if self.accepted is None else self.accepted

    @property
    def counted_quantity(self) -> Decimal:
        """What the client chose, else what was offered."""
        return self.quantity if self.chosen_quantity is None else self.chosen_quantity

    @property
    def amount(self) -> Money:
        """`counted_quantity` times `unit_price`, rounded once."""
        return line_amount(self.counted_quantity, self.unit_price, self.quote.currency)

    def as_part(self) -> Part:
        """The line as the totals count it."""
        return Part(self.amount, self.taxable, self.billing == Billing.RECURRING)
