"""When the same request may go out again by itself, and after how long. Pure.

The kind of call is already inside the error: what may have been written is `OutcomeUnknown` and never repeated here,
a 401 is the caller's to refresh, and every other refusal is final for these bytes. What is left (nothing sent, a 429,
a read that got no usable answer) is safe for reads and writes alike, with the same bytes and the same request id.
"""

from __future__ import annotations

import msgspec

from qbo.errors import NotSent, QboError, Throttled, Unavailable


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """`attempts` in all (1 = never repeat); `budget` seconds of waiting in all; back-off is full jitter up to
    `base` × 2ⁿ, at most `cap` seconds."""

    attempts: int = 4
    budget: float = 30.0
    base: float = 0.5
    cap: float = 20.0


ONCE = Policy(attempts=1)


def delay(error: QboError, *, attempt: int, waited: float, policy: Policy, chance: float) -> float | None:
    """Seconds to wait before the next attempt, or None to give the error to the caller.

    `attempt` counts from 1 (the one that just failed), `waited` is the waiting so far in seconds, `chance` a random
    number in [0, 1).
    """
    if attempt >= policy.attempts:
        return None
    match error:
        case Throttled():
            wait = error.retry_after
        case NotSent() | Unavailable():
            wait = chance * min(policy.cap, policy.base * 2.0**attempt)
        case _:
            return None
    return wait if waited + wait <= policy.budget else None
