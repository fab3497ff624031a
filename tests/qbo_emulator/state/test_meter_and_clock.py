"""What is metered and how the clock runs outlive the process."""

from typing import Any

import pytest


@pytest.mark.crash
def test_the_clock_goes_on_as_it_ran(lasting: Any) -> None:
    lasting.start().control("clock", {"now": "2030-03-01T00:00:00Z", "speed": 0})
    assert lasting.restart().control("clock") == {"now": "2030-03-01T00:00:00+00:00", "speed": 0}


@pytest.mark.crash
def test_the_count_of_the_month_goes_on_after_kill_9(lasting: Any) -> None:
    emulator = lasting.start()
    realm_id = emulator.company()
    emulator.control("settings", {"monthly_allowance": 3})
    with emulator.api(realm_id) as api:
        assert [api.get("/preferences").status_code for _ in range(2)] == [200, 200]
    emulator = lasting.restart()
    assert emulator.control("meter")["workspaces"] == {"default": 2}
    with emulator.api(realm_id) as api:
        assert [api.get("/preferences").status_code for _ in range(2)] == [200, 429]
