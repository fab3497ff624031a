"""One decision about one record: it acts at once, and its row answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from nexos.accounts import queries as accounts
from nexos.crm import queries as crm
from nexos.kit.errors import NotFound, Refused
from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.mapping import queries, services
from nexos.quickbooks.mapping.models import Party
from nexos.quickbooks.mirror import queries as mirror
from nexos.web.access import needs
from nexos.web.mapping import posted
from nexos.web.mapping.kinds import CUSTOMERS, EMPLOYEES, Kind, connection_of
from nexos.web.mapping.sentences import released


@dataclass(frozen=True)
class Answer:
    """What stands in the place of the row. The pair can be linked or unlinked again by one click, if `again` says so
    ("Undo", "Link again") and names the address; `refused`: nothing was changed."""

    text: str
    there_id: str
    here_id: str = ""
    again: str = ""
    address: str = ""
    refused: bool = False


@require_POST
@needs("quickbooks:map")
def link_customer(request: Any) -> HttpResponse:
    """This customer is this company."""
    connection, customer_id, company_id = (
        connection_of(request),
        posted.there(request, CUSTOMERS),
        posted.here(request, CUSTOMERS),
    )

    def link() -> Answer:
        services.link_customer(request.tenant.id, connection.id, customer_id, company_id, request.actor.id)
        names = _customer_name(connection, customer_id), crm.company(request.tenant.id, company_id).name
        return Answer(
            f"“{names[0]}” is linked to “{names[1]}”.",
            customer_id,
            str(company_id),
            "Undo",
            reverse(CUSTOMERS.unlink),
        )

    return _answered(request, CUSTOMERS, connection, link, customer_id)


@require_POST
@needs("quickbooks:map")
def unlink_customer(request: Any) -> HttpResponse:
    """This customer is nobody here any more."""
    connection, customer_id = connection_of(request), posted.there(request, CUSTOMERS)

    def unlink() -> Answer:
        name = _customer_name(connection, customer_id)
        company_id = queries.company_of(request.tenant.id, connection.id, [customer_id]).get(customer_id)
        services.unlink_customer(request.tenant.id, connection.id, customer_id, request.actor.id)
        link = reverse(CUSTOMERS.link)
        return Answer(f"“{name}” is not linked any more.", customer_id, str(company_id), "Link again", link)

    return _answered(request, CUSTOMERS, connection, unlink, customer_id)


@require_POST
@needs("quickbooks:map")
def create_company(request: Any) -> HttpResponse:
    """This customer becomes a company of its own, whatever it resembles."""
    connection, customer_id = connection_of(request), posted.there(request, CUSTOMERS)

    def create() -> Answer:
        name = _customer_name(connection, customer_id)
        made = services.create_missing_companies(request.tenant.id, connection.id, request.actor.id, [customer_id])
        if made.refused:
            raise Refused(f"No company could be made of “{name}”: the sync log says why, and what to do.")
        if not made.made:
            raise Refused(f"“{name}” has a company already, or bills with its parent. Load the page again.")
        company_id = queries.company_of(request.tenant.id, connection.id, [customer_id])[customer_id]
        unlink = reverse(CUSTOMERS.unlink)
        return Answer(f"The company “{name}” is created and linked.", customer_id, str(company_id), "Unlink it", unlink)

    return _answered(request, CUSTOMERS, connection, create, customer_id)


@require_POST
@needs("quickbooks:map")
def leave_unlinked(request: Any) -> HttpResponse:
    """This customer stays without a company, and no rule gives it one."""
    connection, customer_id = connection_of(request), posted.there(request, CUSTOMERS)

    def leave() -> Answer:
        services.leave_unlinked(request.tenant.id, connection.id, Party.CUSTOMER, customer_id, request.actor.id)
        name = _customer_name(connection, customer_id)
        return Answer(f"“{name}” is left unlinked.", customer_id, again="Take it back", address=reverse("take-back"))

    return _answered(request, CUSTOMERS, connection, leave, customer_id)


@require_POST
@needs("quickbooks:map")
def take_back(request: Any) -> HttpResponse:
    """This customer is to be decided again."""
    connection, customer_id = connection_of(request), posted.there(request, CUSTOMERS)

    def take() -> Answer:
        services.take_back(request.tenant.id, connection.id, Party.CUSTOMER, customer_id)
        name = _customer_name(connection, customer_id)
        return Answer(f"“{name}” is to be decided again.", customer_id)

    return _answered(request, CUSTOMERS, connection, take, customer_id)


@require_POST
@needs("quickbooks:map")
def link_employee(request: Any) -> HttpResponse:
    """This employee is this user."""
    connection, employee_id, user_id = (
        connection_of(request),
        posted.there(request, EMPLOYEES),
        posted.here(request, EMPLOYEES),
    )

    def link() -> Answer:
        services.link_employee(request.tenant.id, connection.id, employee_id, user_id, request.actor.id)
        there = _employee_name(connection, employee_id)
        here = next(user.name for user in accounts.users(request.tenant.id) if user.id == user_id)
        unlink = reverse(EMPLOYEES.unlink)
        return Answer(f"“{there}” is linked to “{here}”.", employee_id, str(user_id), "Undo", unlink)

    return _answered(request, EMPLOYEES, connection, link, employee_id)


@require_POST
@needs("quickbooks:map")
def unlink_employee(request: Any) -> HttpResponse:
    """This employee is nobody here any more."""
    connection, employee_id = connection_of(request), posted.there(request, EMPLOYEES)

    def unlink() -> Answer:
        services.unlink_employee(request.tenant.id, connection.id, employee_id, request.actor.id)
        return Answer(f"“{_employee_name(connection, employee_id)}” is not linked any more.", employee_id)

    return _answered(request, EMPLOYEES, connection, unlink, employee_id)


def _answered(
    request: Any, kind: Kind, connection: Connection, decide: Callable[[], Answer], there_id: str
) -> HttpResponse:
    """The row's answer and the counts for htmx; without it back to the list, which says the same on top.

    A refusal (the other one was quicker) is an answer too: it names both sides.
    """
    before = _held(connection)
    try:
        answer = decide()
        text = f"{answer.text} {released(before - _held(connection))}".strip()
    except Refused as refusal:
        if not request.htmx:
            raise
        answer, text = Answer(refusal.message, there_id, refused=True), refusal.message
    if not request.htmx:
        messages.success(request, text)
        return redirect(kind.pages)
    counts = queries.counts(request.tenant.id, connection.id)
    context = {"kind": kind, "answer": answer, "text": text, "counts": counts, "connection": connection}
    response = render(request, "mapping/answer.html", context, status=409 if answer.refused else 200)
    return trigger_client_event(response, "decided")


def _held(connection: Connection) -> int:
    return mirror.held_counts(connection.tenant_id, connection.id)["Invoice"]


def _customer_name(connection: Connection, customer_id: str) -> str:
    return mirror.customer(connection.tenant_id, connection.id, customer_id).display_name


def _employee_name(connection: Connection, employee_id: str) -> str:
    found = mirror.employees(connection.tenant_id, connection.id, inactive=True).filter(qbo_id=employee_id).first()
    if found is None:
        raise NotFound("The mirror holds no such QuickBooks employee. Sync, then try again.")
    return found.display_name
