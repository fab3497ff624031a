"""The engine inside a process: APScheduler wakes it, a bounded pool of threads does the work."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime

from apscheduler.executors.pool import ThreadPoolExecutor as SchedulerThreads
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler
from django.db import close_old_connections, connections

from nexos.kit.jobs.wake import on_wake
from nexos.kit.jobs.worker import GRACE, Worker

SWEEP_EVERY = 1.0
_CLOSED_WITHIN = 4.0


class EmbeddedEngine:
    """Sweeps due work into `threads` threads until stopped.

    1. A sweep claims as much as there are free threads, and each piece begins in one of them.
    2. A thread that is done claims another piece itself, and ends when none is due: where much is due, one follows the
       other on the same database connection.
    3. So work that becomes due while all threads are busy is seen by the first that is done, and otherwise by a sweep.
    """

    def __init__(self, threads: int = 8, grace: float = GRACE) -> None:
        self._threads = threads
        self._worker = Worker(grace)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="job")
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": SchedulerThreads(1)},
            # Two instances in one thread: whoever wakes it during a sweep makes another follow.
            job_defaults={"coalesce": True, "max_instances": 2, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Begins to sweep; returns at once."""
        self._worker.start()
        self._scheduler.add_job(
            self._sweep, "interval", seconds=SWEEP_EVERY, id="sweep", next_run_time=datetime.now(UTC)
        )
        self._scheduler.start()
        self._off = on_wake(self._look_now)

    def stop(self) -> None:
        """Claims nothing more, lets running work end, and returns. Work cut off anyway is resumed from its row."""
        self._off()
        self._scheduler.remove_job("sweep")
        self._worker.drain()
        self._pool.shutdown(wait=True)
        self._worker.stop()
        closed = threading.Event()
        self._scheduler.add_job(self._close_connection, args=[closed])
        closed.wait(_CLOSED_WITHIN)
        self._scheduler.shutdown(wait=True)

    def _look_now(self) -> None:
        with suppress(JobLookupError):  # it stops in this moment
            self._scheduler.modify_job("sweep", next_run_time=datetime.now(UTC))

    def _sweep(self) -> None:
        close_old_connections()
        room = self._threads - self._worker.busy
        for work in self._worker.claim(room) if room > 0 else []:
            self._pool.submit(self._worker.work_off, [work])

    def _close_connection(self, closed: threading.Event) -> None:
        """Runs in the scheduler's one thread, whose database connection nobody else can close."""
        connections.close_all()
        closed.set()
