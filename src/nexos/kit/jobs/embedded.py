"""The engine inside the server process: APScheduler wakes it, a bounded pool of threads does the work."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor as SchedulerThreads
from apscheduler.schedulers.background import BackgroundScheduler
from django.db import close_old_connections, connections

from nexos.kit import clock
from nexos.kit.jobs.lease import RENEW_EVERY, LeaseLost, Work, claim, finish, renew
from nexos.kit.jobs.registry import handler_of, kinds
from nexos.kit.jobs.wake import on_wake

logger = logging.getLogger(__name__)
RETRY_AFTER = timedelta(minutes=1)
SWEEP_EVERY = 1.0


class EmbeddedEngine:
    """Sweeps due work into `threads` threads until stopped.

    1. A sweep claims as much as there are free threads, and each piece begins in one of them.
    2. A thread that is done claims another piece itself, and ends when none is due: where much is due, one follows the
       other on the same database connection.
    3. So work that becomes due while all threads are busy is seen by the first that is done, and otherwise by a sweep.
    """

    def __init__(self, threads: int = 8) -> None:
        self._threads = threads
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="job")
        self._running: dict[int, Work] = {}
        self._lock = threading.Lock()
        self._stopping = False
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": SchedulerThreads(1)},
            job_defaults={"coalesce": True, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Begins to sweep; returns at once."""
        self._scheduler.add_job(
            self._sweep, "interval", seconds=SWEEP_EVERY, id="sweep", next_run_time=datetime.now(UTC)
        )
        self._scheduler.add_job(self._renew, "interval", seconds=RENEW_EVERY, id="renew")
        self._scheduler.start()
        self._off = on_wake(self._look_now)

    def stop(self) -> None:
        """Claims nothing more, lets running work end, and returns. Work cut off anyway is resumed from its row."""
        self._off()
        self._stopping = True
        self._scheduler.remove_job("sweep")
        self._pool.shutdown(wait=True)
        self._scheduler.remove_job("renew")
        closed = threading.Event()
        self._scheduler.add_job(self._close_connection, args=[closed])
        closed.wait(RENEW_EVERY)
        self._scheduler.shutdown(wait=True)

    def _look_now(self) -> None:
        if job := self._scheduler.get_job("sweep"):
            job.modify(next_run_time=datetime.now(UTC))

    def _sweep(self) -> None:
        close_old_connections()
        with self._lock:
            room = self._threads - len(self._running)
        for work in self._claim(room) if room > 0 else []:
            self._pool.submit(self._work, work)

    def _claim(self, limit: int) -> list[Work]:
        """Up to `limit` pieces, which are renewed from now on; none when the database fails, as it may pass."""
        try:
            claimed = claim(limit, kinds())
        except Exception:
            logger.exception("looking for due work failed; the next sweep is in %s s", SWEEP_EVERY)
            return []
        with self._lock:
            self._running.update((work.row_id, work) for work in claimed)
        return claimed

    def _renew(self) -> None:
        close_old_connections()
        with self._lock:
            running = list(self._running.values())
        for work in running:
            renew(work)

    def _close_connection(self, closed: threading.Event) -> None:
        """Runs in the scheduler's one thread, whose database connection nobody else can close."""
        connections.close_all()
        closed.set()

    def _work(self, work: Work) -> None:
        close_old_connections()
        todo = [work]
        try:
            while todo:
                self._do(todo.pop())
                todo = [] if self._stopping else self._claim(1)
        finally:
            connections.close_all()

    def _do(self, work: Work) -> None:
        try:
            run(work)
        except Exception:
            logger.exception("%s of %s could not be given back; its lease will end", work.kind, work.record_id)
        finally:
            with self._lock:
                self._running.pop(work.row_id, None)


def run(work: Work) -> None:
    """Does one claimed piece of work and gives it back, whatever happens."""
    next_due: datetime | None = clock.now() + RETRY_AFTER
    try:
        next_due = handler_of(work.kind)(work)
    except LeaseLost:
        logger.warning("%s of %s was taken over by another worker", work.kind, work.record_id)
    except Exception:
        logger.exception("%s of %s failed; it is tried again in %s", work.kind, work.record_id, RETRY_AFTER)
    finish(work, next_due)


def run_due() -> int:
    """Does all work that is due now, here and one after the other; returns how many pieces it did.

    For the command line and for tests; nothing renews the leases meanwhile.
    """
    done = 0
    while batch := claim(1, kinds()):
        run(batch[0])
        done += 1
    return done
