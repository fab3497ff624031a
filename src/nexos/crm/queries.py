"""Reads of companies."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from nexos.crm.models import Company, Lifecycle
from nexos.kit.errors import NotFound


def companies(tenant_id: UUID, search: str = "") -> QuerySet[Company]:
    """By name; `search` is looked for in name, email and city."""
    found = Company.objects.of(tenant_id).order_by(Lower("name"), "id")
    if text := search.strip():
        found = found.filter(Q(name__icontains=text) | Q(email__icontains=text) | Q(city__icontains=text))
    return found


def company(tenant_id: UUID, company_id: UUID) -> Company:
    """Raises NotFound."""
    try:
        return Company.objects.of(tenant_id).get(id=company_id)
    except Company.DoesNotExist as error:
        raise NotFound("There is no such company.") from error


def names_and_emails(tenant_id: UUID) -> list[tuple[UUID, str, str]]:
    """Id, name and billing email of every company, oldest first: what matching compares."""
    return list(Company.objects.of(tenant_id).order_by("id").values_list("id", "name", "email"))


def company_names(tenant_id: UUID, company_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of those that exist."""
    return dict(Company.objects.of(tenant_id).filter(id__in=set(company_ids)).values_list("id", "name"))


def terms_in_use(tenant_id: UUID) -> dict[int, int]:
    """How many companies that are not inactive have each number of days as their terms."""
    active = Company.objects.of(tenant_id).exclude(lifecycle=Lifecycle.INACTIVE).order_by()
    return dict(active.values_list("terms_days").annotate(count=Count("*")))
