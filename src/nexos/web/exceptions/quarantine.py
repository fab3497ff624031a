"""Objects of QuickBooks that could not be understood: which, why, and what came."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from nexos.kit.errors import NotFound, Refused
from nexos.quickbooks.exceptions import again
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.models import QuarantinedObject
from nexos.quickbooks.mirror.queries.counts import quarantined_kinds
from nexos.quickbooks.sync.words import KINDS
from nexos.web.access import needs
from nexos.web.exceptions.views import connection_of

PER_PAGE = 20
MOST_SHOWN = 4_000
"""Characters of an object that the page shows; the download has all of it."""


@require_safe
@needs("quickbooks:read")
def object_list(request: Any) -> HttpResponse:
    """All, or those of one kind, the newest first."""
    connection = connection_of(request)
    place, kind = (request.tenant.id, connection.id), request.GET.get("kind", "").replace("\0", "")
    found = mirror.quarantined(*place)
    if kind:
        found = found.filter(entity=kind)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    kinds = [(entity, _name(entity).capitalize(), count) for entity, count, _ in quarantined_kinds(*place)]
    context = {
        "page": page,
        "kind": kind,
        "kinds": kinds,
        "total": sum(count for *_, count in kinds),
        "objects": [_shown(one) for one in page.object_list],
        "connected": connection.connected,
    }
    return render(request, "exceptions/quarantine.html", context)


@require_safe
@needs("quickbooks:read")
def raw(request: Any, object_id: UUID) -> HttpResponse:
    """What QuickBooks sent, as a file."""
    one = _one(request, object_id)
    answer = HttpResponse(one.raw, content_type="text/plain; charset=utf-8")
    name = f"{one.entity}-{one.qbo_id or one.digest[:8]}".lower()
    safe = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name)
    answer["Content-Disposition"] = f'attachment; filename="{safe}.txt"'
    return answer


@require_POST
@needs("quickbooks:sync")
def read_again(request: Any, object_id: UUID) -> HttpResponse:
    """Has the object read in the background."""
    one = _one(request, object_id)
    try:
        again.ask(request.tenant.id, one.connection_id, object_id)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(
            request, f"{one.entity} {one.qbo_id} is being read again. It leaves this page once understood."
        )
    return redirect(f"{reverse('quarantine')}?{urlencode({'kind': one.entity})}")


def _one(request: Any, object_id: UUID) -> QuarantinedObject:
    connection = connection_of(request)
    found = mirror.quarantined(request.tenant.id, connection.id).filter(id=object_id).first()
    if found is None:
        raise NotFound("It is understood by now, or gone.")
    return found


def _name(entity: str) -> str:
    return KINDS.get(entity, entity)


def _shown(one: QuarantinedObject) -> dict[str, Any]:
    return {
        "one": one,
        "kind": _name(one.entity),
        "text": one.raw[:MOST_SHOWN],
        "more": max(0, len(one.raw) - MOST_SHOWN),
    }
