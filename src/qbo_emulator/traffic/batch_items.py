"""Single items of a batch that fail on demand, while the others are done."""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

from werkzeug import Request, Response

from qbo_emulator.store.memory import Answer
from qbo_emulator.store.moments import pacific_precise
from qbo_emulator.store.text import decode, encode
from qbo_emulator.traffic.call import batch_acts, batch_items
from qbo_emulator.traffic.faults import InjectedFault, Match
from qbo_emulator.traffic.refusals import injected_fault
from qbo_emulator.v3 import BIDS
from qbo_emulator.v3.faults import fault_object
from qbo_emulator.world import Company

type Item = dict[str, Any]


def without_items(
    fault: InjectedFault,
    request: Request,
    proceed: Callable[[Request], Response],
    company: Company,
    now: datetime,
) -> Response:
    """1. Do the batch without the struck items. 2. Put their faults in their places. 3. Remember that answer."""
    items = batch_items(request)
    struck = [_is_struck(fault.match, item) for item in items]
    if not any(struck):
        return proceed(request)
    spared = [item for item, hit in zip(items, struck, strict=True) if not hit]
    answers: list[Item] = []
    if spared:
        response = proceed(_with_items(request, spared))
        if response.status_code != 200:
            return response
        answers = decode(response.get_data())["BatchItemResponse"]
    whole = iter(answers)
    all_answers = [_failed(item, fault) if hit else next(whole) for item, hit in zip(items, struck, strict=True)]
    body = encode({"BatchItemResponse": all_answers, "time": pacific_precise(now)})
    request.environ[BIDS] = [str(item.get("bId", "")) for item in items]
    if request_id := request.args.get("requestid"):
        with company.lock:
            company.requests.keep(request_id, Answer(200, body))
    return Response(body, content_type="application/json;charset=utf-8")


def _is_struck(match: Match, item: Item) -> bool:
    if match.bid is not None and match.bid != item.get("bId"):
        return False
    return match.names_no_act or any(match.names(act) for act in batch_acts([item]))


def _with_items(request: Request, items: list[Item]) -> Request:
    """The same request with these items only, to be answered uncompressed."""
    body = encode({"BatchItemRequest": items})
    request.environ |= {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
    request.environ.pop("HTTP_ACCEPT_ENCODING", None)
    return Request(request.environ)


def _failed(item: Item, fault: InjectedFault) -> Item:
    answer: Item = {"Fault": fault_object(injected_fault(fault.how.code))}
    return answer | {"bId": item["bId"]} if "bId" in item else answer
