"""The server's processes under gunicorn, which begins those anew that end.

With SQLite one process answers requests and does the jobs beside them, as there is one writer anyway. With PostgreSQL
any number of processes answer requests, and others do the jobs.
"""

import time
from typing import Any

from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import ThreadWorker

from nexos.kit.jobs.engine import Engine, engine


class Process(ThreadWorker):  # type: ignore[misc]
    """One process: it answers requests, or does jobs, or both."""

    answers = True
    does_jobs = False
    engine: Engine | None = None

    def run(self) -> None:
        """Until it is asked to end, or the server is gone."""
        if self.answers:
            super().run()
            return
        while self.alive and self.is_parent_alive():
            self.notify()
            time.sleep(0.5)


class Server(BaseApplication):  # type: ignore[misc]
    """Serves until SIGTERM or Ctrl-C; running requests and jobs get 30 seconds to end.

    `processes` answer requests with `threads` each, `workers` do jobs. `apart` says whether these are different ones;
    otherwise there is one process, and `workers` 0 or 1.
    """

    def __init__(self, host: str, port: int, *, threads: int, processes: int, workers: int, apart: bool) -> None:
        self._address = f"{host}:{port}"
        self._threads = threads
        self._processes = processes + workers if apart else 1
        self._workers = workers
        self._apart = apart
        super().__init__()

    def load_config(self) -> None:
        """Gunicorn's settings."""
        settings = {
            "bind": self._address,
            "workers": self._processes,
            "worker_class": Process,
            "threads": self._threads,
            "timeout": 120,
            "graceful_timeout": 30,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": lambda _: print(f"listening on http://{self._address}", flush=True),
            "pre_fork": self._give_role,
            "post_worker_init": _start_engine,
            "worker_exit": _stop_engine,
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """The WSGI application."""
        return get_wsgi_application()

    def _give_role(self, arbiter: Any, fresh: Process) -> None:
        """In the parent: a process that does jobs replaces one that did."""
        there = sum(process.does_jobs for process in arbiter.WORKERS.values())
        fresh.does_jobs = there < self._workers
        fresh.answers = not (fresh.does_jobs and self._apart)


def _start_engine(process: Process) -> None:
    if process.does_jobs:
        process.engine = engine()
        process.engine.start()


def _stop_engine(_: Any, process: Process) -> None:
    if process.engine:
        process.engine.stop()
