"""`nexos migrate`: brings the database and the static files up to date."""

import argparse
from typing import Any

from nexos.cli.django_setup import load_django


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

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
