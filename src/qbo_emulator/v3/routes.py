"""Which part of the API answers a path."""

from qbo_emulator.rules import faults
from qbo_emulator.v3 import batch, changes, entities, query
from qbo_emulator.v3.call import Call

SINGLE = {"companyinfo": "CompanyInfo", "preferences": "Preferences"}
"""Entities with one object: read without its Id, CompanyInfo by the realm id."""


def route(call: Call) -> bytes:
    """The body of the answer. Raises Fault; what is not emulated is code 500, as an unknown path is."""
    accepted = call.request.headers.get("Accept", "")
    if "xml" in accepted and "json" not in accepted and "*/*" not in accepted:
        raise faults.unsupported("XML answers are not emulated: accept application/json")
    method = call.request.method
    match [each.lower() for each in call.path]:
        case ["query"] if method in ("GET", "POST"):
            return query.answer(call)
        case ["cdc"] if method == "GET":
            return changes.answer(call)
        case ["batch"] if method == "POST":
            return batch.answer(call)
        case ["preferences"] if method == "GET":
            return entities.read_single(call, "Preferences")
        case ["companyinfo", realm_id] if method == "GET" and realm_id == call.company.realm_id:
            return entities.read_single(call, "CompanyInfo")
        case [name] if method == "POST" and (entity := call.entity(name)):
            return entities.write(call, entity)
        case [name, _] if method == "GET" and (entity := call.entity(name)):
            return entities.read(call, entity, call.path[1])
        case [name, *_] if call.entity(name) or name in ("query", "cdc", "batch"):
            raise faults.unsupported(f"Operation No method found for {method} is not supported.")
    raise faults.unsupported(
        f"Operation Could not find resource for relative : /{'/'.join(call.path)} is not supported."
    )
