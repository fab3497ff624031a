"""`nexos qbo`: what the integration does, from a terminal."""

import argparse
import json
import resource
import sys
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from nexos.cli import reconcile, status
from nexos.cli.connection_of import connection_of
from nexos.cli.django_setup import load_django
from nexos.kit.errors import Refused

if TYPE_CHECKING:
    from nexos.quickbooks.inbound.progress import Progress

_COUNTED = ("fetched", "written", "unchanged", "held", "deleted")
_BAR = 30
_KINDS = 3
_TO_ITS_END = "\x1b[K"
"""What erases the rest of a terminal's line."""

_NOT_GIVEN = "not-given"
"""Credentials of an attached grant that nobody can renew."""


def add_commands(commands: Any) -> None:
    """Adds `qbo attach`, `qbo sync`, `qbo status` and `qbo reconcile`."""
    actions = commands.add_parser("qbo", help="QuickBooks Online").add_subparsers(required=True, metavar="ACTION")
    attach = actions.add_parser("attach", help="take over a grant that exists already, without a browser")
    attach.add_argument("--tenant", required=True, help="the tenant's short name")
    attach.add_argument("--realm", required=True, help="the company's id at QuickBooks")
    attach.add_argument("--access-token", required=True)
    attach.add_argument("--refresh-token", required=True)
    attach.add_argument("--api-url", default="", metavar="URL", help="another server that speaks QuickBooks' API")
    attach.add_argument("--client-id", default="", help="of the app the grant was made for; needed to renew it")
    attach.add_argument("--client-secret", default="")
    attach.add_argument("--environment", default="sandbox", choices=("sandbox", "production"))
    attach.set_defaults(run=_attach)
    sync = actions.add_parser("sync", help="pull now, and print what came")
    sync.add_argument("--tenant", required=True, help="the tenant's short name")
    sync.add_argument("--full", action="store_true", help="read everything again")
    sync.add_argument("--entity", action="append", metavar="NAME", help="only this kind (Invoice); may be repeated")
    sync.add_argument("--json", action="store_true", help="print one JSON object")
    sync.set_defaults(run=_sync)
    status.add_command(actions)
    reconcile.add_command(actions)


def _attach(given: argparse.Namespace) -> int:
    load_django()
    from nexos.accounts.queries import tenant_by_slug
    from nexos.kit.tenancy import scope
    from nexos.quickbooks.connection import queries, services

    tenant = tenant_by_slug(given.tenant)
    parts = urlsplit(given.api_url)
    if given.api_url and not (parts.scheme in ("http", "https") and parts.hostname):
        raise Refused(f"--api-url: {given.api_url} is no address; write it like https://quickbooks.example.com")
    with scope(tenant.id):
        known = queries.current(tenant.id) is not None
        services.save_credentials(
            tenant.id,
            client_id=given.client_id or ("" if known else _NOT_GIVEN),
            client_secret=given.client_secret or ("" if known else _NOT_GIVEN),
            environment=given.environment,
        )
    connection = services.attach(
        tenant.id,
        realm_id=given.realm,
        access_token=given.access_token,
        refresh_token=given.refresh_token,
        api_url=given.api_url.rstrip("/"),
    )
    print(f"“{connection.company_name}” is connected to {tenant.name} ({connection.environment}).")
    return 0


def _sync(given: argparse.Namespace) -> int:
    load_django()
    from nexos.quickbooks.inbound.covered import COVERED
    from nexos.quickbooks.sync.models import RunState
    from nexos.quickbooks.sync.services import run

    tenant, connection = connection_of(given.tenant)
    entities = given.entity or COVERED
    if unknown := sorted(set(entities) - set(COVERED)):
        raise Refused(f"--entity: {', '.join(unknown)} is not pulled; known are {', '.join(COVERED)}.")
    started = time.monotonic()
    show = _show_progress if sys.stderr.isatty() else _show_nothing
    ended = run(tenant.id, connection.id, full=given.full, entities=entities, observe=show)
    if show is _show_progress:
        print(file=sys.stderr)
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
            print(f"{name:13} " + "  ".join(f"{key} {number}" for key, number in count.items()))
        print(f"{ended.message} ({ended.calls} calls, {outcome['seconds']} s)")
    return 0 if ended.state == RunState.DONE else 1


def _show_progress(progress: "Progress") -> None:
    """One line, written again and again: how much of everything, and of each kind that is being read."""
    read = {entity: (count.done, count.total) for entity, count in progress.counts.items() if count.total}
    done, total = sum(done for done, _ in read.values()), sum(total for _, total in read.values())
    if total:
        filled = _BAR * done // total
        kinds = [f"{entity} {done:,}/{total:,}" for entity, (done, total) in read.items() if done < total]
        line = f"[{'█' * filled}{' ' * (_BAR - filled)}] {done:,} of {total:,}  {', '.join(kinds[:_KINDS])}"
        print(f"\r{line}{_TO_ITS_END}", end="", file=sys.stderr, flush=True)


def _show_nothing(_: "Progress") -> None:
    """A file or a pipe wants no progress bar."""


def _peak_memory() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    kilobytes = peak / 1024 if sys.platform == "darwin" else peak
    return round(kilobytes / 1024, 1)
