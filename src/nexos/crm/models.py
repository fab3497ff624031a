"""The tables of companies."""

from django.db import models
from django.db.models.functions import Lower

from nexos.kit import clock
from nexos.kit.tenancy.models import TenantModel


class Lifecycle(models.TextChoices):
    """Where a company stands with its provider."""

    PROSPECT = "prospect", "Prospect"
    CUSTOMER = "customer", "Customer"
    INACTIVE = "inactive", "Inactive"


class Origin(models.TextChoices):
    """Who entered a company."""

    PERSON = "person", "A person"
    LEDGER = "quickbooks", "The ledger"


class Company(TenantModel):
    """A client, or one to be. `email` is where bills go: one address, or several separated by commas.

    `currency` (ISO 4217) and `terms_days` (days until an invoice is due) are what its documents start with.
    """

    name = models.CharField(max_length=500)
    lifecycle = models.CharField(max_length=10, choices=Lifecycle.choices, default=Lifecycle.PROSPECT)
    email = models.CharField(max_length=254, blank=True, default="")
    phone = models.CharField(max_length=60, blank=True, default="")
    address_line1 = models.CharField(max_length=500, blank=True, default="")
    address_line2 = models.CharField(max_length=500, blank=True, default="")
    city = models.CharField(max_length=255, blank=True, default="")
    region = models.CharField(max_length=255, blank=True, default="")
    postal_code = models.CharField(max_length=30, blank=True, default="")
    country = models.CharField(max_length=255, blank=True, default="")
    currency = models.CharField(max_length=3)
    terms_days = models.PositiveSmallIntegerField(default=30)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.PERSON)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        indexes = [
            models.Index("tenant", Lower("name"), name="companies_by_name"),
            models.Index(fields=["tenant", "terms_days", "lifecycle"], name="companies_by_terms"),
        ]

    def __str__(self) -> str:
        return self.name
