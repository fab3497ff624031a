"""What QuickBooks says when it refuses, read from any of its envelopes and turned into an error of `qbo.errors`.

Sources: Intuit, "Error codes" and "Handling common errors"; recorded answers of the live service for both JSON
envelopes (the service writes `Fault.Error[].Message`, its gateway `fault.error[].message`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any, Literal

import msgspec

from qbo import errors
from qbo.replies import Answer

Nature = Literal["read", "write"]
"""A read can always be repeated; after a write that may have happened one has to look."""

THROTTLE_SECONDS = 60.0
"""How long Intuit asks to wait after a 429 ("Limits and throttles"); Retry-After is undocumented, kept when present."""


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One error of an envelope, in QuickBooks' words."""

    code: str = ""
    message: str = ""
    detail: str = ""
    element: str = ""
    type: str = ""


# One line per code with a meaning of its own; every other code is Invalid.
BY_CODE: dict[str, type[errors.QboError]] = {
    "100": errors.AccessDenied,  # general authentication error
    "110": errors.AccessDenied,
    "120": errors.AccessDenied,  # the user is no administrator of the company any more
    "130": errors.Unavailable,  # wrong cluster
    "140": errors.CompanyInactive,  # locked out
    "150": errors.Unavailable,  # under maintenance
    "600": errors.OutcomeUnknown,  # this request id was used before: what it did has to be looked up
    "610": errors.NotFound,
    "2500": errors.BadReference,
    "3001": errors.Throttled,
    "3100": errors.AccessDenied,  # the grant does not cover this company, or the wrong environment
    "3200": errors.TokenExpired,
    "3202": errors.AccessDenied,  # an OAuth field was empty
    "4002": errors.Unavailable,  # the query could not be processed this time
    "5010": errors.StaleObject,
    "5020": errors.NotAllowed,
    "5030": errors.NotAllowed,  # not in this edition
    "6140": errors.DuplicateNumber,
    "6190": errors.CompanyInactive,
    "6200": errors.PeriodClosed,
    "6210": errors.PeriodClosed,
    "6240": errors.DuplicateName,
    "6250": errors.BadReference,  # customer missing or inactive
    "10000": errors.Unavailable,  # the application failed: on a write it may have failed after writing
    "10100": errors.ResultTooBig,
    "10200": errors.CompanyReset,
}

# Where one code means two things the text decides.
BY_TEXT: dict[str, tuple[tuple[str, type[errors.QboError]], ...]] = {
    "5010": (("period closed", errors.PeriodClosed), ("period has closed", errors.PeriodClosed)),
    "6000": (("period closed", errors.PeriodClosed), ("period has closed", errors.PeriodClosed)),
    "6210": (("duplicate document number", errors.DuplicateNumber),),
}

# What an answer without a readable fault means by its status alone.
BY_STATUS: dict[int, type[errors.QboError]] = {
    401: errors.TokenExpired,
    403: errors.AccessDenied,
    408: errors.Unavailable,
    429: errors.Throttled,
}


def read(body: bytes) -> Fault | None:
    """The first fault in a body, JSON or XML, whatever its envelope; None when there is none."""
    try:
        document = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError):
        return _read_markup(body)
    return _from_document(document)


def _from_document(document: Any) -> Fault | None:
    """The first fault of a decoded answer, looked for in each part of a change answer too."""
    if not isinstance(document, dict):
        return None
    parts = document.get("CDCResponse")
    for place in (document, *(parts if isinstance(parts, list) else ())):
        envelope = (place.get("Fault") or place.get("fault")) if isinstance(place, dict) else None
        if isinstance(envelope, dict):
            return _from_envelope(envelope)
    return None


def error(fault: Fault | None, answer: Answer, nature: Nature) -> errors.QboError:
    """The error a fault stands for; without a fault, what the status alone says.

    A write that met a 5xx, or a failure of the application itself, may have happened: `OutcomeUnknown`.
    """
    fault = fault or Fault(message=f"QuickBooks answered HTTP {answer.status} and gave no reason")
    kind = _kind(fault, answer.status)
    may_have_written = answer.status >= 500 or answer.status == 408 or fault.code == "10000"
    if nature == "write" and may_have_written:
        kind = errors.OutcomeUnknown
    facts: dict[str, Any] = {
        "code": fault.code,
        "detail": fault.detail,
        "element": fault.element,
        "status": answer.status,
        "intuit_tid": answer.intuit_tid,
    }
    if issubclass(kind, errors.Throttled):
        wait = THROTTLE_SECONDS if answer.retry_after is None else answer.retry_after
        return kind(fault.message, retry_after=wait, **facts)
    return kind(fault.message, **facts)


def unreadable(answer: Answer, nature: Nature, what: str) -> errors.QboError:
    """The error for a success whose body cannot be used: broken, cut off, a page of HTML, another shape."""
    kind = errors.OutcomeUnknown if nature == "write" else errors.Unavailable
    message = f"QuickBooks answered HTTP {answer.status} with a body that cannot be read ({what})"
    return kind(message, status=answer.status, intuit_tid=answer.intuit_tid)


def _kind(fault: Fault, status: int) -> type[errors.QboError]:
    text = f"{fault.message} {fault.detail}".lower()
    for part, kind in BY_TEXT.get(fault.code, ()):
        if part in text:
            return kind
    if fault.code in BY_CODE:
        return BY_CODE[fault.code]
    if status in BY_STATUS:
        return BY_STATUS[status]
    return errors.Unavailable if status >= 500 else errors.Invalid


def _fault(get: Callable[[str], Any], type_: str) -> Fault:
    code = str(get("code") or "").strip().lstrip("0")
    detail = str(get("detail") or "")
    if code in ("3200", "3202") or type_.upper().startswith("AUTHENTICATION"):
        # The live gateway repeats the beginning of the token here: "Token expired: eyJl…".
        detail = detail.partition(":")[0]
    return Fault(
        code=code,
        message=str(get("message") or "QuickBooks gave no message"),
        detail=detail,
        element=str(get("element") or ""),
        type=type_,
    )


def _from_envelope(envelope: dict[str, Any]) -> Fault:
    listed = envelope.get("Error") or envelope.get("error") or [{}]
    first = listed[0] if isinstance(listed, list) else listed
    said = {str(key).lower(): value for key, value in first.items()} if isinstance(first, dict) else {}
    return _fault(said.get, str(envelope.get("type") or ""))


def _read_markup(body: bytes) -> Fault | None:
    """The XML envelope, which gateways use at times even when JSON was asked for. A page of HTML holds no fault."""
    text = body[:20_000].decode("utf-8", "replace")
    found = re.search(r"<Error\b([^>]*)>(.*?)</Error>", text, re.DOTALL | re.IGNORECASE)
    if found is None:
        return None
    attributes, inside = found.groups()
    fault_type = re.search(r'<Fault\b[^>]*\btype="([^"]*)"', text, re.IGNORECASE)

    def get(key: str) -> str | None:
        attribute = re.search(rf'\b{key}="([^"]*)"', attributes, re.IGNORECASE)
        element = re.search(rf"<{key}\b[^>]*>(.*?)</{key}>", inside, re.DOTALL | re.IGNORECASE)
        hit = attribute or element
        return html.unescape(hit[1]).strip() if hit else None

    return _fault(get, fault_type[1] if fault_type else "")
