"""When the next call to a company may start. Pure: times are seconds of one clock that all callers share.

Intuit's limits per company ("Limits and throttles", 2026) are those of `qbo.throttle.Limits`. A call in flight whose
process died is forgotten after LONGEST_CALL.
"""

import msgspec

from qbo.throttle import BATCHES, Kind, Limits

LONGEST_CALL = 130.0  # a client gives up after 120 s


class Calls(msgspec.Struct):
    """The recent calls to one company: when each started, in order, and until when each one in flight may run. Nothing
    starts while it is parked, and no read while reads are stopped."""

    starts: list[float] = []
    batch_starts: list[float] = []
    in_flight: dict[str, float] = {}
    parked_until: float = 0.0
    reads_stopped_until: float = 0.0


def earliest(calls: Calls, kind: Kind, now: float, limits: Limits) -> float | None:
    """When a call of this kind may start (`now` or later), or None: when one in flight ends."""
    _forget(calls, now, limits)
    if len(calls.in_flight) >= limits.in_flight:
        return None
    windows = [
        (calls.starts, limits.per_second, limits.second),
        (calls.starts, limits.per_minute, limits.minute),
    ]
    if kind in BATCHES:
        windows.append((calls.batch_starts, limits.batches_per_minute, limits.minute))
    free_at = [starts[-most] + length for starts, most, length in windows if len(starts) >= most]
    return max([now, calls.parked_until, *free_at])


def begin(calls: Calls, call_id: str, kind: Kind, now: float) -> None:
    """Notes that a call starts."""
    calls.starts.append(now)
    if kind in BATCHES:
        calls.batch_starts.append(now)
    calls.in_flight[call_id] = now + LONGEST_CALL


def end(calls: Calls, call_id: str) -> None:
    """Notes that it is over."""
    calls.in_flight.pop(call_id, None)


def _forget(calls: Calls, now: float, limits: Limits) -> None:
    # A start in the future was noted before the clock was set back; waiting for it would stop the company.
    calls.starts = [start for start in calls.starts if now - limits.minute < start <= now + 1]
    calls.batch_starts = [start for start in calls.batch_starts if now - limits.minute < start <= now + 1]
    calls.in_flight = {call: until for call, until in calls.in_flight.items() if now < until <= now + LONGEST_CALL + 1}
