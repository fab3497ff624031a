"""The tables of vendors."""

from django.db import models
from django.db.models.functions import Lower

from nexos.crm.models import Origin
from nexos.kit import clock
from nexos.kit.tenancy.models import TenantModel


class Vendor(TenantModel):
    """Somebody the provider buys from. `email` is where orders go: one address, or several separated by commas.
    `contact` is the person there, `terms_days` the days until their bill is due."""

    name = models.CharField(max_length=500)
    email = models.CharField(max_length=254, blank=True, default="")
    phone = models.CharField(max_length=60, blank=True, default="")
    contact = models.CharField(max_length=200, blank=True, default="")
    terms_days = models.PositiveSmallIntegerField(default=30)
    active = models.BooleanField(default=True)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.PERSON)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        indexes = [models.Index("tenant", Lower("name"), name="vendors_by_name")]

    def __str__(self) -> str:
        return self.name
