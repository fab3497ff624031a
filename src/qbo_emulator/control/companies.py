"""Companies and their objects: reset, seed, sample, realms, documents, access."""

import re
from typing import Any

from werkzeug import Request

from qbo_emulator.control.orders import Access, BadInput, Nothing, Sample, Seed, read
from qbo_emulator.emulator import Emulator
from qbo_emulator.rules.countries import COUNTRIES
from qbo_emulator.samples import SIZES, RealmTaken
from qbo_emulator.samples import fill as fill_sample
from qbo_emulator.store.books import NotAnObject
from qbo_emulator.store.text import decode
from qbo_emulator.world import Company, UnknownCompany

REALM_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def reset(emulator: Emulator, request: Request) -> dict[str, Any]:
    """POST reset."""
    read(request, Nothing)
    emulator.reset()
    return {}


def seed(emulator: Emulator, request: Request) -> dict[str, Any]:
    """POST seed: all objects or none."""
    order = read(request, Seed)
    _check_realm_id(order.realm_id)
    counts: dict[str, int] = {}

    def fill(company: Company) -> None:
        counts.update(company.seed({entity: map(decode, rows) for entity, rows in order.entities.items()}))

    try:
        if order.realm_id in (company.realm_id for company in emulator.world.companies()):
            fill(emulator.world.company(order.realm_id))
        else:
            emulator.world.add_company(order.realm_id, furnished=False, fill=fill)
    except NotAnObject as problem:
        raise BadInput(f"entities.{problem}.") from None
    except ValueError as error:
        raise BadInput(f"entities cannot be read: {error}.") from None
    return {"realm_id": order.realm_id, "counts": counts}


def sample(emulator: Emulator, request: Request) -> dict[str, Any]:
    """POST sample: makes it once; the same order again finds the company as it has become since."""
    order = read(request, Sample)
    if order.realm_id is not None:
        _check_realm_id(order.realm_id)
    if order.size not in SIZES:
        raise BadInput(f"size must be one of {', '.join(SIZES)}.")
    if order.country not in COUNTRIES:
        raise BadInput(f"country must be one of {', '.join(COUNTRIES)}.")
    try:
        company, counts = fill_sample(emulator.world, order.realm_id, order.size, order.seed, order.country)
    except RealmTaken:
        raise BadInput(
            f"realm_id: company {order.realm_id} exists already and is not this sample; choose another or reset first."
        ) from None
    return {"realm_id": company.realm_id, "name": company.name, "counts": counts}


def _check_realm_id(realm_id: str) -> None:
    """It is a part of every path of the company."""
    if not REALM_ID.fullmatch(realm_id):
        raise BadInput("realm_id must be made of letters, digits, - and _.")


def realms(emulator: Emulator, _request: Request) -> list[dict[str, Any]]:
    """GET realms."""
    return [{"realm_id": company.realm_id, "name": company.name} for company in emulator.world.companies()]


def documents(emulator: Emulator, request: Request) -> list[dict[str, Any]]:
    """GET documents."""
    company = known_company(emulator, request.args.get("realm_id", ""))
    return company.documents(request.args.get("entity"))


def access(emulator: Emulator, request: Request) -> dict[str, Any]:
    """POST access."""
    order = read(request, Access)
    realm_id = known_company(emulator, order.realm_id).realm_id
    emulator.authorization.set_access(realm_id, allowed=order.allowed)
    return {"realm_id": realm_id, "allowed": order.allowed}


def known_company(emulator: Emulator, realm_id: str) -> Company:
    """Raises BadInput when there is none."""
    try:
        return emulator.world.company(realm_id)
    except UnknownCompany:
        raise BadInput(f"realm_id: there is no company {realm_id!r}; seed one first.") from None
