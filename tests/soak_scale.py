"""How often a gate repeats: its gate count in `./run test`, that times NEXOS_SOAK_SCALE in `./run soak`."""

import os
import random
import sys
import time
from collections.abc import Iterator

SCALE = float(os.environ.get("NEXOS_SOAK_SCALE", "1"))
SEED = int(os.environ.get("NEXOS_SOAK_SEED") or random.randrange(10**9))
UNTIL = float(os.environ.get("NEXOS_SOAK_UNTIL", "inf"))  # seconds of Unix time
_SAY_EVERY = 10.0  # seconds

_until = UNTIL

done: list[int] = []
"""What was counted so far, for the last line of a soak."""


def take_share(of_tests: int) -> None:
    """Gives the test that begins its part of the time that is left for so many."""
    global _until
    _until = time.time() + (UNTIL - time.time()) / of_tests


def times(count: int) -> int:
    """The gate's `count` at the scale of this run, at least one; counted as done."""
    wanted = max(1, round(count * SCALE))
    done.append(wanted)
    return wanted


def rounds(count: int) -> Iterator[int]:
    """The numbers of the rounds, as many as `times` says; at least one, but none that begins after a soak's time."""
    wanted, said = max(1, round(count * SCALE)), time.monotonic()
    for number in range(wanted):
        if number and time.time() > _until:
            return
        if SCALE > 1 and time.monotonic() - said > _SAY_EVERY:
            said = time.monotonic()
            os.write(2, f"  round {number} of {wanted}\n".encode())
        done.append(1)
        yield number


def chance(what: str) -> random.Random:
    """A source of chance of its own for each `what`; its seed is printed, and NEXOS_SOAK_SEED sets it again."""
    sys.stdout.write(f"seed of {what}: NEXOS_SOAK_SEED={SEED}\n")
    return random.Random(f"{SEED} {what}")
