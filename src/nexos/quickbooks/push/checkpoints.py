"""Named points of a delivery, between which a crash must lose nothing and double nothing.

In production `reach` does nothing. A crash test names one point in the environment, and the process ends there as a
power cut would end it.
"""

import os
import signal
import threading

POINTS = (
    "claimed",  # bytes, request id and lease are on disk; nothing has left
    "sending",  # the client is open, the next call writes
    "answered",  # QuickBooks has it, and we know it
    "settling",  # inside the settling transaction, everything written, nothing committed
    "settled",  # committed; the job has not yet said so
)

_crash_at = os.environ.get("NEXOS_CRASH_AT", "")


def reach(point: str) -> None:
    """Marks that the delivery has come to `point`, one of POINTS."""
    if point == _crash_at:
        os.kill(os.getpid(), signal.SIGKILL)
        threading.Event().wait()
