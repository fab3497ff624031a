"""Deliveries without anybody asking for them: a thread that makes a round whenever something may be due."""

import threading

from qbo_emulator.webhooks.courier import Courier

EVERY_S = 0.2  # real time; what is due is a matter of the emulator's clock


class Background:
    """Rounds while it is switched on. It is off at first: a test that asks for a round knows what came of it."""

    def __init__(self, courier: Courier) -> None:
        self._courier = courier
        self._stop: threading.Event | None = None

    @property
    def enabled(self) -> bool:
        """Whether rounds are made."""
        return self._stop is not None

    def switch(self, *, on: bool) -> None:
        """Start making rounds, or stop; one that has begun is finished."""
        if on == self.enabled:
            return
        if self._stop is not None:
            self._stop.set()
            self._stop = None
            return
        self._stop = threading.Event()
        threading.Thread(target=self._make_rounds, args=(self._stop,), name="webhooks", daemon=True).start()

    def _make_rounds(self, stop: threading.Event) -> None:
        while not stop.wait(EVERY_S):
            self._courier.deliver()
