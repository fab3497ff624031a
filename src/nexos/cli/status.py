"""`nexos qbo status`: the connection, its last run, and what its app has read this month."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from nexos.cli.connection_of import connection_of
from nexos.cli.django_setup import load_django
from nexos.kit import clock

if TYPE_CHECKING:
    from nexos.quickbooks.connection.models import Connection
    from nexos.quickbooks.sync.models import SyncRun
    from nexos.quickbooks.sync.schedule import Schedule


def add_command(actions: Any) -> None:
    """Adds `qbo status`."""
    status = actions.add_parser(
        "status",
        help="the connection, its last run and the reads of the month",
        description="Ends with 0 when QuickBooks may be called, else with 1.",
    )
    status.add_argument("--tenant", required=True, help="the tenant's short name")
    status.add_argument("--json", action="store_true", help="print one JSON object")
    status.set_defaults(run=_status)


def _status(given: argparse.Namespace) -> int:
    load_django()
    from nexos.kit.tenancy import scope
    from nexos.quickbooks.sync.queries import latest_run
    from nexos.quickbooks.sync.schedule import schedule

    tenant, connection = connection_of(given.tenant)
    with scope(tenant.id):
        last, planned = latest_run(tenant.id, connection.id), schedule(tenant.id, connection)
    if given.json:
        print(json.dumps(_as_json(connection, last, planned)))
    else:
        print("\n".join(_lines(connection, last, planned)))
    return 0 if connection.connected else 1


def _lines(connection: "Connection", last: "SyncRun | None", planned: "Schedule") -> list[str]:
    used = planned.usage
    reason = [connection.reason] if connection.reason else []
    if last:
        age = (clock.now() - last.asked_at).total_seconds() / 60
        run = f"last run {age:.0f} min ago: {last.get_state_display()}. {last.message}"
    else:
        run = "no run yet"
    wait = (planned.next_at - clock.now()).total_seconds() / 60 if planned.next_at else None
    due = [f"next sync {'now' if wait <= 0 else f'in {wait:.0f} min'}"] if wait is not None else []
    meant = "" if planned.metered else "; a sandbox is not metered"
    reads = f"{used.spent:,} reads in {used.month:%B}, about {used.projected:,} by its end"
    return [
        f"{connection.company_name or 'no company yet'}: {connection.get_state_display()}, {connection.environment}",
        *reason,
        run,
        *due,
        f"{planned.words.lower()}. {planned.reason}".rstrip(),
        f"{reads}, {used.allowance:,} are allowed ({used.percent} %){meant}",
    ]


def _as_json(connection: "Connection", last: "SyncRun | None", planned: "Schedule") -> dict[str, Any]:
    used = planned.usage
    return {
        "company": connection.company_name,
        "environment": connection.environment,
        "state": connection.state,
        "reason": connection.reason,
        "last_run": last and {"state": last.state, "asked_at": last.asked_at.isoformat(), "message": last.message},
        "next_sync": planned.next_at and planned.next_at.isoformat(),
        "every_minutes": planned.every,
        "reads": {
            "month": f"{used.month:%Y-%m}",
            "metered": planned.metered,
            "spent": used.spent,
            "by_this_company": used.own,
            "projected": used.projected,
            "allowance": used.allowance,
            "stopped_until": used.stopped_until and used.stopped_until.isoformat(),
        },
    }
