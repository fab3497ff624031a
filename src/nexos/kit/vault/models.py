"""The sealed data keys."""

from django.db import models

from nexos.kit.tenancy.models import TenantModel


class DataKey(TenantModel):
    """A tenant's data key, readable only with a master key."""

    sealed = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant"], name="one_data_key_per_tenant")]
