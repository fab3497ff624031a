"""Time activities."""

from django.db import models

from nexos.kit.fields import DecimalTextField
from nexos.quickbooks.mirror.models.row import MirrorRow


class TimeActivity(MirrorRow):
    """Somebody's time: an employee's, or a vendor's (the other Id is empty). `minutes` is None where QuickBooks tells
    no duration; `billable` is its BillableStatus: Billable, NotBillable, HasBeenBilled. `hourly_rate` is per hour, in
    the company's own currency."""

    employee_id = models.CharField(max_length=40, default="")
    vendor_id = models.CharField(max_length=40, default="")
    customer_id = models.CharField(max_length=40, default="")
    item_id = models.CharField(max_length=40, default="")
    txn_date = models.DateField(null=True)
    minutes = models.PositiveIntegerField(null=True)
    billable = models.TextField(default="")
    hourly_rate = DecimalTextField(null=True)
    description = models.TextField(default="")
    raw = models.TextField()
