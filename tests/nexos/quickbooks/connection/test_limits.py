"""QuickBooks' limits hold over several processes: asked as fast as they are let, none of them is ever refused.

The emulator judges when a call arrives, and answers 429 to what is too much.
"""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any

import pytest

from emulator_process import EmulatorProcess
from hurry import hurried, hurried_process
from office import Office
from workers import wait_until

pytestmark = pytest.mark.django_db(transaction=True)

PROCESSES = 3
"""Of four threads each, half of which send batches: twelve calls at once, were they let."""


@pytest.fixture
def realm_id(office: Office, company: Callable[[str], str]) -> str:
    """Connected, with the limits on."""
    made = company("Northwind")
    office.connect(made)
    return made


def asked(intuit: EmulatorProcess, realm_id: str) -> list[dict[str, Any]]:
    return [request for request in intuit.requests() if request["realm_id"] == realm_id]


def ask(office: Office, realm_id: str, *, speed: float, calls: int) -> list[dict[str, Any]]:
    """The log once so many calls were made."""
    ids = (str(office.tenant.id), str(office.connection.id))
    with hurried(office.intuit, speed) as since, ExitStack() as processes:
        for _ in range(PROCESSES):
            processes.enter_context(hurried_process(office.intuit, "ask", speed, since, *ids))
        wait_until(lambda: len(asked(office.intuit, realm_id)) >= calls)
    return asked(office.intuit, realm_id)


def test_ten_a_second(office: Office, realm_id: str) -> None:
    log = ask(office, realm_id, speed=1, calls=35)
    assert {request["status"] for request in log} == {200}


def test_ten_at_once(office: Office, realm_id: str) -> None:
    office.intuit.fault("slow", {}, realm_id=realm_id, share=1, delay_s=1.5)
    log = ask(office, realm_id, speed=1, calls=25)
    assert {request["status"] for request in log} == {200}


def test_five_hundred_a_minute_and_forty_batches(office: Office, realm_id: str) -> None:
    """On a clock five times as fast a machine's second counts as five, so the log is what judges here."""
    office.intuit.control("settings", {"throttle": False})
    log = ask(office, realm_id, speed=5, calls=540)
    times = [datetime.fromisoformat(request["time"]) for request in log]
    batches = [time for time, request in zip(times, log, strict=True) if request["path"].endswith("/batch")]
    for moments, most in ((times, 500), (batches, 40)):
        assert len(moments) > most
        spans = [later - earlier for earlier, later in zip(moments, moments[most:], strict=False)]
        assert min(spans) > timedelta(seconds=55)
