"""Asking for a check, and for documents to be read again. Nothing here waits for QuickBooks."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from nexos.kit import clock
from nexos.kit.errors import InvalidInput, Refused
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.sync.reconciliation import months, services
from nexos.web.access import needs


@require_POST
@needs("quickbooks:sync")
def check(request: Any) -> HttpResponse:
    """Begins a check of the last `months` months as soon as a worker is free. Raises Refused, InvalidInput."""
    connection = connections.current(request.tenant.id)
    if connection is None:
        raise Refused("No QuickBooks company is connected. Connect one under QuickBooks settings, then check.")
    asked = request.POST.get("months", str(months.USUAL))
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 4):
        raise InvalidInput({"months": f"Choose 1 to {months.MOST} months."})
    today = clock.today(request.tenant.time_zone)
    services.check_now(request.tenant.id, connection.id, request.actor.name, months.last_months(today, int(asked)))
    return redirect("reconciliation")


@require_POST
@needs("quickbooks:sync")
def read_again(request: Any, check_id: UUID) -> HttpResponse:
    """Reads the document of one difference again, or with none named of all; a check follows by itself."""
    asked = request.POST.get("difference", "")
    try:
        chosen = [UUID(asked)] if asked else None
    except ValueError:
        raise InvalidInput({"difference": "There is no such difference."}) from None
    count = services.read_again(request.tenant.id, check_id, chosen, request.actor.name)
    if not count:
        messages.info(request, "That has been read again already, or a newer check has replaced this one.")
    return redirect("reconciliation")
