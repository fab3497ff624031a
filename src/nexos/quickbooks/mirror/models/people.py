"""Customers, vendors and employees."""

from django.db import models

from nexos.kit.money import Money
from nexos.quickbooks.mirror.models.row import MirrorRow


class Customer(MirrorRow):
    """A customer, sub-customer (`parent_id`), job or project. `balance` leaves its children out, `balance_with_jobs`
    does not; both move without a new SyncToken (recorded)."""

    display_name = models.TextField()
    fully_qualified_name = models.TextField(default="")
    company_name = models.TextField(default="")
    given_name = models.TextField(default="")
    family_name = models.TextField(default="")
    email = models.TextField(default="")
    phone = models.TextField(default="")
    address_line1 = models.TextField(default="")
    address_line2 = models.TextField(default="")
    city = models.TextField(default="")
    region = models.TextField(default="")
    postal_code = models.TextField(default="")
    country = models.TextField(default="")
    active = models.BooleanField(default=True)
    parent_id = models.CharField(max_length=40, default="")
    is_job = models.BooleanField(default=False)
    is_project = models.BooleanField(default=False)
    taxable = models.BooleanField(default=False)
    tax_code_id = models.CharField(max_length=40, default="")
    term_id = models.CharField(max_length=40, default="")
    currency = models.TextField()
    balance_minor = models.BigIntegerField(default=0)
    balance_with_jobs_minor = models.BigIntegerField(default=0)
    raw = models.TextField()

    class Meta(MirrorRow.Meta):
        indexes = [models.Index(fields=["connection", "parent_id"], name="customers_by_parent")]

    @property
    def balance(self) -> Money:
        """What this customer alone owes."""
        return Money.from_minor(self.balance_minor, self.currency)

    @property
    def balance_with_jobs(self) -> Money:
        """What this customer and everything below it owe."""
        return Money.from_minor(self.balance_with_jobs_minor, self.currency)


class Employee(MirrorRow):
    """Somebody QuickBooks can hold time for."""

    display_name = models.TextField()
    given_name = models.TextField(default="")
    family_name = models.TextField(default="")
    email = models.TextField(default="")
    phone = models.TextField(default="")
    active = models.BooleanField(default=True)
    raw = models.TextField()


class Vendor(MirrorRow):
    """Somebody the company buys from. `contractor`: QuickBooks files a 1099 for them; such a one may also be named on
    time activities."""

    display_name = models.TextField()
    company_name = models.TextField(default="")
    given_name = models.TextField(default="")
    family_name = models.TextField(default="")
    email = models.TextField(default="")
    phone = models.TextField(default="")
    active = models.BooleanField(default=True)
    contractor = models.BooleanField(default=False)
    term_id = models.CharField(max_length=40, default="")
    currency = models.TextField()
    balance_minor = models.BigIntegerField(default=0)
    raw = models.TextField()

    @property
    def balance(self) -> Money:
        """What is owed to this vendor."""
        return Money.from_minor(self.balance_minor, self.currency)
