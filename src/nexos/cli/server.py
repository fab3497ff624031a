"""The server process: gunicorn with one worker of many threads, and the embedded job engine beside them.

One worker, because the engine lives in the process and SQLite has one writer anyway; PostgreSQL with several processes
uses separate workers.
"""

from typing import Any

from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication

from nexos.kit.jobs.embedded import EmbeddedEngine


class Server(BaseApplication):  # type: ignore[misc]
    """Serves until SIGTERM or Ctrl-C; running requests and jobs get 30 seconds to end."""

    def __init__(self, host: str, port: int, threads: int) -> None:
        self._address = f"{host}:{port}"
        self._threads = threads
        self._engine: EmbeddedEngine | None = None
        super().__init__()

    def load_config(self) -> None:
        """Gunicorn's settings."""
        settings = {
            "bind": self._address,
            "workers": 1,
            "worker_class": "gthread",
            "threads": self._threads,
            "timeout": 120,
            "graceful_timeout": 30,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": lambda _: print(f"listening on http://{self._address}", flush=True),
            "post_worker_init": lambda _: self._start_engine(),
            "worker_exit": lambda _, __: self._stop_engine(),
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """The WSGI application."""
        return get_wsgi_application()

    def _start_engine(self) -> None:
        self._engine = EmbeddedEngine()
        self._engine.start()

    def _stop_engine(self) -> None:
        if self._engine:
            self._engine.stop()
