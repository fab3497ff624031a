"""What of ours goes as which object there: single answers for pushing, and the rows of the mapping pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from nexos.quickbooks.mapping.assigned import KINDS, Assigned, Made, Ours, Theirs
from nexos.quickbooks.mapping.assigned.suggesting import Suggestions
from nexos.quickbooks.mapping.models import Assignment
from nexos.quickbooks.mapping.states import RowState


@dataclass(frozen=True, slots=True)
class AssignedRow:
    """One of ours, and the object it goes as or, suggested, could go as (`reason` says why).

    `how`, by whom and when it was decided, of an assigned one. `similar` are offered with their reasons, and `used`
    counts what hangs on it by noun; both only from `completed`.
    """

    kind: str
    state: RowState
    ours: Ours
    theirs: Theirs | None = None
    reason: str = ""
    how: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    similar: tuple[tuple[Theirs, str], ...] = ()
    used: Mapping[str, int] = field(default_factory=dict)


def assigned(tenant_id: UUID, connection_id: UUID, kind: str) -> dict[str, str]:
    """QuickBooks' ids by our keys, as far as they are assigned."""
    rows = Assignment.objects.of(tenant_id).filter(connection_id=connection_id, kind=kind)
    return dict(rows.values_list("key", "qbo_id"))


def assigned_to(tenant_id: UUID, connection_id: UUID, kind: str, key: str) -> str:
    """The QuickBooks id of what one of ours goes as, empty when it is not assigned."""
    made = KINDS[kind](tenant_id, connection_id).made().get(key)
    return made.qbo_id if made else ""


def assigned_names(tenant_id: UUID, connection_id: UUID, kind: str, key: str) -> tuple[str, str]:
    """How people call one of ours and what it goes as; the latter is empty when it is not assigned. Raises NotFound."""
    assigned = KINDS[kind](tenant_id, connection_id)
    ours, made = assigned.one(key), assigned.made().get(key)
    theirs = {one.id: one for one in assigned.theirs()}
    return ours.name, _goes_as(assigned, made, theirs).name if made else ""


def assigned_rows(tenant_id: UUID, connection_id: UUID, kind: str) -> list[AssignedRow]:
    """What is suggested or inactive first, then what is open, then what is assigned; each in the kind's own order."""
    assigned = KINDS[kind](tenant_id, connection_id)
    theirs = {one.id: one for one in assigned.theirs()}
    suggestions = Suggestions(theirs.values(), assigned.fits, assigned.same_code)
    made = assigned.made()
    rows = [
        _made_row(assigned, ours, made[ours.key], theirs)
        if ours.key in made
        else _open_row(assigned, ours, suggestions)
        for ours in assigned.ours()
    ]
    return sorted(rows, key=lambda row: row.state.rank)


def completed(tenant_id: UUID, connection_id: UUID, rows: Iterable[AssignedRow]) -> list[AssignedRow]:
    """The rows of a page with what hangs on each and, for those that are open, what is similar."""
    page = list(rows)
    done: dict[tuple[str, str], AssignedRow] = {}
    for kind in {row.kind for row in page}:
        assigned = KINDS[kind](tenant_id, connection_id)
        mine = [row for row in page if row.kind == kind]
        used = assigned.used([row.ours.key for row in mine])
        open_ones = any(row.state is RowState.ONLY_HERE for row in mine)
        suggestions = Suggestions(assigned.theirs() if open_ones else (), assigned.fits, assigned.same_code)
        for row in mine:
            similar = tuple(suggestions.similar(row.ours)) if row.state is RowState.ONLY_HERE else ()
            done[kind, row.ours.key] = replace(row, similar=similar, used=used.get(row.ours.key, {}))
    return [done[row.kind, row.ours.key] for row in page]


def choices(
    tenant_id: UUID, connection_id: UUID, kind: str, key: str, search: str = ""
) -> tuple[Ours, list[tuple[Theirs, str]], str]:
    """One of ours; the active objects that fit it and mention `search`, without one the likely ones first with their
    reasons; and which fit and why, as a sentence. Raises NotFound."""
    assigned = KINDS[kind](tenant_id, connection_id)
    ours = assigned.one(key)
    fitting = [one for one in assigned.theirs() if one.active and assigned.fits(ours, one)]
    if text := search.strip().casefold():
        found = [one for one in fitting if text in one.name.casefold() or text in one.about.casefold()]
        return ours, [(one, "") for one in found], assigned.only(ours)
    suggestions = Suggestions(fitting, assigned.fits, assigned.same_code)
    exact = suggestions.exact(ours)
    likely = [exact] if exact else suggestions.similar(ours)
    first = {one.id: str(reason) for one, reason in likely}
    return ours, sorted(((one, first.get(one.id, "")) for one in fitting), key=_likely_first), assigned.only(ours)


def waited_for(tenant_id: UUID, connection_id: UUID, kinds: Iterable[str]) -> set[str]:
    """Those of these kinds for which something waits."""
    return {kind for kind in kinds if KINDS[kind](tenant_id, connection_id).needed()}


def absences(tenant_id: UUID, connection_id: UUID, kinds: Iterable[str]) -> list[str]:
    """Why there is nothing to assign of these kinds, as far as there is nothing: one sentence for each."""
    found = (KINDS[kind](tenant_id, connection_id).absent() for kind in kinds)
    return [sentence for sentence in found if sentence]


def _likely_first(choice: tuple[Theirs, str]) -> bool:
    return not choice[1]


def _made_row(assigned: Assigned, ours: Ours, made: Made, theirs: Mapping[str, Theirs]) -> AssignedRow:
    goes_as = _goes_as(assigned, made, theirs)
    return AssignedRow(
        assigned.kind,
        RowState.LINKED if goes_as.active else RowState.INACTIVE,
        ours,
        goes_as,
        how=made.how,
        decided_by=made.by,
        decided_at=made.at,
    )


def _goes_as(assigned: Assigned, made: Made, theirs: Mapping[str, Theirs]) -> Theirs:
    return theirs.get(made.qbo_id) or Theirs(made.qbo_id, f"A deleted {assigned.there}", active=False)


def _open_row(assigned: Assigned, ours: Ours, suggestions: Suggestions) -> AssignedRow:
    if exact := suggestions.exact(ours):
        return AssignedRow(assigned.kind, RowState.SUGGESTED, ours, exact[0], reason=exact[1])
    return AssignedRow(assigned.kind, RowState.ONLY_HERE, ours)
