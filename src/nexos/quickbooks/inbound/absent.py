"""Kinds that a company does without: its edition does not have them, or nobody may see them."""

from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.covered import USUAL
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.mirror import reading
from qbo.errors import Invalid, NotAllowed, QboError

_UNSUPPORTED = "500"


def is_absent(entity: str, refusal: QboError) -> bool:
    """Whether that is what the refusal says."""
    if entity in USUAL:
        return False
    return isinstance(refusal, NotAllowed) or (isinstance(refusal, Invalid) and refusal.code == _UNSUPPORTED)


def note_absent(pull: Pull, entity: str, refusal: QboError) -> None:
    """Goes on without this kind until the next poll; what was mirrored of it stays."""
    pull.progress.absent(entity, refusal.message)
    with scope(pull.tenant_id):
        reading.note_absent(pull.tenant_id, pull.connection_id, entity, clock.now())


def note_failure(pull: Pull, entity: str, error: QboError) -> None:
    """Goes on without this kind in this pull, or until the next poll if the company does without it."""
    if is_absent(entity, error):
        note_absent(pull, entity, error)
    else:
        pull.failures[entity] = error
