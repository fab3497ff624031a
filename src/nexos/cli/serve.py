"""`nexos serve`: the application and its jobs."""

import argparse
import os
import socket
from typing import Any
from urllib.parse import urlsplit

from nexos.cli.django_setup import load_django
from nexos.cli.migrate import migrate
from nexos.kit.errors import BadSetting


def add_commands(commands: Any) -> None:
    """Adds `serve`."""
    parser = commands.add_parser("serve", help="the application, with its jobs")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--threads", type=int, default=8, help="requests answered at once, by each process")
    parser.add_argument("--processes", type=int, default=1, help="processes that answer (more than 1: PostgreSQL only)")
    parser.add_argument(
        "--workers",
        type=int,
        default=1,
        help="processes that do the jobs (more than 1: PostgreSQL only; 0: start “nexos worker” yourself)",
    )
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> None:
    for option, least in (("threads", 1), ("processes", 1), ("workers", 0)):
        if getattr(given, option) < least:
            raise BadSetting(f"--{option}", f"it must be {least} or more")
    refuse_port_in_use(given.host, given.port, "--port")
    os.environ.setdefault("NEXOS_BASE_URL", f"http://{given.host}:{given.port}")
    if urlsplit(os.environ["NEXOS_BASE_URL"]).hostname is None:
        raise BadSetting("NEXOS_BASE_URL", "it is not an address")
    load_django()
    from django.db import connection

    from nexos.cli.server import Server  # its job engine has a table, which only a loaded Django can hold

    several = connection.vendor == "postgresql"
    for option in () if several else ("processes", "workers"):
        if getattr(given, option) > 1:
            raise BadSetting(f"--{option}", "SQLite is served by one process; name a PostgreSQL in NEXOS_DATABASE_URL")
    migrate()
    Server(
        given.host,
        given.port,
        threads=given.threads,
        processes=given.processes,
        workers=given.workers,
        apart=several,
    ).run()


def refuse_port_in_use(host: str, port: int, option: str) -> None:
    """Raises BadSetting when nothing can listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise BadSetting(option, f"{host}:{port} cannot be used ({error}); choose another port") from error
