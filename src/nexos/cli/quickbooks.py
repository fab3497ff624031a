"""`nexos qbo`: what the integration does, from a terminal."""

import argparse
import json
import resource
import sys
import time
from typing import TYPE_CHECKING, Any

from nexos.cli.django_setup import load_django
from nexos.kit import clock
from nexos.kit.errors import Refused

if TYPE_CHECKING:
    from nexos.accounts.models import Tenant
    from nexos.quickbooks.connection.models import Connection
    from nexos.quickbooks.inbound.progress import Progress

_COUNTED = ("fetched", "written", "unchanged", "held", "deleted")
_BAR = 30


def add_commands(commands: Any) -> None:
    """Adds `qbo sync` and `qbo status`."""
    actions = commands.add_parser("qbo", help="QuickBooks Online").add_subparsers(required=True, metavar="ACTION")
    sync = actions.add_parser("sync", help="pull now, and print what came")
    sync.add_argument("--tenant", required=True, help="the tenant's short name")
    sync.add_argument("--full", action="store_true", help="read everything again")
    sync.add_argument("--json", action="store_true", help="print one JSON object")
    sync.set_defaults(run=_sync)
    status = actions.add_parser("status", help="the connection and its last run")
    status.add_argument("--tenant", required=True, help="the tenant's short name")
    status.set_defaults(run=_status)


def _sync(given: argparse.Namespace) -> int:
    load_django()
    from nexos.quickbooks.sync.models import RunState
    from nexos.quickbooks.sync.services import run

    tenant, connection = _connection(given.tenant)
    started = time.monotonic()
    show = _show_progress if sys.stderr.isatty() else _show_nothing
    ended = run(tenant.id, connection.id, full=given.full, observe=show)
    entities = {name: {key: count[key] for key in _COUNTED} for name, count in ended.entities.items()}
    outcome = {
        "entities": entities,
        "calls": ended.calls,
        "bytes": ended.bytes,
        "seconds": round(time.monotonic() - started, 2),
        "peak_rss_mb": _peak_memory(),
    }
    if given.json:
        print(json.dumps(outcome))
    else:
        for name, count in entities.items():
            print(f"{name:12} " + "  ".join(f"{key} {number}" for key, number in count.items()))
        print(f"{ended.message} ({ended.calls} calls, {outcome['seconds']} s)")
    return 0 if ended.state == RunState.DONE else 1


def _status(given: argparse.Namespace) -> int:
    load_django()
    from nexos.kit.tenancy import scope
    from nexos.quickbooks.sync.queries import latest_run

    tenant, connection = _connection(given.tenant)
    print(f"{connection.company_name or 'no company yet'}: {connection.get_state_display()}, {connection.environment}")
    if connection.reason:
        print(connection.reason)
    with scope(tenant.id):
        last = latest_run(tenant.id, connection.id)
    if last:
        age = (clock.now() - last.asked_at).total_seconds() / 60
        print(f"last run {age:.0f} min ago: {last.get_state_display()}. {last.message}")
    else:
        print("no run yet")
    return 0 if connection.connected else 1


def _connection(slug: str) -> "tuple[Tenant, Connection]":
    from nexos.accounts.queries import tenant_by_slug
    from nexos.kit.tenancy import scope
    from nexos.quickbooks.connection.queries import current

    tenant = tenant_by_slug(slug)
    with scope(tenant.id):
        connection = current(tenant.id)
    if connection is None:
        raise Refused(f"“{slug}” has not connected QuickBooks yet: do it in the browser, Settings → QuickBooks.")
    return tenant, connection


def _show_progress(progress: "Progress") -> None:
    done = sum(count.done for count in progress.counts.values())
    total = sum(count.total or 0 for count in progress.counts.values())
    if total:
        filled = min(_BAR, _BAR * done // total)
        print(f"\r[{'█' * filled}{' ' * (_BAR - filled)}] {done:,} of {total:,}", end="", file=sys.stderr, flush=True)


def _show_nothing(_: "Progress") -> None:
    """A file or a pipe wants no progress bar."""


def _peak_memory() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    kilobytes = peak / 1024 if sys.platform == "darwin" else peak
    return round(kilobytes / 1024, 1)
