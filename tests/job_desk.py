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


class Handler:
    """What the test's kind of work does: notes the record, then whatever `then` says."""

    def __init__(self) -> None:
        self.seen: list[UUID] = []
        self.next_due: datetime | None = None
        self.then = lambda work: None
        self._changed = threading.Condition()

    def __call__(self, work: Work) -> datetime | None:
        with self._changed:
            self.seen.append(work.record_id)
            self._changed.notify_all()
        self.then(work)
        return self.next_due

    def wait(self, times: int) -> None:
        """Until it has been called so often."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.seen) >= times, 30), f"{len(self.seen)} of {times} were done"


@pytest.fixture
def handler() -> Iterator[Handler]:
    handler = Handler()
    registry.job(KIND)(handler)
    yield handler
    registry.job(KIND)(lambda work: None)
