"""What follows from each failure of a call: repeat, look, or stop, and what a person is told. Pure.

An error that QuickBooks gives for this document is final for the bytes that were sent; everything else leaves them as
they are, to be sent again under the same request id, or to be looked for first.
"""

from dataclasses import dataclass
from enum import StrEnum

from qbo import errors


class Act(StrEnum):
    """What the worker does next."""

    REPEAT = "repeat"  # nothing was written: the same bytes again, later
    LOOK = "look"  # it may be there: look before anything else
    REFUSE = "refuse"  # a definite no: this generation is over
    RECONNECT = "reconnect"  # nothing was written, and nothing can be until a person connects again


@dataclass(frozen=True, slots=True)
class Verdict:
    """`sentence` says what happened and what to do ({number} is the document), `remedy` the page that helps."""

    act: Act
    sentence: str
    remedy: str = ""


_ACCESS = "QuickBooks no longer lets us in. Connect again; {number} then goes by itself."

_BY_ERROR: dict[type[errors.QboError], Verdict] = {
    errors.NotSent: Verdict(
        Act.REPEAT, "QuickBooks could not be reached, so {number} was not sent. It is tried again by itself."
    ),
    errors.Throttled: Verdict(Act.REPEAT, "QuickBooks asked us to slow down. {number} is sent again by itself."),
    errors.Unavailable: Verdict(
        Act.REPEAT, "QuickBooks is not working at the moment. {number} is sent again by itself."
    ),
    errors.OutcomeUnknown: Verdict(
        Act.LOOK,
        "The line dropped after we sent {number}, so we do not know yet whether QuickBooks has it. We look for it "
        "before sending anything again.",
    ),
    errors.DuplicateNumber: Verdict(
        Act.REPEAT, "QuickBooks says that the number {number} is taken. We find out by which document."
    ),
    errors.TokenExpired: Verdict(Act.RECONNECT, _ACCESS, "connection"),
    errors.AccessDenied: Verdict(Act.RECONNECT, _ACCESS, "connection"),
    errors.ReconnectNeeded: Verdict(Act.RECONNECT, _ACCESS, "connection"),
    errors.BadCredentials: Verdict(
        Act.RECONNECT,
        "Intuit does not know this client id and secret. Correct them and connect again; {number} then goes by itself.",
        "connection",
    ),
    errors.CompanyInactive: Verdict(
        Act.RECONNECT,
        "QuickBooks takes nothing for this company, because its subscription has ended or it is locked. Renew it "
        "there and connect again; {number} then goes by itself.",
        "connection",
    ),
    errors.NotAllowed: Verdict(
        Act.REFUSE,
        "QuickBooks does not allow this to the person who connected it, or not in this edition. Change that there, "
        "then send {number} again.",
        "quickbooks",
    ),
    errors.NotFound: Verdict(
        Act.REFUSE,
        "Something {number} refers to is gone or inactive in QuickBooks. Sync now, mend the link, then send it again.",
        "mapping",
    ),
    errors.BadReference: Verdict(
        Act.REFUSE,
        "QuickBooks will not take the customer or an item of {number}, because it is inactive or missing there. Make "
        "it active there or link another, then send it again.",
        "mapping",
    ),
    errors.StaleObject: Verdict(
        Act.REFUSE,
        "Somebody changed this document in QuickBooks at the same moment. Sync now, compare, then send {number} again.",
        "sync",
    ),
    errors.DuplicateName: Verdict(
        Act.REFUSE,
        "QuickBooks already uses this name, and names are unique across customers, vendors and employees. Link to "
        "the one there, then send {number} again.",
        "mapping",
    ),
    errors.PeriodClosed: Verdict(
        Act.REFUSE,
        "The books in QuickBooks are closed for the date of {number}. Ask whoever keeps the books to move the close "
        "date, then send it again.",
        "quickbooks",
    ),
    errors.ResultTooBig: Verdict(
        Act.REFUSE, "QuickBooks' answer was too large to read. Make {number} smaller, then send it again.", "document"
    ),
    errors.CompanyReset: Verdict(
        Act.REFUSE,
        "The QuickBooks company was emptied and begun anew, so what {number} refers to is gone. Sync now, link anew, "
        "then send it again.",
        "sync",
    ),
    errors.Refused: Verdict(
        Act.REFUSE, "QuickBooks refused {number}: {said} Change it, then send it again.", "document"
    ),
    errors.QboError: Verdict(
        Act.LOOK,
        "Sending {number} failed in an unexpected way. We look for it in QuickBooks before sending anything again.",
    ),
}

# Codes whose own text does not tell a bookkeeper what to do (Intuit, "Error codes").
_BY_CODE: dict[str, str] = {
    "2040": "QuickBooks cannot hold a character in a text of {number}, such as an emoji. Take it out, then send it "
    "again.",
    "2050": "A text of {number} is longer than QuickBooks allows. Shorten it, then send it again.",
    "2210": "QuickBooks does not take the billing address of {number} for an e-mail address. Correct it at the "
    "company, then send it again.",
    "6070": "An amount of {number} is not its quantity times its rate. This is a defect of NEXOS CORE: report it with "
    "the details below.",
    "6100": "QuickBooks wants other tax codes on the lines of {number}. Look at its sales tax settings, sync, then "
    "send it again.",
}


def judge(error: errors.QboError, number: str) -> Verdict:
    """The verdict on a failed call about the document that people know as `number`."""
    kind = next(kind for kind in type(error).__mro__ if kind in _BY_ERROR)
    verdict = _BY_ERROR[kind]
    sentence = _BY_CODE.get(error.code, verdict.sentence) if verdict.act is Act.REFUSE else verdict.sentence
    return Verdict(verdict.act, sentence.format(number=number, said=_said(error)), verdict.remedy)


def _said(error: errors.QboError) -> str:
    said = (error.detail or error.message or "no reason was given").strip()
    return said if said.endswith((".", "!", "?")) else f"{said}."
