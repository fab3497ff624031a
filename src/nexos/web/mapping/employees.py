"""Mapping of employees to users."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.mapping import queries
from nexos.web.access import needs
from nexos.web.empty import Empty
from nexos.web.lists import PER_PAGE
from nexos.web.mapping.kinds import EMPLOYEES
from nexos.web.mapping.pairs import of_person

_NONE = Empty("users", "No employees", "QuickBooks has none. They are added there, and come with the next sync.")


@require_safe
@needs("quickbooks:read")
def employee_list(request: Any) -> HttpResponse:
    """All of them, those to decide first."""
    context: dict[str, Any] = {"kind": EMPLOYEES}
    connection = connections.current(request.tenant.id)
    if connection is None or not connection.realm_id:
        return render(request, "mapping/nothing.html", context)
    rows = queries.employee_rows(request.tenant.id, connection.id)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context |= {
        "connection": connection,
        "page": page,
        "pairs": [of_person(row) for row in page.object_list],
        "counts": queries.counts(request.tenant.id, connection.id),
        "empty": _NONE,
    }
    return render(request, "mapping/employees.html", context)
