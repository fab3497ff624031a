"""Counting the calls of one run."""

from threading import Lock

from nexos.quickbooks.metering.count import Standing
from qbo import Call


class Meter:
    """Hears of every call, from any thread; `bytes` are those of the decompressed answers, `standing` is how the app's
    reads stood after the last one that Intuit meters."""

    def __init__(self) -> None:
        self.calls = 0
        self.bytes = 0
        self.standing: Standing | None = None
        self._lock = Lock()

    def __call__(self, call: Call, standing: Standing | None = None) -> None:
        with self._lock:
            self.calls += 1
            self.bytes += call.bytes
            self.standing = standing or self.standing
