"""Answer as slowly as the live service does, for demonstrations of progress and for patience."""

import time

from werkzeug import Request, Response

FIRST_BYTE_S = 0.15
WRITE_S = 0.35
BYTES_PER_S = 3_000_000  # a page of 1,000 invoices takes about a second


class Latency:
    """Waits while `enabled`."""

    def __init__(self, *, enabled: bool) -> None:
        self.enabled = enabled

    def wait(self, request: Request, response: Response) -> None:
        """Sleep as long as the live service would have taken; real time, not the emulator's."""
        if not self.enabled:
            return
        seconds = FIRST_BYTE_S + (response.content_length or 0) / BYTES_PER_S
        if request.method == "POST":
            seconds += WRITE_S
        time.sleep(seconds)
