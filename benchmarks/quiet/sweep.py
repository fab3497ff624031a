"""Pulls every connection once, then makes all of them due and lets the engine sweep, several times.

    NEXOS_DATA_DIR=… python -m benchmarks.quiet.sweep SWEEPS

Prints `{"cpu": [seconds per connection, one per sweep], "calls": [QuickBooks calls of each quiet run], "statements":
SQL statements per connection}`.
"""

import json
import sys
import time
from collections.abc import Callable
from uuid import UUID

from nexos.cli.django_setup import load_django


def _sweep(sweeps: int) -> dict[str, list[float] | list[int] | float]:
    from nexos.kit.jobs.worker import run_due

    connections = _connections()
    _make_due(connections)
    run_due()  # the first pull
    cpu = []
    for _ in range(sweeps):
        _make_due(connections)
        before = time.process_time()
        run_due()
        cpu.append((time.process_time() - before) / len(connections))
    calls = [_last_calls(tenant, connection) for tenant, connection in connections]
    return {"cpu": cpu, "calls": calls, "statements": _statements(connections)}


def _statements(connections: list[tuple[UUID, UUID]]) -> float:
    from django.db import connection as database

    from nexos.kit.jobs.worker import run_due

    seen = 0

    def count(execute: Callable[..., object], *arguments: object) -> object:
        nonlocal seen
        seen += 1
        return execute(*arguments)

    _make_due(connections)
    with database.execute_wrapper(count):
        run_due()
    return seen / len(connections)


def _connections() -> list[tuple[UUID, UUID]]:
    from nexos.accounts.models import Tenant
    from nexos.kit.tenancy import scope
    from nexos.quickbooks.connection.queries import current

    found = []
    for tenant in Tenant.objects.all():
        with scope(tenant.id):
            connection = current(tenant.id)
        assert connection is not None
        found.append((tenant.id, connection.id))
    return found


def _make_due(connections: list[tuple[UUID, UUID]]) -> None:
    from nexos.kit.jobs.due import due
    from nexos.quickbooks.sync.services import SYNC

    for tenant, connection in connections:
        due(SYNC, tenant, connection)


def _last_calls(tenant: UUID, connection: UUID) -> int:
    from nexos.kit.tenancy import scope
    from nexos.quickbooks.sync.models import RunState
    from nexos.quickbooks.sync.queries import latest_run

    with scope(tenant):
        run = latest_run(tenant, connection)
    if run is None or run.state != RunState.DONE or any(count["fetched"] for count in run.entities.values()):
        raise RuntimeError("a sync that should have been quiet was not, or failed")
    return run.calls


if __name__ == "__main__":
    load_django()
    print(json.dumps(_sweep(int(sys.argv[1]))))
