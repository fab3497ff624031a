"""Choosing a partner by search: a page of its own, and for htmx the results alone, inside the row."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nexos.crm import queries as crm
from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.mapping import queries as mapping
from nexos.quickbooks.mapping.names import words
from nexos.quickbooks.mirror import queries as mirror
from nexos.web.access import needs
from nexos.web.mapping.kinds import CUSTOMERS, Kind, ManyToOne, OneToOne, connection_of
from nexos.web.mapping.sides import Side
from nexos.web.mapping.tabs import page_context

MOST_FOUND = 8
MOST_LISTED = 100


@dataclass(frozen=True)
class Choice:
    """One that was found, as the partner of the chosen one by a link of `kind`. The chosen one's id is posted as
    `given_field`, that of `side` as `asked_field`."""

    kind: Kind
    side: Side
    given_field: str
    asked_field: str


@require_safe
@needs("quickbooks:map")
def for_there(request: Any, kind: OneToOne, there_id: str) -> HttpResponse:
    """Who here is this one in QuickBooks."""
    connection = connection_of(request)
    place = request.tenant.id, connection.id
    chosen = kind.one_there(*place, there_id)
    found = _first(request, chosen, partial(kind.find_here, request.tenant.id))
    choices = [Choice(kind, side, kind.there_field, kind.here_field) for side in found]
    more = _waiting(connection, there_id) if kind is CUSTOMERS else {}
    return _choices(request, kind, chosen, choices, MOST_FOUND, asked=kind.here, **more)


@require_safe
@needs("quickbooks:map")
def for_here(request: Any, kind: OneToOne, here_id: UUID) -> HttpResponse:
    """Who in QuickBooks is this one here."""
    place = request.tenant.id, connection_of(request).id
    chosen = kind.one_here(request.tenant.id, here_id)
    choices = []
    for one in (kind, kind.also) if kind.also else (kind,):
        found = _first(request, chosen, partial(one.find_there, *place))
        choices += [Choice(one, side, one.here_field, one.there_field) for side in found]
    return _choices(request, kind, chosen, choices, MOST_FOUND, asked=f"QuickBooks {kind.there}")


@require_safe
@needs("quickbooks:map")
def for_ours(request: Any, kind: ManyToOne, key: str) -> HttpResponse:
    """What one of ours goes as; the likely ones first, and only those that fit."""
    place = request.tenant.id, connection_of(request).id
    ours, found, only = mapping.choices(*place, kind.kind, key, _search(request))
    sides = [Side(one.id, one.name, one.about, reason=reason) for one, reason in found]
    choices = [Choice(kind, side, kind.here_field, kind.there_field) for side in sides]
    chosen = Side(ours.key, ours.name, ours.about)
    most = MOST_FOUND if request.htmx and "whole" not in request.GET else MOST_LISTED
    return _choices(request, kind, chosen, choices, most, asked=f"QuickBooks {kind.there}", only=only)


def _choices(
    request: Any, kind: Kind, chosen: Side, found: list[Choice], most: int, *, asked: str, **more: Any
) -> HttpResponse:
    context = {
        "kind": kind,
        "chosen": chosen,
        "asked": asked,
        "found": found[:most],
        "more": len(found) > most,
        "search": _search(request),
        "inline": bool(request.htmx) and "whole" not in request.GET,
        **more,
    }
    if request.htmx:
        return render(request, "mapping/choose.html#found", context)
    return render(request, "mapping/choose.html", page_context(connection_of(request), kind.pages) | context)


def _waiting(connection: Connection, customer_id: str) -> dict[str, Any]:
    """What waits for a customer, and the company it is linked to already."""
    place = connection.tenant_id, connection.id
    held = [one for one in mirror.held_invoices(*place).by_customer if one.customer_id == customer_id]
    linked = mapping.company_of(*place, [customer_id]).get(customer_id)
    return {"held": held, "linked_to": crm.company(place[0], linked).name if linked else ""}


def _first(request: Any, chosen: Side, search: Callable[[str, int], list[Side]]) -> list[Side]:
    """What the search finds; before anything was typed what begins like the chosen one, else the first by name."""
    if text := _search(request):
        return search(text, MOST_FOUND + 1)
    word = next(iter(words(chosen.name)), "")
    return (search(word, MOST_FOUND + 1) if word else []) or search("", MOST_FOUND + 1)


def _search(request: Any) -> str:
    return str(request.GET.get("q", "")).strip()
