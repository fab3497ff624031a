"""`nexos migrate`: brings the database and the static files up to date."""

import argparse
from typing import Any

from nexos.cli.django_setup import load_django
from nexos.kit.errors import NexosError


def add_commands(commands: Any) -> None:
    """Adds `migrate`."""
    parser = commands.add_parser("migrate", help="bring the database up to date")
    parser.set_defaults(run=_run)


def _run(_: argparse.Namespace) -> None:
    migrate()


def migrate() -> None:
    """Applies migrations, puts row security on every tenant table, and collects static files. May be repeated."""
    load_django()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    connection.close()  # the server forks, and two processes must not share it


def refuse_old_database() -> None:
    """Raises NexosError when a migration has not been applied. Needs a loaded Django."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connection.close()
    if missing:
        raise NexosError("the database is not up to date: run “nexos migrate” first, or “nexos serve”, which does it")
