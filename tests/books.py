"""A tenant's QuickBooks company at the emulator, connected, and what the mirror holds of it."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from emulator_process import EmulatorProcess
from nexos.kit.jobs.worker import run_due
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.progress import Progress
from nexos.quickbooks.mirror.entities import SPECS
from nexos.quickbooks.mirror.models import Coverage
from nexos.quickbooks.sync import services
from nexos.quickbooks.sync.models import SyncRun
from nexos.quickbooks.sync.queries import latest_run

KINDS = [entity for entity in SPECS if entity not in ("CompanyInfo", "Preferences")]
"""QuickBooks' names of all kinds that are mirrored object by object."""


class Books:
    """One connection. Emulator calls are over HTTP; reads of the mirror go to the database."""

    def __init__(self, emulator: EmulatorProcess, realm_id: str, tenant_id: UUID, connection_id: UUID) -> None:
        self.emulator = emulator
        self.realm_id = realm_id
        self.tenant_id = tenant_id
        self.connection_id = connection_id

    def sync(self, *, full: bool = False, observe: Callable[[Progress], None] = lambda _: None) -> SyncRun:
        return services.run(self.tenant_id, self.connection_id, full=full, observe=observe)

    def work(self) -> SyncRun:
        """Syncs as a worker does, holding the lease of the connection's due work; the finished run."""
        with scope(self.tenant_id):
            services.sync_now(self.tenant_id, self.connection_id)
        run_due()
        with scope(self.tenant_id):
            run = latest_run(self.tenant_id, self.connection_id)
        assert run is not None
        return run

    def calls(self, since: int) -> list[str]:
        """What this company was asked after request number `since`: "query", "cdc", …"""
        log = [request for request in self.emulator.requests(since) if request["realm_id"] == self.realm_id]
        return [request["path"].rsplit("/", 1)[-1] for request in log if "/v3/" in request["path"]]

    def last_request(self) -> int:
        log = self.emulator.requests()
        return int(log[-1]["n"]) if log else 0

    def there(self, entity: str) -> dict[str, dict[str, Any]]:
        """The live objects at QuickBooks by Id; of items only the kinds that are mirrored."""
        stored = [one["object"] for one in self.emulator.documents(self.realm_id, entity) if not one["deleted"]]
        return {one["Id"]: one for one in stored if entity != "Item" or one["Type"] in ("Service", "NonInventory")}

    def raws(self, entity: str) -> dict[str, str]:
        """The JSON of the live rows by Id, as it came."""
        with scope(self.tenant_id):
            rows = SPECS[entity].model.objects.of(self.tenant_id)
            live = rows.filter(connection_id=self.connection_id, deleted_at=None)
            # Every table has `raw`, the base that the type names has not.
            return dict(live.values_list("qbo_id", "raw"))  # type: ignore[misc]

    def here(self, entity: str) -> dict[str, dict[str, Any]]:
        """The raw objects of the live rows by Id."""
        return {qbo_id: json.loads(raw) for qbo_id, raw in self.raws(entity).items()}

    def agrees(self) -> bool:
        """Whether every live object is mirrored as it is, and nothing else; the first that differ are shown."""
        for entity in KINDS:
            here, there = self.here(entity), self.there(entity)
            different = [one for one in here.keys() | there.keys() if here.get(one) != there.get(one)]
            assert not different, f"{entity}: " + "; ".join(f"{here.get(i)} ≠ {there.get(i)}" for i in different[:3])
        return True

    def coverage(self, entity: str) -> Coverage:
        with scope(self.tenant_id):
            return Coverage.objects.of(self.tenant_id).get(connection_id=self.connection_id, entity=entity)

    def seed(self, entities: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        self.emulator.seed(self.realm_id, entities)

    def change(self, entity: str, qbo_id: str, token: str, *, delete: bool = False, **fields: Any) -> None:
        """A sparse update or a deletion, as an app or a bookkeeper would make it."""
        body = {"Id": qbo_id, "SyncToken": token, **({} if delete else {"sparse": True, **fields})}
        self._post(entity, "?operation=delete" if delete else "", body)

    def update(self, entity: str, qbo_id: str, **fields: Any) -> None:
        self.change(entity, qbo_id, self.there(entity)[qbo_id]["SyncToken"], **fields)

    def create(self, entity: str, body: Mapping[str, Any]) -> str:
        return str(self._post(entity, "", body)["Id"])

    def delete(self, entity: str, qbo_id: str) -> None:
        self.change(entity, qbo_id, self.there(entity)[qbo_id]["SyncToken"], delete=True)

    def void(self, qbo_id: str) -> None:
        token = self.there("Invoice")[qbo_id]["SyncToken"]
        self._post("Invoice", "?operation=void", {"Id": qbo_id, "SyncToken": token})

    def _post(self, entity: str, query: str, body: Mapping[str, Any]) -> dict[str, Any]:
        with self.emulator.api(self.realm_id) as api:
            answer = api.post(f"/{entity.lower()}{query}", json=body)
        assert answer.status_code == 200, answer.text
        changed: dict[str, Any] = answer.json()[entity]
        return changed
