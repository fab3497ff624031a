"""Faults on demand: post one, withdraw one, refuse connections for a while."""

import random
from datetime import timedelta
from typing import Any

from werkzeug import Request

from qbo_emulator.control.companies import known_company
from qbo_emulator.control.orders import LONGEST_S, BadInput, FaultOrder, check_range, read
from qbo_emulator.emulator import Emulator
from qbo_emulator.traffic.connection import connection_of
from qbo_emulator.traffic.faults import How, InjectedFault, Kind, Match
from qbo_emulator.traffic.refusals import default_status

LONGEST_WAIT_S = 3600  # of real time


def inject(emulator: Emulator, request: Request) -> dict[str, Any]:
    """POST faults. Without `times`, one with `for_s` or `share` strikes until it ends or is withdrawn, others once."""
    order = read(request, FaultOrder)
    _check(order)
    if order.realm_id is not None:
        known_company(emulator, order.realm_id)
    if order.kind == "refuse":
        connection_of(request).refuses_for_s = order.for_s or 0
        return {"id": None}
    return {"id": emulator.faults.add(_fault(emulator, order, order.kind))}


def waiting(emulator: Emulator, _request: Request) -> list[dict[str, Any]]:
    """GET faults."""
    return [
        {"id": fault_id, "kind": fault.kind, "match": fault.match, "times": fault.times, "until": fault.until}
        for fault_id, fault in emulator.faults.waiting().items()
    ]


def withdraw(emulator: Emulator, fault_id: str) -> dict[str, Any]:
    """DELETE faults/{id}."""
    if not emulator.faults.withdraw(fault_id):
        raise BadInput(f"id: there is no fault {fault_id!r} waiting; it may be used up.")
    return {}


def _fault(emulator: Emulator, order: FaultOrder, kind: Kind) -> InjectedFault:
    where = order.match
    lasting = order.for_s is not None or order.share is not None
    return InjectedFault(
        kind=kind,
        match=Match(order.realm_id, where.method, where.path, where.entity, where.operation, where.bid),
        how=How(
            order.status,
            order.code,
            order.delay_s,
            order.after_bytes,
            order.retry_after_s,
            order.bytes_per_s,
            order.xml,
            order.body,
        ),
        times=order.times or (None if lasting else 1),
        until=None if order.for_s is None else emulator.world.clock.now() + timedelta(seconds=order.for_s),
        share=1 if order.share is None else order.share,
        chance=random.Random(order.seed),  # noqa: S311 - a fault, not a secret
    )


def _check(order: FaultOrder) -> None:
    if order.times is not None and order.times < 1:
        raise BadInput("times must be at least 1.")
    if order.for_s is not None and order.for_s <= 0:
        raise BadInput("for_s must be above 0.")
    if order.share is not None and not 0 < order.share <= 1:
        raise BadInput("share must be above 0 and at most 1.")
    check_range(order, 400, 599, "status")
    check_range(order, 0.01, 1e9, "bytes_per_s")
    check_range(order, 0, 2**40, "after_bytes")
    check_range(order, 0, LONGEST_S, "for_s", "retry_after_s")
    check_range(order, 0, LONGEST_WAIT_S, "delay_s")
    _check_kind(order)


def _check_kind(order: FaultOrder) -> None:
    """What a kind cannot do without."""
    if order.kind == "status" and order.status is None and default_status(order.code) is None:
        raise BadInput("status is missing; kind status needs it, or a documented code.")
    if order.kind in ("slow", "stall") and order.delay_s <= 0:
        raise BadInput(f"delay_s must be above 0 for kind {order.kind}.")
    if order.kind == "refuse" and not 0 < (order.for_s or 0) <= LONGEST_WAIT_S:
        raise BadInput(f"for_s must be above 0 and at most {LONGEST_WAIT_S} for kind refuse.")
