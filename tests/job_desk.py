"""A kind of work for tests of the engines, and what is seen of it."""

import threading
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import pytest

from nexos.kit.ids import new_id
from nexos.kit.jobs import registry
from nexos.kit.jobs.lease import Work

KIND = "test.kind"
TENANT = new_id()
WITHIN = 90.0
"""Seconds after which a test fails that waits for a thread: far more than a loaded machine needs."""


class Handler:
    """What the test's kind of work does: notes the record, then whatever `then` says."""

    def __init__(self) -> None:
        self.seen: list[UUID] = []
        self.next_due: datetime | None = None
        self.then = lambda work: None
        self._changed = threading.Condition()

    def __call__(self, work: Work) -> datetime | None:
        then = self.then  # whoever waits for this call may change it for the next one
        with self._changed:
            self.seen.append(work.record_id)
            self._changed.notify_all()
        then(work)
        return self.next_due

    def wait(self, times: int) -> None:
        """Until it has been called so often."""
        with self._changed:
            done = self._changed.wait_for(lambda: len(self.seen) >= times, WITHIN)
            assert done, f"{len(self.seen)} of {times} were done"


@pytest.fixture
def handler() -> Iterator[Handler]:
    handler = Handler()
    registry.job(KIND)(handler)
    yield handler
    registry.job(KIND)(lambda work: None)
