"""Which part of the API answers a path."""

from qbo_emulator.rules import faults, standing
from qbo_emulator.store.memory import Answer
from qbo_emulator.v3 import attachments, batch, changes, entities, exchange_rates, papers, query, reports, tax_service
from qbo_emulator.v3.call import Call

RESOURCES = ("query", "cdc", "batch", "upload", "download", "reports", "taxservice")


def route(call: Call) -> Answer:
    """The answer to a call. Raises Fault; what is not emulated is code 500, as an unknown path is."""
    standing.refuse_access(call.company.books)
    call.refuse_too_large()
    if call.accepts_only_xml and call.path[-1:] != ("pdf",):
        raise faults.unsupported("XML answers are not emulated: accept application/json")
    found = _collective(call) or _of_entity(call)
    if found is None:
        raise _unknown(call)
    return Answer(200, found) if isinstance(found, bytes) else found


def _collective(call: Call) -> bytes | Answer | None:
    """The resources that are not one entity's."""
    match call.request.method, [each.lower() for each in call.path]:
        case "GET" | "POST", ["query"]:
            return query.answer(call)
        case "GET", ["cdc"]:
            return changes.answer(call)
        case "POST", ["batch"]:
            return batch.answer(call)
        case "GET", ["reports", _]:
            return reports.answer(call, call.path[1])
        case "POST", ["upload"]:
            return attachments.receive(call)
        case "GET", ["download", attachable_id]:
            return attachments.download(call, attachable_id)
        case "POST", ["taxservice", "taxcode"]:
            return tax_service.answer(call)
        case "GET", ["exchangerate"]:
            return exchange_rates.answer(call)
        case "GET", ["preferences"]:
            return entities.read_single(call, "Preferences")
        case "GET", ["companyinfo", realm_id] if realm_id == call.company.realm_id:
            return entities.read_single(call, "CompanyInfo")
    return None


def _of_entity(call: Call) -> bytes | Answer | None:
    entity = call.entity(call.path[0]) if call.path else None
    if entity is None:
        return None
    match call.request.method, [each.lower() for each in call.path]:
        case "POST", [_]:
            return entities.write(call, entity)
        case "GET", [_, _]:
            return entities.read(call, entity, call.path[1])
        case "GET", [_, _, "pdf"]:
            return papers.print_out(call, entity, call.path[1])
        case "POST", [_, _, "send"]:
            return papers.send(call, entity, call.path[1])
    return None


def _unknown(call: Call) -> faults.Fault:
    """Another verb on a path that is there, or a path that is not (recorded wording)."""
    name = call.path[0].lower() if call.path else ""
    if len(call.path) < 3 and (call.entity(name) or name in RESOURCES):
        return faults.unsupported(f"Operation No method found for {call.request.method} is not supported.")
    path = call.request.path
    return faults.unsupported(
        f"Operation Could not find resource for relative : {path} of full path:"
        f" {call.request.base_url} is not supported."
    )
