"""The two bodies, their headers and their signature."""

import re
from datetime import UTC, datetime

import pytest

from emulator_process import EmulatorProcess
from webhook_receiver import TOKEN, Receiver


@pytest.fixture
def realm_ids(private_emulator: EmulatorProcess) -> tuple[str, str]:
    """Two connected companies."""
    realm_ids = (private_emulator.company(), private_emulator.company())
    for realm_id in realm_ids:
        private_emulator.tokens(realm_id)
    return realm_ids


def change(emulator: EmulatorProcess, realm_ids: tuple[str, ...]) -> None:
    """A customer in each company, then another in the first."""
    for place, realm_id in enumerate((*realm_ids, realm_ids[0])):
        with emulator.api(realm_id) as api:
            assert api.post("/customer", json={"DisplayName": f"Customer {place}"}).status_code == 200


def test_legacy_groups_by_company(
    private_emulator: EmulatorProcess, realm_ids: tuple[str, str], receiver: Receiver
) -> None:
    private_emulator.control("webhooks", {"url": receiver.url, "verifier_token": TOKEN, "format": "legacy"})
    private_emulator.control("clock", {"now": "2026-03-08T20:52:31.657Z"})
    change(private_emulator, realm_ids)
    private_emulator.control("webhooks/deliver", {})
    (notification,) = receiver.received
    first, second = notification.json["eventNotifications"]
    assert (first["realmId"], second["realmId"]) == realm_ids
    assert [len(each["dataChangeEvent"]["entities"]) for each in (first, second)] == [2, 1]
    entity = first["dataChangeEvent"]["entities"][0]
    assert list(entity) == ["name", "id", "operation", "lastUpdated"]
    assert re.fullmatch(r"2026-03-08T20:52:3\d\.\d{3}Z", entity["lastUpdated"])
    assert notification.is_genuine
    headers = notification.headers
    assert headers["content-type"] == "application/json; charset=utf-8"
    assert headers["user-agent"] == "intuit_notification_server/0.1"
    assert headers["intuit-notification-schema-version"] == "0.1"
    assert headers["intuit-t-id"]
    assert datetime.fromisoformat(headers["intuit-created-time"]).tzinfo == UTC


def test_cloud_events_mix_companies(
    private_emulator: EmulatorProcess, realm_ids: tuple[str, str], receiver: Receiver
) -> None:
    private_emulator.control("webhooks", {"url": receiver.url, "verifier_token": TOKEN, "format": "cloudevents"})
    change(private_emulator, realm_ids)
    private_emulator.control("webhooks/deliver", {})
    (notification,) = receiver.received
    assert notification.headers["content-type"] == "application/cloudevents+json"
    assert notification.is_genuine
    first, second, third = notification.json
    assert [each["intuitaccountid"] for each in (first, second, third)] == [*realm_ids, realm_ids[0]]
    assert (first["specversion"], first["type"]) == ("1.0", "qbo.customer.created.v1")
    assert first["intuitentityid"].isdigit()
    assert (first["datacontenttype"], first["data"]) == ("application/json", {})
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z", first["time"])
    assert re.fullmatch(r"intuit\.[0-9a-f]{32}", first["source"])
    assert len({each["id"] for each in notification.json}) == 3


def test_cloud_events_as_plain_json_on_demand(
    private_emulator: EmulatorProcess, realm_ids: tuple[str, str], receiver: Receiver
) -> None:
    order = {"url": receiver.url, "verifier_token": TOKEN, "format": "cloudevents", "content_type": "application/json"}
    private_emulator.control("webhooks", order)
    change(private_emulator, realm_ids[:1])
    private_emulator.control("webhooks/deliver", {})
    assert receiver.received[0].headers["content-type"] == "application/json; charset=utf-8"


def test_a_body_holds_a_hundred_events_and_equal_ones_become_one(
    private_emulator: EmulatorProcess, realm_id: str, receiver: Receiver
) -> None:
    private_emulator.control("settings", {"throttle": False})
    private_emulator.control("webhooks", {"url": receiver.url, "verifier_token": TOKEN, "format": "cloudevents"})
    with private_emulator.api(realm_id) as api:
        for start in range(0, 120, 30):
            items = [
                {"bId": str(n), "operation": "create", "Class": {"Name": f"Class {n}"}}
                for n in range(start, start + 30)
            ]
            assert api.post("/batch", json={"BatchItemRequest": items}).status_code == 200
        made = api.post("/customer", json={"DisplayName": "Alder"}).json()["Customer"]
        for token, note in enumerate(("one", "two", "three")):
            key = {"Id": made["Id"], "SyncToken": str(token), "sparse": True}
            assert api.post("/customer", json=key | {"Notes": note}).status_code == 200
    private_emulator.control("webhooks/deliver", {})
    assert [len(each.json) for each in receiver.received] == [100, 22]
    assert [each["type"] for each in receiver.received[1].json][-2:] == [
        "qbo.customer.created.v1",
        "qbo.customer.updated.v1",
    ]
