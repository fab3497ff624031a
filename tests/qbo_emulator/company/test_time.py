"""Time entries with a start and an end."""

from typing import Any

import pytest

from error_causes import Desk


def _entry(desk: Desk, **properties: Any) -> dict[str, Any]:
    return desk.create("TimeActivity", desk.time(Hours=None, **properties))


@pytest.mark.parametrize(
    ("sent", "answered"),
    [
        ("2026-03-05T08:00:00-08:00", "2026-03-05T08:00:00-08:00"),
        ("2026-03-05T08:00:00+01:00", "2026-03-05T08:00:00-08:00"),
        ("2026-03-05T08:00:00", "2026-03-05T08:00:00-08:00"),
        ("08:00:00-08:00", "2026-03-05T08:00:00-08:00"),
        ("08:00", "2026-03-05T08:00:00-08:00"),
    ],
)
def test_a_time_is_wall_clock_time_on_its_day(desk: Desk, sent: str, answered: str) -> None:
    end = sent.replace("08:00", "09:30", 1) if sent.startswith("08") else sent.replace("T08:00", "T09:30")

    entry = _entry(desk, TxnDate="2026-03-05", StartTime=sent, EndTime=end)

    assert entry["StartTime"] == answered
    assert entry["EndTime"] == "2026-03-05T09:30:00-08:00"
    assert not {"Hours", "Minutes"} & entry.keys()


def test_the_day_of_the_start_is_the_day_of_the_entry(desk: Desk) -> None:
    entry = _entry(desk, StartTime="2026-07-05T08:00:00", EndTime="2026-07-05T09:00:00")

    assert (entry["TxnDate"], entry["StartTime"]) == ("2026-07-05", "2026-07-05T08:00:00-07:00")


def test_a_night_needs_both_days(desk: Desk) -> None:
    entry = _entry(desk, StartTime="2026-03-05T22:00:00", EndTime="2026-03-06T06:00:00", BreakMinutes=30)

    assert (entry["EndTime"], entry["BreakMinutes"]) == ("2026-03-06T06:00:00-08:00", 30)


def test_hours_take_the_place_of_a_start_and_an_end(desk: Desk) -> None:
    entry = _entry(desk, StartTime="2026-03-05T08:00:00", EndTime="2026-03-05T09:00:00")

    changed = desk.change("TimeActivity", entry["Id"], Hours=2).json()["TimeActivity"]

    assert (changed["Hours"], changed["Minutes"]) == (2, 0)
    assert not {"StartTime", "EndTime"} & changed.keys()


@pytest.mark.parametrize(
    ("times", "code"),
    [
        ({"StartTime": "soon", "EndTime": "later"}, "6360"),
        ({"StartTime": "25:00:00", "EndTime": "26:00:00"}, "6360"),
        ({"StartTime": "2026-03-05T08:00:00"}, "6360"),
        ({"StartTime": "08:00:00", "EndTime": "08:00:00"}, "6370"),
        ({"StartTime": "2025-01-01T08:00:00", "EndTime": "2026-03-05T08:00:00"}, "6380"),
        ({"StartTime": "08:00:00", "EndTime": "09:00:00", "BreakMinutes": -1}, "6360"),
    ],
)
def test_a_time_that_cannot_be_is_refused(desk: Desk, times: dict[str, Any], code: str) -> None:
    answer = desk.post("timeactivity", desk.time(Hours=None, **times))

    assert answer.json()["Fault"]["Error"][0]["code"] == code
