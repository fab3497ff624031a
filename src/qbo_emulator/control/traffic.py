"""The request log, the meter, the clock and the switches."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from werkzeug import Request

from qbo_emulator.control.orders import LONGEST_S, BadInput, ClockOrder, SettingsOrder, check_range, read
from qbo_emulator.emulator import Emulator, Settings

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
"""Where the clock can be set to."""
FASTEST = 3600
"""Times the speed of the machine's clock; 0 stops it."""


def requests(emulator: Emulator, request: Request) -> list[dict[str, Any]]:
    """GET requests."""
    since = request.args.get("since", "0")
    if not since.isdecimal():
        raise BadInput("since must be a number, as `n` of an earlier answer.")
    return emulator.requests.since(int(since))


def clock(emulator: Emulator, _request: Request) -> dict[str, Any]:
    """GET clock."""
    return {"now": emulator.world.clock.now().isoformat(), "speed": emulator.world.clock.standing.speed}


def move_clock(emulator: Emulator, request: Request) -> dict[str, Any]:
    """POST clock: move it, hurry it, or both."""
    order = read(request, ClockOrder)
    if (order.now is None) == (order.advance_s is None) and (order.now is not None or order.speed is None):
        raise BadInput("Give either now or advance_s, or speed.")
    check_range(order, -LONGEST_S, LONGEST_S, "advance_s")
    check_range(order, 0, FASTEST, "speed")
    ours = emulator.world.clock
    moment = None if order.now is None else _moment(order.now)
    if order.advance_s is not None:
        _check_moment(ours.now() + timedelta(seconds=order.advance_s), "advance_s")
    if order.speed is not None:
        ours.run(order.speed)
    if order.advance_s is not None:
        ours.advance(order.advance_s)
    if moment is not None:
        ours.set(moment)
    emulator.keep_clock()
    return clock(emulator, request)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput("now must be an ISO 8601 time, such as 2026-01-31T12:00:00Z.") from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    _check_moment(moment, "now")
    return moment


def _check_moment(moment: datetime, field: str) -> None:
    if not EARLIEST <= moment <= LATEST:
        raise BadInput(f"{field} leads out of the years {EARLIEST.year} to {LATEST.year}.")


def settings(emulator: Emulator, _request: Request) -> Settings:
    """GET settings."""
    return emulator.settings


def change_settings(emulator: Emulator, request: Request) -> Settings:
    """POST settings: what is left out stays."""
    order = read(request, SettingsOrder)
    check_range(order, 0, LONGEST_S, "refresh_rotates_after_s", "refresh_grace_s")
    check_range(order, 0, 10**12, "monthly_allowance")
    given = {name: value for name, value in msgspec.structs.asdict(order).items() if value is not None}
    emulator.change(msgspec.structs.replace(emulator.settings, **given))
    return emulator.settings


def meter(emulator: Emulator, _request: Request) -> dict[str, Any]:
    """GET meter."""
    return emulator.meter.readings()
