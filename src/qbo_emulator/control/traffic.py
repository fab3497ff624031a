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


def requests(emulator: Emulator, request: Request) -> list[dict[str, Any]]:
    """GET requests."""
    since = request.args.get("since", "0")
    if not since.isdecimal():
        raise BadInput("since must be a number, as `n` of an earlier answer.")
    return emulator.requests.since(int(since))


def clock(emulator: Emulator, _request: Request) -> dict[str, Any]:
    """GET clock."""
    return {"now": emulator.world.clock.now().isoformat()}


def move_clock(emulator: Emulator, request: Request) -> dict[str, Any]:
    """POST clock."""
    order = read(request, ClockOrder)
    if (order.now is None) == (order.advance_s is None):
        raise BadInput("Give either now or advance_s.")
    if order.advance_s is not None:
        check_range(order, -LONGEST_S, LONGEST_S, "advance_s")
        _check_moment(emulator.world.clock.now() + timedelta(seconds=order.advance_s), "advance_s")
        emulator.world.clock.advance(order.advance_s)
    if order.now is not None:
        moment = _moment(order.now)
        _check_moment(moment, "now")
        emulator.world.clock.set(moment)
    emulator.keep_clock()
    return clock(emulator, request)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput("now must be an ISO 8601 time, such as 2026-01-31T12:00:00Z.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


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
