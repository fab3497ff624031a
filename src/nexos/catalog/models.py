"""The tables of products."""

from django.db import models
from django.db.models.functions import Lower

from nexos.kit import clock
from nexos.kit.fields import DecimalTextField
from nexos.kit.tenancy.models import TenantModel


class Billing(models.TextChoices):
    """Whether something is paid for once or every period."""

    ONE_TIME = "one_time", "One-time"
    RECURRING = "recurring", "Recurring"


class RevenueClass(models.TextChoices):
    """How the provider counts the revenue."""

    MRR = "mrr", "Monthly recurring"
    ORR = "orr", "Other recurring"
    NRR = "nrr", "Non-recurring"
    PRODUCT = "product", "Product"


class Product(TenantModel):
    """Something sold. `price` and `cost` are per unit in the tenant's currency; a cost of None is not known."""

    name = models.CharField(max_length=200)
    sku = models.CharField(max_length=100, blank=True, default="")
    description = models.TextField(blank=True, default="")
    price = DecimalTextField()
    cost = DecimalTextField(null=True, blank=True)
    billing = models.CharField(max_length=10, choices=Billing.choices, default=Billing.ONE_TIME)
    revenue_class = models.CharField(max_length=10, choices=RevenueClass.choices, default=RevenueClass.PRODUCT)
    taxable = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        indexes = [
            models.Index("tenant", Lower("name"), name="products_by_name"),
            models.Index(fields=["tenant", "sku"], name="products_by_sku"),
        ]

    def __str__(self) -> str:
        return self.name
