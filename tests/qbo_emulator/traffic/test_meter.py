"""The monthly count of what is taken out, and the end of the allowance."""

from typing import Any

import httpx2
import pytest

from emulator_process import EmulatorProcess


@pytest.fixture
def realm_id(private_emulator: EmulatorProcess) -> str:
    private_emulator.control("settings", {"throttle": False})
    private_emulator.control("clock", {"now": "2026-03-10T12:00:00Z"})
    return private_emulator.company()


def used(emulator: EmulatorProcess) -> dict[str, int]:
    """Calls this month by workspace."""
    counts: dict[str, int] = emulator.control("meter")["workspaces"]
    return counts


def items(count: int) -> dict[str, Any]:
    """A batch of this many queries and one create."""
    queries = [{"bId": str(n), "Query": "SELECT * FROM Term"} for n in range(count)]
    create = {"bId": "w", "operation": "create", "Class": {"Name": "North"}}
    return {"BatchItemRequest": [*queries, create]}


def test_reads_count_and_writes_are_free(private_emulator: EmulatorProcess, realm_id: str) -> None:
    with private_emulator.api(realm_id) as api:
        made = api.post("/customer", json={"DisplayName": "Alder"}).json()["Customer"]
        assert used(private_emulator) == {}
        api.get(f"/customer/{made['Id']}")
        api.get("/query", params={"query": "SELECT * FROM Customer"})
        api.post("/query", content="SELECT * FROM Customer", headers={"Content-Type": "application/text"})
        api.get("/cdc", params={"entities": "Customer", "changedSince": "2026-03-09"})
        assert used(private_emulator) == {"default": 4}
        api.post("/batch", json=items(5))
        assert used(private_emulator) == {"default": 9}


def test_past_the_allowance_reads_stop_until_next_month(private_emulator: EmulatorProcess, realm_id: str) -> None:
    private_emulator.control("settings", {"monthly_allowance": 3})
    with private_emulator.api(realm_id) as api:
        assert [api.get("/preferences").status_code for _ in range(5)] == [200, 200, 200, 429, 429]
        refused = api.post("/batch", json=items(1))
        assert refused.status_code == 429
        assert "CorePlus" in refused.text
        assert api.post("/customer", json={"DisplayName": "Alder"}).status_code == 200
        assert used(private_emulator) == {"default": 3}
    private_emulator.control("clock", {"now": "2026-04-01T06:59:00Z"})  # March still, in Pacific time
    with private_emulator.api(realm_id) as api:
        assert api.get("/preferences").status_code == 429
        private_emulator.control("clock", {"now": "2026-04-01T07:00:01Z"})
        assert api.get("/preferences").status_code == 200
    assert used(private_emulator) == {"default": 1}
    assert [(each["month"], each["calls"]) for each in private_emulator.control("meter")["apps"]] == [
        ("2026-03", 3),
        ("2026-04", 1),
    ]


def test_apps_of_a_workspace_share_its_allowance(private_emulator: EmulatorProcess, realm_id: str) -> None:
    private_emulator.control("settings", {"monthly_allowance": 2})
    for client_id, workspace in (("one", "agency"), ("two", "agency"), ("three", "other")):
        private_emulator.control("apps", {"client_id": client_id, "client_secret": "s", "workspace": workspace})
    assert [read(private_emulator, realm_id, app) for app in ("one", "two", "one", "two", "three")] == [
        200,
        200,
        429,
        429,
        200,
    ]
    assert used(private_emulator) == {"agency": 2, "other": 1}


def test_a_sandbox_is_not_metered(private_emulator: EmulatorProcess, realm_id: str) -> None:
    private_emulator.control("settings", {"monthly_allowance": 0, "sandbox": True})
    assert read(private_emulator, realm_id, "emulator-client") == 200
    assert used(private_emulator) == {}
    private_emulator.control("settings", {"sandbox": False})
    assert read(private_emulator, realm_id, "emulator-client") == 429


def read(emulator: EmulatorProcess, realm_id: str, client_id: str) -> int:
    """The status of a read by this app."""
    token = emulator.tokens(realm_id, client_id)["access_token"]
    url = f"{emulator.url}/v3/company/{realm_id}/preferences"
    return httpx2.get(url, headers={"Authorization": f"Bearer {token}"}).status_code
