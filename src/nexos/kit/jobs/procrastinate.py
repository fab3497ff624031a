"""The engine on PostgreSQL: Procrastinate wakes any number of worker processes, whose threads do the work.

A job of Procrastinate's says "look": it names no work and holds nothing of a tenant. What is due, and who does it,
is in our own rows alone, so a job that is lost, doubled or late costs seconds and never work.
"""

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from django.db import close_old_connections
from procrastinate import App, PsycopgConnector
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.utils import connector_params
from procrastinate.jobs import JobDeferrer, Status

from nexos.kit.jobs.lease import waiting
from nexos.kit.jobs.registry import kinds
from nexos.kit.jobs.worker import GRACE, Worker

logger = logging.getLogger(__name__)
QUEUE = "nexos"
SWEEP = "* * * * * */2"  # six fields, the last of them seconds
DROP_STALLED = "* * * * * */5"
HEARTBEAT_EVERY = 2.0
STALLED_AFTER = 6.0
_AGAIN_AFTER = 2.0
_LOOK = "look"


def defer_looks(count: int = 1) -> None:
    """Makes up to `count` free threads of any process look for due work once the caller's transaction is committed."""
    _looks().batch_defer(*[{} for _ in range(count)])


@cache
def _looks() -> JobDeferrer:
    return App(connector=DjangoConnector()).configure_task(_LOOK, queue=QUEUE)


class ProcrastinateEngine:
    """Does due work in `threads` threads until stopped; many processes may run one each.

    1. A job *look*, deferred in the transaction that makes work due, is fetched for one thread of one process, which
       does due work until none is left. A process whose threads are busy fetches nothing, so free ones come first.
    2. A job *sweep*, deferred every two seconds by whichever process is first, looks as well, and defers further looks
       where more is due than one thread should do: it finds what became due by time, or by the end of a lease.
    3. What a killed process had fetched stays behind. Another takes it off once the heartbeat has been missing for
       STALLED_AFTER seconds; the work itself is found by a sweep when its lease has run out.
    4. A worker that ends because the database failed is begun anew.
    """

    def __init__(self, threads: int = 8, grace: float = GRACE) -> None:
        self._threads = threads
        self._worker = Worker(grace)
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._run, name="procrastinate", daemon=True)

    def start(self) -> None:
        """Begins to fetch jobs; returns at once."""
        self._worker.start()
        self._thread.start()
        self._started.wait()

    def stop(self) -> None:
        """Claims nothing more, lets running work end, and returns. Work cut off anyway is resumed from its row."""
        self._worker.drain()
        self._loop.call_soon_threadsafe(self._running.cancel)
        self._thread.join()
        self._worker.stop()

    def _run(self) -> None:
        asyncio.run(self._keep_running())

    async def _keep_running(self) -> None:
        self._loop = asyncio.get_running_loop()
        # Two more than jobs take: names are looked up in them, and heartbeats must not wait for a job to end.
        self._loop.set_default_executor(ThreadPoolExecutor(self._threads + 2, thread_name_prefix="job"))
        self._running = asyncio.ensure_future(self._run_again_and_again())
        self._started.set()
        await asyncio.wait([self._running])

    async def _run_again_and_again(self) -> None:
        while True:
            app = self._app()
            try:
                async with app.open_async():
                    await app.run_worker_async(
                        queues=[QUEUE],
                        concurrency=self._threads,
                        install_signal_handlers=False,
                        delete_jobs="always",
                        update_heartbeat_interval=HEARTBEAT_EVERY,
                        stalled_worker_timeout=STALLED_AFTER,
                    )
            except Exception:
                logger.exception("the worker ended; it begins anew in %s s", _AGAIN_AFTER)
            await asyncio.sleep(_AGAIN_AFTER)

    def _app(self) -> App:
        app = App(connector=PsycopgConnector(kwargs=connector_params(), min_size=2, max_size=2))
        app.task(name=_LOOK, queue=QUEUE)(self._worker.work_off)

        def sweep(timestamp: int) -> None:
            close_old_connections()
            more = waiting(self._threads, kinds()) - 1
            if more > 0:
                defer_looks(more)
            self._worker.work_off()

        async def drop_stalled(timestamp: int) -> None:
            stalled = await app.job_manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=STALLED_AFTER)
            for job in stalled:
                await app.job_manager.finish_job(job=job, status=Status.FAILED, delete_job=True)

        for cron, task in ((SWEEP, sweep), (DROP_STALLED, drop_stalled)):
            name = task.__name__
            app.periodic(cron=cron)(app.task(name=name, queue=QUEUE, queueing_lock=name)(task))
        return app
