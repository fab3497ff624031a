"""The table that numbers are given out from."""

from django.db import models

from nexos.kit.tenancy.models import TenantModel


class Series(TenantModel):
    """The running number of one kind of document in one business-local year; `last` is the one given out last."""

    prefix = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "prefix", "year"], name="one_series_per_prefix_and_year")
        ]
