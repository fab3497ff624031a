"""Faults, the request log, the clock and the switches."""

from datetime import UTC, datetime
from typing import Any

import msgspec
from werkzeug import Request

from qbo_emulator.control.companies import known_company
from qbo_emulator.control.orders import BadInput, ClockOrder, FaultOrder, SettingsOrder, read
from qbo_emulator.emulator import Emulator, Settings
from qbo_emulator.traffic.faults import InjectedFault, Match


def inject(emulator: Emulator, request: Request) -> dict[str, Any]:
    """POST faults."""
    order = read(request, FaultOrder)
    _check(order)
    if order.realm_id is not None:
        known_company(emulator, order.realm_id)
    where = order.match
    match = Match(order.realm_id, where.method, where.path, where.entity, where.operation)
    fault = InjectedFault(order.kind, match, order.times, order.status, order.code, order.delay_s, order.after_bytes)
    return {"id": emulator.faults.add(fault)}


def _check(order: FaultOrder) -> None:
    if order.times < 1:
        raise BadInput("times must be at least 1.")
    if order.status is not None and not 400 <= order.status <= 599:
        raise BadInput("status must be between 400 and 599.")
    if order.kind == "status" and order.status is None:
        raise BadInput("status is missing; kind status needs it.")
    if order.kind == "slow" and order.delay_s <= 0:
        raise BadInput("delay_s must be above 0 for kind slow.")
    if order.after_bytes is not None and order.after_bytes < 0:
        raise BadInput("after_bytes must not be negative.")


def withdraw(emulator: Emulator, fault_id: str) -> dict[str, Any]:
    """DELETE faults/{id}."""
    if not emulator.faults.withdraw(fault_id):
        raise BadInput(f"id: there is no fault {fault_id!r} waiting; it may be used up.")
    return {}


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
        emulator.world.clock.advance(order.advance_s)
    if order.now is not None:
        emulator.world.clock.set(_moment(order.now))
    emulator.keep_clock()
    return clock(emulator, request)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput("now must be an ISO 8601 time, such as 2026-01-31T12:00:00Z.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def settings(emulator: Emulator, _request: Request) -> Settings:
    """GET settings."""
    return emulator.settings


def change_settings(emulator: Emulator, request: Request) -> Settings:
    """POST settings: what is left out stays."""
    order = read(request, SettingsOrder)
    for name in ("refresh_rotates_after_s", "refresh_grace_s", "monthly_allowance"):
        if (getattr(order, name) or 0) < 0:
            raise BadInput(f"{name} must not be negative.")
    given = {name: value for name, value in msgspec.structs.asdict(order).items() if value is not None}
    emulator.change(msgspec.structs.replace(emulator.settings, **given))
    return emulator.settings


def meter(emulator: Emulator, _request: Request) -> dict[str, Any]:
    """GET meter."""
    return emulator.meter.readings()
