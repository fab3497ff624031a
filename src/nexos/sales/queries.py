"""Reads of quotes."""

from uuid import UUID

from django.db.models import Q, QuerySet

from nexos.kit.errors import NotFound
from nexos.sales.models import Quote


def quotes(tenant_id: UUID, search: str = "", status: str = "") -> QuerySet[Quote]:
    """Newest first, with their companies; `search` is looked for in number, title and company."""
    found = Quote.objects.of(tenant_id).select_related("company").order_by("-created_at", "-id")
    if status:
        found = found.filter(status=status)
    if text := search.strip():
        found = found.filter(Q(number__icontains=text) | Q(title__icontains=text) | Q(company__name__icontains=text))
    return found


def quote(tenant_id: UUID, quote_id: UUID) -> Quote:
    """With its company and, in `quote.lines.all()`, its lines in order. Raises NotFound."""
    try:
        return Quote.objects.of(tenant_id).select_related("company").prefetch_related("lines").get(id=quote_id)
    except Quote.DoesNotExist as error:
        raise NotFound("There is no such quote.") from error
