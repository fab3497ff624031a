"""What can go wrong in a conversation with QuickBooks, sorted by what to do next.

    QboError
      NotSent               nothing left this machine: repeat
      OutcomeUnknown        a write may have happened: look before anything else
      Refused               a definite no: nothing was written
        Throttled           wait, then the same request again
        Unavailable         wait, then the same request again
        TokenExpired        refresh once, then the same request again
        AccessDenied        a person reconnects
        CompanyInactive     a person renews the subscription in QuickBooks
        NotAllowed          a person changes a right or an edition in QuickBooks
        NotFound            610: the object is gone, read again
        StaleObject         5010: somebody else changed it, read again
        DuplicateName       6240: look for the name and link it
        DuplicateNumber     6140: look, the document may be ours
        PeriodClosed        6200, 6210: a person reopens the books
        BadReference        2500: the mapping is out of date
        ResultTooBig        ask for fewer rows
        CompanyReset        10200: the company was emptied, read all of it again
        Invalid             the content is wrong: change it
      ReconnectNeeded       the grant is gone: authorize again
      BadCredentials        the client id or secret is wrong
      BadSignature          a notification that Intuit did not sign: answer 401 and forget it
      BadNotification       a signed notification in a shape of which nothing is known: report it

A fault becomes one of these in `qbo.faults`; nothing else decides.
"""

from __future__ import annotations

from typing import Any, ClassVar


class QboError(Exception):
    """One failed call.

    `message` and `detail` are QuickBooks' own words where it gave any (they can name customers: show them to the
    tenant, keep them out of logs); `code` its fault code; `element` the field it blames; `status` the HTTP status,
    None when no answer came; `intuit_tid` the id Intuit's support asks for.
    """

    next_step: ClassVar[str] = "Try again; if it goes on failing, report it with the intuit_tid."

    def __init__(
        self,
        message: str,
        *,
        code: str = "",
        detail: str = "",
        element: str = "",
        status: int | None = None,
        intuit_tid: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.detail = detail
        self.element = element
        self.status = status
        self.intuit_tid = intuit_tid

    def __str__(self) -> str:
        said = self.message if self.detail in ("", self.message) else f"{self.message}: {self.detail}"
        facts = [
            f"code {self.code}" if self.code else "",
            f"field {self.element}" if self.element else "",
            f"HTTP {self.status}" if self.status is not None else "",
            f"intuit_tid {self.intuit_tid}" if self.intuit_tid else "",
        ]
        known = ", ".join(fact for fact in facts if fact)
        return f"{said} ({known}). {self.next_step}" if known else f"{said}. {self.next_step}"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.message!r}, code={self.code!r}, status={self.status!r})"


class NotSent(QboError):
    """No byte of the request left this machine."""

    next_step = "Nothing was sent: check the network, then repeat."


class OutcomeUnknown(QboError):
    """A write may or may not have happened; code 600 says that an earlier one with this request id did."""

    next_step = "Look in QuickBooks whether it happened before sending anything again."


class Refused(QboError):
    """QuickBooks said no, and wrote nothing."""

    next_step = "Read the reason, correct it, and send again as a new request."


class Throttled(Refused):
    """Too many calls; `retry_after` is the number of seconds to leave the company alone."""

    next_step = "Wait, then send the same request again."

    def __init__(self, message: str, *, retry_after: float, **facts: Any) -> None:
        super().__init__(message, **facts)
        self.retry_after = retry_after


class Unavailable(Refused):
    """QuickBooks gave no usable answer to something that changes nothing by being repeated."""

    next_step = "Wait, then send the same request again."


class TokenExpired(Refused):
    """The access token is expired or revoked."""

    next_step = "Refresh the access token once, then send the same request again."


class AccessDenied(Refused):
    """The token is good, but not for this company: revoked, another environment, or its user lost the rights."""

    next_step = "An administrator of the company has to reconnect it."


class CompanyInactive(Refused):
    """The QuickBooks subscription ended or the company is locked."""

    next_step = "Somebody has to reactivate the company in QuickBooks."


class NotAllowed(Refused):
    """The connected user or the company's edition may not do this one thing; the connection itself is fine."""

    next_step = "Allow it in QuickBooks (user rights or edition), then send again."


class NotFound(Refused):
    """The object, or one it refers to, does not exist or is inactive."""

    next_step = "Read the object again: it was deleted, merged or made inactive."


class StaleObject(Refused):
    """Somebody changed the object since its SyncToken was read."""

    next_step = "Read the object again, merge, and send as a new request."


class DuplicateName(Refused):
    """A customer, vendor or employee already has this name (one name space for all three)."""

    next_step = "Search for the name and link it, or choose another."


class DuplicateNumber(Refused):
    """Another document already has this number."""

    next_step = "Look the number up: it may be this very document. Otherwise choose another."


class PeriodClosed(Refused):
    """The books are closed for the document's date."""

    next_step = "Somebody has to reopen the books in QuickBooks, or the date has to change."


class BadReference(Refused):
    """A reference points to something missing or inactive."""

    next_step = "Renew the mapping of the field, then send again."


class ResultTooBig(Refused):
    """The answer would be larger than QuickBooks or this client accepts."""

    next_step = "Ask for fewer rows per page."


class CompanyReset(Refused):
    """The company's owner emptied it and began anew: what is known of it from before is worth nothing."""

    next_step = "Read the whole company again."


class Invalid(Refused):
    """The request is wrong in itself; the same bytes will never be accepted."""


class ReconnectNeeded(QboError):
    """The grant is used up, expired or revoked: no refresh will help."""

    next_step = "Connect the company again."


class BadCredentials(QboError):
    """Intuit does not know this client id and secret."""

    next_step = "Check the client id and the client secret, and that both are of one environment."


class BadSignature(QboError):
    """A webhook body was not signed with this verifier token: it is forged, altered, or the token is another app's."""

    next_step = "Take nothing from it; if it was Intuit's, copy the verifier token from its portal again."


class BadNotification(QboError):
    """A webhook body, rightly signed, is no list of events in either of Intuit's formats."""

    next_step = "Report its shape, and let change data capture find what it told."
