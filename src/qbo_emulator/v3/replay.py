"""A repeated request id is answered with the first answer and does nothing (Intuit, "Request id")."""

from collections.abc import Callable

from qbo_emulator.rules import faults
from qbo_emulator.store.memory import Answer
from qbo_emulator.v3.call import Call

LONGEST = 50


def answered_once(call: Call, proceed: Callable[[], Answer]) -> Answer:
    """The remembered answer of this request id, else what `proceed` answers, remembered if it is a write.

    1. An empty id counts as none (recorded). 2. Only successful writes are remembered: a refusal changed nothing,
    and a read may be repeated. 3. The id alone decides; that another body came with it is not noticed.
    Raises Fault 2130 for an id of more than 50 characters.
    """
    request_id = call.request.args.get("requestid", "")
    if len(request_id) > LONGEST:
        raise invalid_request_id(request_id)
    if request_id and (answer := call.company.requests.recall(request_id)):
        return answer
    answer = proceed()
    if request_id and is_write(call):
        call.company.requests.keep(request_id, answer)
    return answer


def is_write(call: Call) -> bool:
    """Whether the request asks for a change: any POST but a query."""
    return call.request.method == "POST" and call.path[:1] != ("query",)


def invalid_request_id(request_id: str) -> faults.Fault:
    """2130."""
    return faults.invalid_value("2130", "Invalid Request Id Format", "requestid", request_id)
