"""The lists that documents refer to: accounts, terms, classes, departments, tax codes and tax rates."""

from django.db import models

from nexos.kit.fields import DecimalTextField
from nexos.kit.money import Money
from nexos.quickbooks.mirror.models.row import MirrorRow


class Account(MirrorRow):
    """`type` ("Accounts Receivable", "Income", …) and `classification` ("Asset", "Revenue", …) are QuickBooks' words.
    `balance_with_sub_minor` is that of the account and everything below it; `number` is empty unless the company
    numbers its accounts."""

    name = models.TextField()
    fully_qualified_name = models.TextField(default="")
    number = models.TextField(default="")
    classification = models.TextField(default="")
    type = models.TextField(default="")
    subtype = models.TextField(default="")
    active = models.BooleanField(default=True)
    parent_id = models.CharField(max_length=40, default="")
    currency = models.TextField()
    balance_minor = models.BigIntegerField(default=0)
    balance_with_sub_minor = models.BigIntegerField(default=0)
    raw = models.TextField()

    @property
    def balance(self) -> Money:
        """That of this account alone."""
        return Money.from_minor(self.balance_minor, self.currency)


class Term(MirrorRow):
    """Payment is due `due_days` after the document's date or, where that is None, on `day_of_month` (and a month later
    for documents dated within `next_month_days` before it)."""

    name = models.TextField()
    active = models.BooleanField(default=True)
    due_days = models.PositiveIntegerField(null=True)
    day_of_month = models.PositiveIntegerField(null=True)
    next_month_days = models.PositiveIntegerField(null=True)
    raw = models.TextField()


class _NameInTree(MirrorRow):
    """`fully_qualified_name` is "Parent:Child"; QuickBooks appends " (deleted)" to inactive ones (recorded)."""

    name = models.TextField()
    fully_qualified_name = models.TextField(default="")
    active = models.BooleanField(default=True)
    parent_id = models.CharField(max_length=40, default="")

    class Meta(MirrorRow.Meta):
        abstract = True


class Class(_NameInTree):
    """A class, by which a company sorts its income and expense."""

    raw = models.TextField()


class Department(_NameInTree):
    """What QuickBooks' pages call a location."""

    raw = models.TextField()


class TaxCode(MirrorRow):
    """`sales_rate_ids` and `purchase_rate_ids` are the Ids of its tax rates, in the order they are charged. US lines
    know only the pseudo codes TAX and NON, which are rows too."""

    name = models.TextField()
    description = models.TextField(default="")
    active = models.BooleanField(default=True)
    taxable = models.BooleanField(default=False)
    is_group = models.BooleanField(default=False)
    sales_rate_ids = models.JSONField(default=list)
    purchase_rate_ids = models.JSONField(default=list)
    raw = models.TextField()


class TaxRate(MirrorRow):
    """`percent` is 7.1 for 7.1 %; None: untold, as of a rate that is a sum of others. `agency_id` is to whom it is
    owed."""

    name = models.TextField()
    description = models.TextField(default="")
    active = models.BooleanField(default=True)
    percent = DecimalTextField(null=True)
    agency_id = models.CharField(max_length=40, default="")
    raw = models.TextField()
