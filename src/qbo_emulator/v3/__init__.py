"""The Accounting API under `/v3/company/{realmId}/`: from an admitted request to its answer."""

from werkzeug import Request, Response

from qbo_emulator.rules.faults import Fault
from qbo_emulator.v3.call import Call
from qbo_emulator.v3.faults import fault_response
from qbo_emulator.v3.replay import answered_once
from qbo_emulator.v3.routes import route
from qbo_emulator.v3.xml import refused_in_xml
from qbo_emulator.world import UnknownCompany, World

COMMITTED = "emulator.committed"
BIDS = "emulator.bids"


def handle(world: World, request: Request) -> Response:
    """Answer a request for a company.

    Reports in `request.environ`: `emulator.committed` is True when stored data changed, `emulator.bids` lists the
    bIds of a batch. Requests of one company are answered one at a time. Raises UnknownCompany for a realm the
    world does not hold: whoever admits the request knows the realm.
    """
    call = Call.of(world, request)
    with call.company.lock:
        try:
            answer = answered_once(call, lambda: route(call))
        except Fault as fault:
            refusal = fault_response(fault, call.now)
            return refused_in_xml(refusal) if call.accepts_only_xml else refusal
        finally:
            request.environ[COMMITTED] = call.committed
            request.environ[BIDS] = call.bids
    response = Response(answer.body, answer.status, content_type=answer.content_type)
    response.headers["QBO-Version"] = "2600.120"
    response.headers["Service-Time"] = "total=1, db=0"
    response.headers["Expires"] = "0"
    return response


__all__ = ["UnknownCompany", "handle"]
