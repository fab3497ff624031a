"""Products and services."""

from django.db import models

from nexos.kit.fields import DecimalTextField
from nexos.quickbooks.mirror.models.row import MirrorRow


class Item(MirrorRow):
    """A Service or NonInventory item. `price` and `cost` are per unit, with up to seven places; None: untold."""

    name = models.TextField()
    fully_qualified_name = models.TextField(default="")
    sku = models.TextField(default="")
    description = models.TextField(default="")
    type = models.TextField()
    active = models.BooleanField(default=True)
    taxable = models.BooleanField(default=False)
    price = DecimalTextField(null=True)
    cost = DecimalTextField(null=True)
    income_account_id = models.CharField(max_length=40, default="")
    expense_account_id = models.CharField(max_length=40, default="")
    raw = models.TextField()
