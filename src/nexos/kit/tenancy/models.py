"""The base of every table that belongs to a tenant."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models

from nexos.kit.ids import new_id
from nexos.kit.tenancy.scope import WrongTenant, current_tenant_id


class TenantQuerySet[M: models.Model](models.QuerySet[M]):
    """A queryset that writes only rows of the active tenant."""

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        rows = list(objs)
        for row in rows:
            _check(row)
        return super().bulk_create(rows, *args, **kwargs)


class TenantManager[M: models.Model](models.Manager[M]):
    """Sees the active tenant's rows alone; raises NoTenant when no scope is open."""

    def get_queryset(self) -> TenantQuerySet[M]:
        return TenantQuerySet[M](self.model, using=self._db).filter(tenant_id=current_tenant_id())

    def of(self, tenant_id: UUID) -> TenantQuerySet[M]:
        """The rows of `tenant_id`, which must be the active tenant (WrongTenant otherwise)."""
        if tenant_id != current_tenant_id():
            raise WrongTenant("the tenant asked for is not the active one")
        return self.get_queryset()


class TenantModel(models.Model):
    """A row of one tenant. Its identifier is unguessable, and orders by creation."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant = models.ForeignKey("accounts.Tenant", on_delete=models.CASCADE, editable=False, related_name="+")

    objects = TenantManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        _check(self)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        _check(self)
        return super().delete(*args, **kwargs)


def _check(row: Any) -> None:
    if row.tenant_id != current_tenant_id():
        raise WrongTenant(f"a {type(row).__name__} of another tenant was about to be written")
