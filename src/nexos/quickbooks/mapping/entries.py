"""What the sync log says of decisions about who is who, and what goes as what."""

from collections.abc import Callable, Sequence
from uuid import UUID

from nexos.synclog.models import Outcome
from nexos.synclog.services import record

SOURCE = "mapping"


def decided(
    tenant_id: UUID,
    kind: str,
    ids: Sequence[str],
    name_of: Callable[[str], str],
    code: str,
    what: str,
    *,
    by_hand: bool,
) -> None:
    """One is told by its name; many that were decided together are one entry. `what` became of them: "linked"."""
    how = "by hand" if by_hand else "by rule"
    if len(ids) > 1:
        message, record_id, about = f"{len(ids):,} {kind}s were {what} together, {how}.", "", ""
    else:
        record_id, about = ids[0], name_of(ids[0])
        message = f"The {kind} “{about}” was {what}, {how}."
    record(tenant_id, SOURCE, Outcome.DONE, message, code=code, record_kind=kind, record_id=record_id, about=about)
