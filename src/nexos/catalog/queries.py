"""Reads of products."""

from collections.abc import Iterable
from typing import Literal
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from nexos.catalog.models import Product
from nexos.kit.errors import NotFound


def products(tenant_id: UUID, search: str = "") -> QuerySet[Product]:
    """By name, inactive ones included; `search` is looked for in name, SKU and description."""
    found = Product.objects.of(tenant_id).order_by(Lower("name"), "id")
    if text := search.strip():
        found = found.filter(Q(name__icontains=text) | Q(sku__icontains=text) | Q(description__icontains=text))
    return found


def product(tenant_id: UUID, product_id: UUID) -> Product:
    """Raises NotFound."""
    try:
        return Product.objects.of(tenant_id).get(id=product_id)
    except Product.DoesNotExist as error:
        raise NotFound("There is no such product.") from error


def product_names(tenant_id: UUID, product_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of those that exist."""
    return dict(Product.objects.of(tenant_id).filter(id__in=set(product_ids)).values_list("id", "name"))


def skus_and_names(tenant_id: UUID) -> list[tuple[UUID, str, str]]:
    """Id, SKU ("" for none) and name of every product, oldest first: what matching compares."""
    return list(Product.objects.of(tenant_id).order_by("id").values_list("id", "sku", "name"))


def counted_by(tenant_id: UUID, field: Literal["taxable", "revenue_class"]) -> dict[bool | str, int]:
    """How many active products have each value of the field."""
    active = Product.objects.of(tenant_id).filter(active=True).order_by()
    return dict(active.values_list(field).annotate(Count("id")))
