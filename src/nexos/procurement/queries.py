"""Reads of vendors."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from nexos.kit.errors import NotFound
from nexos.procurement.models import Vendor


def vendors(tenant_id: UUID, search: str = "") -> QuerySet[Vendor]:
    """By name, inactive ones included; `search` is looked for in name, email and contact."""
    found = Vendor.objects.of(tenant_id).order_by(Lower("name"), "id")
    if text := search.strip():
        found = found.filter(Q(name__icontains=text) | Q(email__icontains=text) | Q(contact__icontains=text))
    return found


def vendor(tenant_id: UUID, vendor_id: UUID) -> Vendor:
    """Raises NotFound."""
    try:
        return Vendor.objects.of(tenant_id).get(id=vendor_id)
    except Vendor.DoesNotExist as error:
        raise NotFound("There is no such vendor.") from error


def names_and_emails(tenant_id: UUID) -> list[tuple[UUID, str, str]]:
    """Id, name and email of every vendor, oldest first: what matching compares."""
    return list(Vendor.objects.of(tenant_id).order_by("id").values_list("id", "name", "email"))


def vendor_names(tenant_id: UUID, vendor_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of those that exist."""
    return dict(Vendor.objects.of(tenant_id).filter(id__in=set(vendor_ids)).values_list("id", "name"))


def terms_in_use(tenant_id: UUID) -> dict[int, int]:
    """How many active vendors have each number of days as their terms."""
    active = Vendor.objects.of(tenant_id).filter(active=True).order_by()
    return dict(active.values_list("terms_days").annotate(count=Count("*")))
