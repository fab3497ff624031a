"""What an injected fault does to a request and its reply.

Nothing is done of what the request asks for:

- `status`: a refusal with this `status` or documented `code` (its own status, envelope, type and message; for the
  authorization server an OAuth error); a 5xx without a code is a bare page. `throttle`: 429. Both heed `retry_after_s`
  and `xml`, as some gateways answer whatever the client accepts
- `fault_in_200`: the fault of `code` (6000 if none is given) in an answer that says all is well
- `empty_query`: a query's answer without any object
- `answer`: `body` as it is given, said to be JSON and that all is well
- `drop_before`: the connection is reset

It is done, and then:

- `drop_after_commit`: the connection is reset, or with `status` the refusal comes instead of the reply
- `slow`: the reply comes late. `trickle`: its head and `after_bytes` (0) of its body come at once, the rest at
  `bytes_per_s`
- `truncate`: the body stops after `after_bytes` (half of it if none are given) and the connection closes
- `cut`: the same, but the head promises no more than comes. `gzip_cut`: as `cut`, of the compressed body
- `wrong_length`: the head promises `after_bytes` (half of the body), and all of it comes
- `half_page`: a query's answer lacks the second half of its objects and says nothing of it
- `garbage`: a page instead of the reply, HTTP 200
- `batch_item`: the matching items of a batch are not done and carry the fault of `code`; the others are done
- `forget_request_ids`: the company forgets every request id, before and after, so that neither an earlier nor this
  request is recognised again; comes on top of another fault

- `stall`: it is done only when `delay_s` has passed, perhaps after the client gave up

`delay_s` passes, in real time, before any reply and before a reset.
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime

from werkzeug import Request, Response

from qbo_emulator.store.moments import pacific_precise
from qbo_emulator.store.text import encode
from qbo_emulator.traffic.batch_items import without_items
from qbo_emulator.traffic.connection import Trickle, connection_of
from qbo_emulator.traffic.faults import How, InjectedFault
from qbo_emulator.traffic.refusals import BARE_PAGE, injected_fault, refused, throttled
from qbo_emulator.traffic.spoil import SPOILERS
from qbo_emulator.v3.faults import fault_body
from qbo_emulator.v3.xml import refused_in_xml
from qbo_emulator.world import Company

JSON = "application/json;charset=utf-8"


def strike(
    faults: Sequence[InjectedFault],
    request: Request,
    proceed: Callable[[Request], Response],
    company: Company | None,
    now: datetime,
) -> Response:
    """Answer the request as the faults demand; `proceed` does what it asks for, in the company if it is for one."""
    forgetful = company if any(fault.kind == "forget_request_ids" for fault in faults) else None
    if forgetful:
        forgetful.forget_request_ids()
    decisive = next((fault for fault in faults if fault.kind != "forget_request_ids"), None)
    response = _suffer(decisive, request, proceed, company, now) if decisive else proceed(request)
    if forgetful:
        forgetful.forget_request_ids()
    return response


def _suffer(
    fault: InjectedFault,
    request: Request,
    proceed: Callable[[Request], Response],
    company: Company | None,
    now: datetime,
) -> Response:
    if fault.kind == "stall":
        time.sleep(fault.how.delay_s)
        return proceed(request)
    if fault.kind == "batch_item" and company is not None:
        response = without_items(fault, request, proceed, company, now)
    else:
        response = _instead(fault, request, now) or _afterwards(fault, request, proceed(request), now)
    time.sleep(fault.how.delay_s)
    return response


def _instead(fault: InjectedFault, request: Request, now: datetime) -> Response | None:
    """The reply to a request nothing is done of; None for the other kinds."""
    match fault.kind:
        case "status":
            return _dressed(refused(request, fault.how.status, fault.how.code, now), fault.how)
        case "throttle":
            return _dressed(throttled("injected", now), fault.how)
        case "fault_in_200":
            return Response(fault_body(injected_fault(fault.how.code), now), content_type=JSON)
        case "empty_query":
            return Response(encode({"QueryResponse": {}, "time": pacific_precise(now)}), content_type=JSON)
        case "answer":
            return Response(fault.how.body, content_type=JSON)
        case "drop_before":
            connection_of(request).dropped = True
            return Response(status=503)
    return None


def _afterwards(fault: InjectedFault, request: Request, response: Response, now: datetime) -> Response:
    match fault.kind:
        case "drop_after_commit" if fault.how.status:
            return refused(request, fault.how.status, fault.how.code, now)
        case "drop_after_commit":
            connection_of(request).dropped = True
        case "trickle":
            connection_of(request).trickle = Trickle(fault.how.after_bytes or 0, fault.how.bytes_per_s)
        case "garbage":
            return Response(BARE_PAGE, mimetype="text/html")
        case kind if kind in SPOILERS:
            SPOILERS[kind](response, connection_of(request), fault.how.after_bytes)
    return response


def _dressed(response: Response, how: How) -> Response:
    if how.retry_after_s is not None:
        response.headers["Retry-After"] = str(how.retry_after_s)
    return refused_in_xml(response) if how.xml else response
