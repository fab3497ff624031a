"""What sales documents have in common, and those beside the invoice: estimates and credit memos, with their lines."""

from django.db import models
from django.db.models import Q

from nexos.kit.fields import DecimalTextField
from nexos.kit.money import Money
from nexos.quickbooks.mirror.models.row import ConnectionRow, MirrorRow


class SalesLine(ConnectionRow):
    """One entry of a sales document's Line[], the members of a bundle after it (`bundle_position` is the bundle's).

    `line_id` (empty on the subtotal) and `item_id` are QuickBooks' Ids. `taxable`: the line's tax code is neither
    absent nor NON. `amount_minor` counts in the document's currency; the server's subtotal and discount lines are rows
    too, so the visible lines are those of `SHOWN_DETAIL_TYPES`.
    """

    position = models.PositiveIntegerField()
    bundle_position = models.PositiveIntegerField(null=True)
    line_id = models.CharField(max_length=40, default="")
    detail_type = models.TextField()
    item_id = models.CharField(max_length=40, default="")
    item_name = models.TextField(default="")
    description = models.TextField(default="")
    quantity = DecimalTextField(null=True)
    unit_price = DecimalTextField(null=True)
    amount_minor = models.BigIntegerField(null=True)
    taxable = models.BooleanField(default=False)

    SHOWN_DETAIL_TYPES = ("SalesItemLineDetail", "GroupLineDetail", "DescriptionOnly", "DiscountLineDetail")

    class Meta(ConnectionRow.Meta):
        abstract = True


class _SalesDocument(MirrorRow):
    """`company_id` is the gate: while it is None the document is held. `customer_id` is QuickBooks' Id. Amounts are
    minor units of `currency`."""

    doc_number = models.CharField(max_length=100, default="")
    customer_id = models.CharField(max_length=40, default="")
    company_id = models.UUIDField(null=True)
    txn_date = models.DateField(null=True)
    currency = models.TextField()
    total_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField()
    email_status = models.TextField(default="")
    private_note = models.TextField(default="")

    class Meta(MirrorRow.Meta):
        abstract = True
        indexes = [
            models.Index(
                fields=["tenant", "connection", "-txn_date", "-qbo_id"],
                condition=Q(deleted_at__isnull=True),
                name="%(class)ss_newest_first",
            ),
            models.Index(fields=["connection", "customer_id"], name="%(class)ss_by_customer"),
        ]

    @property
    def total(self) -> Money:
        return Money.from_minor(self.total_minor, self.currency)

    @property
    def tax(self) -> Money:
        return Money.from_minor(self.tax_minor, self.currency)


class Estimate(_SalesDocument):
    """`status` is QuickBooks' TxnStatus: Pending, Accepted, Closed, Rejected or Converted. `links` are what was made of
    it, `{"type": "Invoice", "id": …}` each. An estimate has no balance and cannot be voided (Intuit, "Estimate")."""

    expires_on = models.DateField(null=True)
    status = models.TextField(default="")
    accepted_by = models.TextField(default="")
    accepted_on = models.DateField(null=True)
    links = models.JSONField(default=list)
    raw = models.TextField()

    @property
    def invoice_ids(self) -> list[str]:
        """QuickBooks' Ids of the invoices it became."""
        return [link["id"] for link in self.links if link["type"] == "Invoice"]


class EstimateLine(SalesLine):
    """One entry of an estimate's Line[]."""

    pk = models.CompositePrimaryKey("connection_id", "estimate_id", "position")
    estimate_id = models.CharField(max_length=40)


class CreditMemo(_SalesDocument):
    """`balance` is what is left of the credit; RemainingCredit equals it (recorded)."""

    balance_minor = models.BigIntegerField()
    voided = models.BooleanField(default=False)
    raw = models.TextField()

    @property
    def balance(self) -> Money:
        """What has not been applied yet."""
        return Money.from_minor(self.balance_minor, self.currency)


class CreditMemoLine(SalesLine):
    """One entry of a credit memo's Line[]."""

    pk = models.CompositePrimaryKey("connection_id", "credit_memo_id", "position")
    credit_memo_id = models.CharField(max_length=40)
