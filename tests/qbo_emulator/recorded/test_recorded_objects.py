"""Every recorded object of the live service is at home here: seeded, read, found by each property, edited sparsely."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import httpx2
import msgspec
import pytest

from emulator_process import EmulatorProcess, running_emulator
from qbo_emulator.catalog import ENTITIES
from qbo_emulator.catalog.entity import Entity
from qbo_emulator.catalog.fields import EMAIL, Kind
from recorded_objects import ABSENT, RECORDED, Json, companies

EXACT = msgspec.json.Decoder(float_hook=Decimal)
WRITTEN = msgspec.json.Encoder(decimal_format="number")
TIMES = ("MetaData.CreateTime", "MetaData.LastUpdatedTime")
EDITED = ("PrivateNote", "Notes", "Description", "LegalName", "PrintOnCheckName", "MiddleName", "Name", "Rate")
"""The first of these that an entity has and lets be written is what is edited."""
DERIVED = {"SyncToken", "MetaData", "FullyQualifiedName"}
DERIVED_TOO = {"Payment": {"Line"}}
"""A payment's lines show what is open on the documents it pays."""

COMPANIES = companies() if RECORDED.is_dir() else {}
EACH = [(name, entity) for name, company in COMPANIES.items() for entity in company]
if not RECORDED.is_dir():
    pytest.skip(ABSENT, allow_module_level=True)


@pytest.fixture(scope="module")
def emulator() -> Iterator[EmulatorProcess]:
    with running_emulator() as process:
        process.control("settings", {"throttle": False})
        yield process


@pytest.fixture(scope="module")
def open_companies(emulator: EmulatorProcess) -> Iterator[dict[str, httpx2.Client]]:
    """A client of each company opened so far, by its name."""
    clients: dict[str, httpx2.Client] = {}
    yield clients
    for client in clients.values():
        client.close()


@pytest.fixture(params=EACH, ids="-".join)
def seeded(
    emulator: EmulatorProcess, open_companies: dict[str, httpx2.Client], request: pytest.FixtureRequest
) -> tuple[httpx2.Client, str, list[Json]]:
    """A client of the seeded company, an entity, and its recorded rows."""
    name, entity = request.param
    if name not in open_companies:
        realm_id = f"99{list(COMPANIES).index(name):06}"
        body = WRITTEN.encode({"realm_id": realm_id, "entities": COMPANIES[name]})
        assert emulator.http.post("/_emulator/seed", content=body).status_code == 200
        headers = {"Authorization": f"Bearer {emulator.tokens(realm_id)['access_token']}", "Accept": "application/json"}
        open_companies[name] = httpx2.Client(base_url=f"{emulator.url}/v3/company/{realm_id}", headers=headers)
    return open_companies[name], entity, COMPANIES[name][entity]


def decoded(answer: httpx2.Response) -> Any:
    assert answer.status_code == 200, answer.text
    return EXACT.decode(answer.content)


def selected(api: httpx2.Client, entity: str, condition: str) -> list[Json]:
    answer = decoded(api.get("/query", params={"query": f"SELECT * FROM {entity} WHERE {condition} MAXRESULTS 1000"}))
    rows: list[Json] = answer["QueryResponse"].get(entity, [])
    return rows


def test_every_row_reads_back_equal(seeded: tuple[httpx2.Client, str, list[Json]]) -> None:
    api, entity, rows = seeded
    stored = decoded(api.get("/query", params={"query": everything(entity)}))["QueryResponse"][entity]

    assert sorted(map(WRITTEN.encode, stored)) == sorted(map(WRITTEN.encode, rows))
    for row in rows:
        if "Id" in row and entity not in ("CompanyInfo", "Preferences"):
            assert decoded(api.get(f"/{entity.lower()}/{row['Id']}"))[entity] == row


def test_every_row_is_found_by_each_property_that_filters(seeded: tuple[httpx2.Client, str, list[Json]]) -> None:
    api, entity, rows = seeded
    known = ENTITIES[entity]
    wanted: dict[str, list[Json]] = {}
    for row in rows:
        for path in (*sorted(known.filterable), *TIMES):
            value = at(row, path, known)
            if value not in (None, ""):
                every = " AND Active IN (true, false)" if known.has_active and path != "Active" else ""
                wanted.setdefault(f"{path} = {literal(value)}{every}", []).append(row)
    assert wanted or "MetaData" not in rows[0]
    for condition, meant in wanted.items():
        found = selected(api, entity, condition)
        assert all(row in found for row in meant), condition


def test_a_sparse_edit_changes_what_was_edited_and_what_follows_from_it(
    seeded: tuple[httpx2.Client, str, list[Json]],
) -> None:
    api, entity, rows = seeded
    known = ENTITIES[entity]
    edited = next((name for name in EDITED if name in known.by_name and not known.by_name[name].read_only), None)
    if "update" not in known.verbs:
        pytest.skip(f"{entity} is not written through the API")
    if edited is None:
        pytest.skip(f"{entity} has no text to edit")
    for row in rows:
        if "Id" not in row:
            continue
        value = f"Edited {row['Id']}"
        head = {"Id": row["Id"], "SyncToken": row["SyncToken"], "sparse": True}
        after = decoded(api.post(f"/{entity.lower()}", json=head | {edited: value}))[entity]
        differing = {name for name in row.keys() | after.keys() if bare(row.get(name)) != bare(after.get(name))}
        assert differing <= DERIVED | DERIVED_TOO.get(entity, set()) | {edited}, row["Id"]
        assert {edited, "SyncToken", "MetaData"} <= differing
        assert after[edited] == value
        assert int(after["SyncToken"]) == int(row["SyncToken"]) + 1
        assert after["MetaData"]["CreateTime"] == row["MetaData"]["CreateTime"]


def bare(value: Any) -> Any:
    """Without empty lists: recordings in XML have none."""
    if isinstance(value, list):
        return [bare(each) for each in value]
    if isinstance(value, dict):
        return {name: bare(each) for name, each in value.items() if each != []}
    return value


def everything(entity: str) -> str:
    """A statement that leaves nothing out, inactive ones included."""
    active = " WHERE Active IN (true, false)" if ENTITIES[entity].has_active else ""
    return f"SELECT * FROM {entity}{active} MAXRESULTS 1000"


def at(row: Json, path: str, entity: Entity) -> Any:
    """The value a client would filter by: a reference's id, an address of mail, an instant as written."""
    value: Any = row
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    field = entity.by_name.get(path)
    if isinstance(value, dict):
        return value.get("Address" if field and field.fields == EMAIL else "value")
    if field and field.kind is Kind.FLAG:
        return str(value is not False).lower()
    return value


def literal(value: Any) -> str:
    if value in ("true", "false") or isinstance(value, bool):
        return str(value).lower()
    escaped = str(value).replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
