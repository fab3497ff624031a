"""`nexos qbo`: what the integration does, from a terminal."""

import argparse
import json
from typing import Any

from nexos.cli.django_setup import load_django


def add_commands(commands: Any) -> None:
    """Adds `qbo sync` and `qbo status`."""
    actions = commands.add_parser("qbo", help="QuickBooks Online").add_subparsers(required=True, metavar="ACTION")
    sync = actions.add_parser("sync", help="pull now, and print what came")
    sync.add_argument("--tenant", required=True, help="the tenant's short name")
    sync.add_argument("--json", action="store_true", help="print one JSON object")
    sync.set_defaults(run=_sync)
    status = actions.add_parser("status", help="the connection and its last run")
    status.add_argument("--tenant", required=True, help="the tenant's short name")
    status.set_defaults(run=_status)


def _sync(given: argparse.Namespace) -> int:
    load_django()
    print(json.dumps(vars(given), default=str))
    return 0


def _status(given: argparse.Namespace) -> int:
    load_django()
    print(given)
    return 0
