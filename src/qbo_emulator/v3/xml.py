"""Refusals for clients that accept nothing but XML; data is never answered in it."""

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from werkzeug import Request, Response

from qbo_emulator.store.text import decode

NAMESPACE = "http://schema.intuit.com/finance/v3"


def accepts_only_xml(request: Request) -> bool:
    """Whether the client leaves no other choice; one that names no type at all gets JSON."""
    accepted = request.headers.get("Accept", "").lower()
    return "xml" in accepted and "json" not in accepted and "*/*" not in accepted


def refused_in_xml(response: Response) -> Response:
    """A refusal in either JSON envelope as the `IntuitResponse` the live service sends (recorded); others as given."""
    if response.status_code < 400 or response.content_encoding or response.mimetype != "application/json":
        return response
    body = decode(response.get_data())
    fault = body.get("Fault") or body.get("fault")
    if not fault:
        return response
    errors = "".join(_error(each) for each in fault.get("Error") or fault.get("error"))
    time = quoteattr(str(body.get("time", "")))
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<IntuitResponse time={time} xmlns="{NAMESPACE}">'
        f"<Fault type={quoteattr(fault['type'])}>{errors}</Fault></IntuitResponse>"
    )
    answer = Response(text, response.status, response.headers)
    answer.headers["Content-Type"] = "application/xml;charset=UTF-8"
    return answer


def _error(error: dict[str, Any]) -> str:
    named = {name.lower(): str(value) for name, value in error.items() if value}
    element = f" element={quoteattr(named['element'])}" if "element" in named else ""
    detail = f"<Detail>{escape(named['detail'])}</Detail>" if "detail" in named else ""
    return (
        f"<Error code={quoteattr(named['code'])}{element}><Message>{escape(named['message'])}</Message>{detail}</Error>"
    )
