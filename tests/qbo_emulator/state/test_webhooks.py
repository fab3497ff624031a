"""Webhooks outlive the process: the subscription, what happened, and what is on its way."""

from typing import Any

import pytest

from emulator_process import EmulatorProcess
from webhook_receiver import TOKEN, receiving


def make_customer(emulator: EmulatorProcess, realm_id: str, name: str) -> None:
    with emulator.api(realm_id) as api:
        assert api.post("/customer", json={"DisplayName": name}).status_code == 200


@pytest.mark.crash
def test_what_was_not_acknowledged_is_delivered_after_kill_9(lasting: Any) -> None:
    with receiving() as receiver:
        emulator = lasting.start()
        realm_id = emulator.company()
        emulator.control("webhooks", {"url": receiver.url, "verifier_token": TOKEN})
        make_customer(emulator, realm_id, "Failed")
        receiver.statuses.append(500)
        emulator.control("webhooks/deliver", {})
        make_customer(emulator, realm_id, "Noted")
        emulator = lasting.restart()
        make_customer(emulator, realm_id, "After")
        emulator.control("clock", {"advance_s": 11})
        reports = emulator.control("webhooks/deliver", {})["deliveries"]
        assert [(report["attempt"], report["outcome"]) for report in reports] == [
            (2, "acknowledged"),
            (1, "acknowledged"),
        ]
        assert [len(each.entities) for each in receiver.received] == [1, 1, 2]
        emulator = lasting.restart()
        assert emulator.control("webhooks/deliver", {}) == {"deliveries": [], "waiting": 0}


def test_reset_forgets_them(lasting: Any) -> None:
    emulator = lasting.start()
    emulator.control("webhooks", {"url": "http://localhost:9/", "verifier_token": TOKEN})
    emulator.reset()
    assert emulator.control("webhooks") == []
    assert lasting.restart().control("webhooks") == []
