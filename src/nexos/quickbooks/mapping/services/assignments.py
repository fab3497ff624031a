"""Assigning what of ours goes to QuickBooks as which object there, by a person or by rule."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from nexos.kit.errors import NexosError, NotFound
from nexos.quickbooks.mapping.assigned import KINDS, Assigned, Ours, Theirs
from nexos.quickbooks.mapping.assigned.suggesting import Suggestions
from nexos.quickbooks.mapping.entries import decided
from nexos.quickbooks.mapping.errors import DoesNotFit, NotLinked
from nexos.quickbooks.mapping.models import How


def assign(tenant_id: UUID, connection_id: UUID, kind: str, key: str, qbo_id: str, by: UUID | None) -> None:
    """Ours goes as theirs from now on, instead of what it went as; what waited for it goes on.

    Raises NotFound; DoesNotFit with the reason; ConnectionArchived.
    """
    assigned = KINDS[kind](tenant_id, connection_id)
    ours = assigned.one(key)
    theirs = next((one for one in assigned.theirs() if one.id == qbo_id), None)
    if theirs is None:
        raise NotFound(f"The mirror holds no such QuickBooks {assigned.there}. Sync, then try again.")
    if not assigned.fits(ours, theirs):
        raise DoesNotFit(ours.name, theirs.name, assigned.only(ours))
    _make(assigned, ours, theirs, How.BY_HAND, by)


def unassign(tenant_id: UUID, connection_id: UUID, kind: str, key: str) -> None:
    """Raises NotFound, NotLinked or ConnectionArchived."""
    assigned = KINDS[kind](tenant_id, connection_id)
    ours = assigned.one(key)
    if not assigned.undo(key):
        raise NotLinked(ours.name)
    _note(assigned, ours, "unassigned", "assigned to nothing", by_hand=True)


def accept_assignments(
    tenant_id: UUID, connection_id: UUID, kinds: Iterable[str], by: UUID
) -> dict[tuple[str, str], NexosError | None]:
    """Assigns everything of these kinds that is exact, and stands or falls alone: by (kind, key) None or why not."""
    results: dict[tuple[str, str], NexosError | None] = {}
    for kind in kinds:
        assigned = KINDS[kind](tenant_id, connection_id)
        for ours, theirs, how in _exact(assigned):
            try:
                _make(assigned, ours, theirs, how, by)
                results[kind, ours.key] = None
            except NexosError as refusal:
                results[kind, ours.key] = refusal
    return results


def assign_exact(tenant_id: UUID, connection_id: UUID) -> int:
    """After a pull, for the kinds that assign by themselves: those that share their code with one object alone, if they
    are not assigned yet; returns how many."""
    made = 0
    for kind in (kind(tenant_id, connection_id) for kind in KINDS.values() if kind.by_itself):
        for ours, theirs, how in _exact(kind):
            if how is kind.same_code:
                _make(kind, ours, theirs, how, None)
                made += 1
    return made


def _make(assigned: Assigned, ours: Ours, theirs: Theirs, how: How, by: UUID | None) -> None:
    with transaction.atomic():
        assigned.make(ours.key, theirs.id, how, by)
        what = f"assigned to the {assigned.there} “{theirs.name}”"
        _note(assigned, ours, "assigned", what, by_hand=by is not None)


def _note(assigned: Assigned, ours: Ours, code: str, what: str, *, by_hand: bool) -> None:
    decided(assigned.tenant_id, assigned.here, [ours.key], lambda _: ours.name, code, what, by_hand=by_hand)


def _exact(assigned: Assigned) -> list[tuple[Ours, Theirs, How]]:
    made = assigned.made()
    suggestions = Suggestions(assigned.theirs(), assigned.fits, assigned.same_code)
    unmade = [ours for ours in assigned.ours() if ours.key not in made]
    return [(ours, *found) for ours in unmade if (found := suggestions.exact(ours))]
