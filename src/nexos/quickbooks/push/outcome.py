"""How a call for a task ended, as a value. Pure."""

from dataclasses import dataclass

from nexos.quickbooks.push.lookup import Found
from qbo import errors


@dataclass(frozen=True, slots=True)
class There:
    """QuickBooks has the document: it answered with it, or it was found."""

    document: Found
    intuit_tid: str = ""


@dataclass(frozen=True, slots=True)
class Absent:
    """A look that found nothing."""


@dataclass(frozen=True, slots=True)
class Several:
    """A look that found more than one document that might be ours."""

    documents: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class NumberTaken:
    """QuickBooks refused the number, and the documents that have it are not ours."""

    error: errors.QboError
    documents: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """QuickBooks, or the way there, said no."""

    error: errors.QboError


@dataclass(frozen=True, slots=True)
class NoAccess:
    """The connection may not be used; nothing was sent by this call."""

    sentence: str


type Outcome = There | Absent | Several | NumberTaken | Failed | NoAccess
