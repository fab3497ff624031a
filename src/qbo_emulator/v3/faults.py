"""The two error envelopes: QuickBooks' own with capital keys, the gateway's in lower case (reference 6).

`now` is the moment the answer names; left out, the machine's time.
"""

from datetime import UTC, datetime
from typing import Any

from werkzeug import Response

from qbo_emulator.rules.faults import Fault
from qbo_emulator.store.moments import pacific_precise
from qbo_emulator.store.text import encode


def fault_object(fault: Fault) -> dict[str, Any]:
    """`{"Error": [{"Message", "Detail", "code", "element"}], "type"}`; `element` only where one is named."""
    error = {"Message": fault.message, "Detail": fault.detail, "code": fault.code}
    if fault.element:
        error["element"] = fault.element
    return {"Error": [error], "type": fault.type}


def fault_body(fault: Fault, now: datetime | None = None) -> bytes:
    """The capital-F envelope as bytes."""
    return encode({"Fault": fault_object(fault), "time": pacific_precise(now or datetime.now(UTC))})


def fault_response(fault: Fault, now: datetime | None = None) -> Response:
    """A refusal of the service itself: HTTP 400 but for a few, plain `application/json` (recorded)."""
    return Response(fault_body(fault, now), fault.status, content_type="application/json")


def gateway_response(
    status: int, code: str, message: str, detail: str, kind: str, now: datetime | None = None
) -> Response:
    """A refusal before the service is reached (401, 403, 429): lower-case keys, `time` in epoch milliseconds.

    `kind` is AUTHENTICATION or SERVICE; the empty members are recorded as they stand here.
    """
    body: dict[str, Any] = {
        "warnings": None,
        "intuitObject": None,
        "fault": {
            "error": [{"message": message, "detail": detail, "code": code, "element": None}],
            "type": kind,
        },
        "report": None,
        "queryResponse": None,
        "batchItemResponse": [],
        "attachableResponse": [],
        "syncErrorResponse": None,
        "requestId": None,
        "time": int((now or datetime.now(UTC)).timestamp() * 1000),
        "status": None,
        "cdcresponse": [],
    }
    return Response(encode(body), status, content_type="application/json")
