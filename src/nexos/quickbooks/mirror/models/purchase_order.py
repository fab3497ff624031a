"""Purchase orders and their lines."""

from django.db import models

from nexos.kit.fields import DecimalTextField
from nexos.kit.money import Money
from nexos.quickbooks.mirror.models.row import ConnectionRow, MirrorRow


class PurchaseOrder(MirrorRow):
    """`status` is QuickBooks' POStatus, Open or Closed; `links` are the bills and purchases it became,
    `{"type": "Bill", "id": …}` each. `vendor_id` is QuickBooks' Id; amounts are minor units of `currency`."""

    doc_number = models.CharField(max_length=100, default="")
    vendor_id = models.CharField(max_length=40, default="")
    txn_date = models.DateField(null=True)
    due_date = models.DateField(null=True)
    currency = models.TextField()
    total_minor = models.BigIntegerField()
    status = models.TextField(default="")
    links = models.JSONField(default=list)
    memo = models.TextField(default="")
    private_note = models.TextField(default="")
    raw = models.TextField()

    @property
    def total(self) -> Money:
        return Money.from_minor(self.total_minor, self.currency)


class PurchaseOrderLine(ConnectionRow):
    """One entry of a purchase order's Line[]: it buys an item, or on an account. `customer_id` is whom it is for,
    `billable` QuickBooks' BillableStatus; `received` is the quantity that came, None where QuickBooks does not say."""

    pk = models.CompositePrimaryKey("connection_id", "purchase_order_id", "position")
    purchase_order_id = models.CharField(max_length=40)
    position = models.PositiveIntegerField()
    line_id = models.CharField(max_length=40, default="")
    detail_type = models.TextField()
    item_id = models.CharField(max_length=40, default="")
    item_name = models.TextField(default="")
    account_id = models.CharField(max_length=40, default="")
    customer_id = models.CharField(max_length=40, default="")
    billable = models.TextField(default="")
    description = models.TextField(default="")
    quantity = DecimalTextField(null=True)
    unit_price = DecimalTextField(null=True)
    received = DecimalTextField(null=True)
    amount_minor = models.BigIntegerField(null=True)
