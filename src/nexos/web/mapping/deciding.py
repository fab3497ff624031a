"""One decision about one record: it acts at once, and its row answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from nexos.kit.errors import Refused
from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.mapping import queries, services
from nexos.quickbooks.mirror import queries as mirror
from nexos.web.access import needs
from nexos.web.mapping import posted
from nexos.web.mapping.kinds import Kind, ManyToOne, OneToOne, connection_of
from nexos.web.mapping.sentences import released
from nexos.web.mapping.tabs import page_context


@dataclass(frozen=True)
class Answer:
    """What stands in the place of the row. The pair can be linked or unlinked again by one click, if `again` says so
    ("Undo", "Link again") and names the address; `refused`: nothing was changed, `look` is where to decide anew."""

    text: str
    there_id: str
    here_id: str = ""
    again: str = ""
    address: str = ""
    look: str = ""
    refused: bool = False


@require_POST
@needs("quickbooks:map")
def link(request: Any, kind: OneToOne) -> HttpResponse:
    """These two are the same."""
    connection, there_id, here_id = connection_of(request), posted.there(request, kind), posted.here(request, kind)
    place = request.tenant.id, connection.id

    def decide() -> Answer:
        kind.linked_by(*place, there_id, here_id, request.actor.id)
        names = kind.one_there(*place, there_id).name, kind.one_here(request.tenant.id, here_id).name
        return Answer(f"“{names[0]}” is linked to “{names[1]}”.", there_id, str(here_id), "Undo", kind.unlink)

    return _answered(request, kind, connection, decide, kind.for_there(there_id))


@require_POST
@needs("quickbooks:map")
def unlink(request: Any, kind: OneToOne) -> HttpResponse:
    """This one in QuickBooks is nobody here any more."""
    connection, there_id = connection_of(request), posted.there(request, kind)
    place = request.tenant.id, connection.id

    def decide() -> Answer:
        name = kind.one_there(*place, there_id).name
        kind.unlinked_by(*place, there_id, request.actor.id)
        here_id = request.POST.get(kind.here_field, "")
        again = ("Link again", kind.link) if here_id else ("", "")
        return Answer(f"“{name}” is not linked any more.", there_id, here_id, *again)

    return _answered(request, kind, connection, decide, kind.for_there(there_id))


@require_POST
@needs("quickbooks:map")
def create(request: Any, kind: OneToOne) -> HttpResponse:
    """This one in QuickBooks becomes a record of its own here, whatever it resembles."""
    connection, there_id = connection_of(request), posted.there(request, kind)
    place = request.tenant.id, connection.id

    def decide() -> Answer:
        assert kind.copied_by is not None
        name = kind.one_there(*place, there_id).name
        made = kind.copied_by(*place, request.actor.id, [there_id])
        if made.refused:
            raise Refused(f"No {kind.here} could be made of “{name}”: the sync log says why, and what to do.")
        if not made.made:
            raise Refused(f"“{name}” is linked already, or cannot have a {kind.here} of its own. Load the page again.")
        return Answer(
            f"The {kind.here} “{name}” is created and linked.", there_id, again="Unlink it", address=kind.unlink
        )

    return _answered(request, kind, connection, decide, kind.for_there(there_id))


@require_POST
@needs("quickbooks:map")
def leave_unlinked(request: Any, kind: OneToOne) -> HttpResponse:
    """This one in QuickBooks stays without a partner, and no rule gives it one."""
    connection, there_id = connection_of(request), posted.there(request, kind)
    place = request.tenant.id, connection.id

    def decide() -> Answer:
        services.leave_unlinked(*place, kind.party, there_id, request.actor.id)
        name = kind.one_there(*place, there_id).name
        return Answer(f"“{name}” is left unlinked.", there_id, again="Take it back", address=kind.take_back)

    return _answered(request, kind, connection, decide, kind.for_there(there_id))


@require_POST
@needs("quickbooks:map")
def take_back(request: Any, kind: OneToOne) -> HttpResponse:
    """This one in QuickBooks is to be decided again."""
    connection, there_id = connection_of(request), posted.there(request, kind)
    place = request.tenant.id, connection.id

    def decide() -> Answer:
        services.take_back(*place, kind.party, there_id)
        return Answer(f"“{kind.one_there(*place, there_id).name}” is to be decided again.", there_id)

    return _answered(request, kind, connection, decide, kind.for_there(there_id))


@require_POST
@needs("quickbooks:map")
def assign(request: Any, kind: ManyToOne) -> HttpResponse:
    """This of ours goes as that object in QuickBooks."""
    connection, there_id, key = connection_of(request), posted.there(request, kind), posted.key(request, kind)
    place = request.tenant.id, connection.id

    def decide() -> Answer:
        before = queries.assigned_to(*place, kind.kind, key)
        services.assign(*place, kind.kind, key, there_id, request.actor.id)
        ours, theirs = queries.assigned_names(*place, kind.kind, key)
        # Undoing a change would not bring back what it was before.
        again = ("", "") if before else ("Undo", kind.unlink)
        return Answer(f"“{ours}” goes as “{theirs}”.", there_id, key, *again)

    return _answered(request, kind, connection, decide, kind.for_here(key))


@require_POST
@needs("quickbooks:map")
def unassign(request: Any, kind: ManyToOne) -> HttpResponse:
    """This of ours goes as nothing in QuickBooks any more."""
    connection, key = connection_of(request), posted.key(request, kind)
    place = request.tenant.id, connection.id

    def decide() -> Answer:
        there_id = queries.assigned_to(*place, kind.kind, key)
        ours, _ = queries.assigned_names(*place, kind.kind, key)
        services.unassign(*place, kind.kind, key)
        return Answer(f"“{ours}” is not linked any more.", there_id, key, "Link again", kind.link)

    return _answered(request, kind, connection, decide, kind.for_here(key))


def _answered(
    request: Any, kind: Kind, connection: Connection, decide: Callable[[], Answer], look: str
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
        answer, text = Answer(refusal.message, "", look=look, refused=True), refusal.message
    if not request.htmx:
        messages.success(request, text)
        return redirect(kind.pages)
    context = page_context(connection, kind.pages) | {"kind": kind, "answer": answer, "text": text}
    response = render(request, "mapping/answer.html", context, status=409 if answer.refused else 200)
    return trigger_client_event(response, "decided")


def _held(connection: Connection) -> int:
    return mirror.held_counts(connection.tenant_id, connection.id)["Invoice"]
