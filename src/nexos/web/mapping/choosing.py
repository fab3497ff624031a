"""Choosing a partner by search: a page of its own, and for htmx the results alone, inside the row."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nexos.accounts import queries as accounts
from nexos.crm import queries as crm
from nexos.kit.errors import NotFound
from nexos.quickbooks.mapping import queries as mapping
from nexos.quickbooks.mapping.names import words
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.models import Customer
from nexos.web.access import needs
from nexos.web.mapping.kinds import CUSTOMERS, EMPLOYEES, Kind, connection_of
from nexos.web.mapping.pairs import Side

MOST_FOUND = 8


@require_safe
@needs("quickbooks:map")
def company_for(request: Any, there_id: str) -> HttpResponse:
    """The company that this customer is."""
    connection = connection_of(request)
    customer = mirror.customer(request.tenant.id, connection.id, there_id)
    chosen = Side(there_id, customer.display_name, _about(customer.email, customer.city, customer.region))
    found = _first(request, chosen, lambda text: crm.companies(request.tenant.id, text)[: MOST_FOUND + 1])
    companies = [Side(str(one.id), one.name, _about(one.email, one.city)) for one in found]
    held = [
        one for one in mirror.held_invoices(request.tenant.id, connection.id).by_customer if one.customer_id == there_id
    ]
    linked = mapping.company_of(request.tenant.id, connection.id, [there_id]).get(there_id)
    context = {"held": held, "linked_to": crm.company(request.tenant.id, linked).name if linked else ""}
    return _choices(request, CUSTOMERS, chosen, companies, there=True, **context)


@require_safe
@needs("quickbooks:map")
def customer_for(request: Any, here_id: UUID) -> HttpResponse:
    """The customer that this company is; inactive ones too."""
    connection = connection_of(request)
    company = crm.company(request.tenant.id, here_id)
    chosen = Side(str(here_id), company.name, company.email)

    def search(text: str) -> Iterable[Customer]:
        return mirror.customers(request.tenant.id, connection.id, text, inactive=True).defer("raw")[: MOST_FOUND + 1]

    customers = [
        Side(one.qbo_id, one.fully_qualified_name, _about(one.email, one.city, "" if one.active else "inactive"))
        for one in _first(request, chosen, search)
    ]
    return _choices(request, CUSTOMERS, chosen, customers, there=False)


@require_safe
@needs("quickbooks:map")
def user_for(request: Any, there_id: str) -> HttpResponse:
    """The user that this employee is."""
    connection = connection_of(request)
    found = mirror.employees(request.tenant.id, connection.id, inactive=True).filter(qbo_id=there_id).first()
    if found is None:
        raise NotFound("The mirror holds no such QuickBooks employee. Sync, then try again.")
    users = [Side(str(user.id), user.name, user.email) for user in accounts.users(request.tenant.id)]
    return _choices(
        request, EMPLOYEES, Side(there_id, found.display_name, found.email), _matching(request, users), there=True
    )


@require_safe
@needs("quickbooks:map")
def employee_for(request: Any, here_id: UUID) -> HttpResponse:
    """The employee that this user is."""
    connection = connection_of(request)
    user = next((user for user in accounts.users(request.tenant.id) if user.id == here_id), None)
    if user is None:
        raise NotFound("There is no such user, or the user is no longer active.")
    found = mirror.employees(request.tenant.id, connection.id)
    employees = [Side(one.qbo_id, one.display_name, one.email) for one in found]
    return _choices(
        request, EMPLOYEES, Side(str(here_id), user.name, user.email), _matching(request, employees), there=False
    )


def _choices(request: Any, kind: Kind, chosen: Side, found: list[Side], *, there: bool, **more: Any) -> HttpResponse:
    """`there`: the chosen one is in QuickBooks, and what was found is here."""
    context = {
        "kind": kind,
        "chosen": chosen,
        "there": there,
        "given_field": kind.there if there else kind.here,
        "asked_field": kind.here if there else kind.there,
        "found": found[:MOST_FOUND],
        "more": len(found) > MOST_FOUND,
        "search": _search(request),
        "link": reverse(kind.link),
        "inline": bool(request.htmx) and "whole" not in request.GET,
        "counts": mapping.counts(request.tenant.id, connection_of(request).id),
        **more,
    }
    return render(request, "mapping/choose.html" + ("#found" if request.htmx else ""), context)


def _first[T](request: Any, chosen: Side, search: Callable[[str], Iterable[T]]) -> list[T]:
    """What the search finds; before anything was typed what begins like the chosen one, else the first by name."""
    text = _search(request)
    if text:
        return list(search(text))
    word = next(iter(words(chosen.name)), "")
    return (list(search(word)) if word else []) or list(search(""))


def _matching(request: Any, sides: list[Side]) -> list[Side]:
    text = _search(request).casefold()
    return [side for side in sides if text in side.name.casefold() or text in side.about.casefold()]


def _search(request: Any) -> str:
    return str(request.GET.get("q", "")).strip()


def _about(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
