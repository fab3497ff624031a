"""Counting the calls of one run."""

from threading import Lock

from qbo import Call


class Meter:
    """Hears of every call, from any thread; `bytes` are those of the decompressed answers."""

    def __init__(self) -> None:
        self.calls = 0
        self.bytes = 0
        self._lock = Lock()

    def __call__(self, call: Call) -> None:
        with self._lock:
            self.calls += 1
            self.bytes += call.bytes
