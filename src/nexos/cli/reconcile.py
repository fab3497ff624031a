"""`nexos qbo reconcile`: do both ledgers agree?"""

import argparse
import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from nexos.cli.connection_of import connection_of
from nexos.cli.django_setup import load_django
from nexos.kit import clock
from nexos.kit.money import Money

if TYPE_CHECKING:
    from nexos.quickbooks.sync.reconciliation.models import Difference, Reconciliation

_EXIT = {"agrees": 0, "differs": 1, "cannot_tell": 2}


def add_command(actions: Any) -> None:
    """Adds `qbo reconcile`."""
    command = actions.add_parser(
        "reconcile",
        help="compare the mirror with QuickBooks, to the cent",
        description="Ends with 0 when both agree to the cent, with 1 when they differ, with 2 when it cannot tell.",
    )
    command.add_argument("--tenant", required=True, help="the tenant's short name")
    which = command.add_mutually_exclusive_group()
    which.add_argument("--months", type=int, metavar="N", help="count the documents of the last N months (3)")
    which.add_argument("--from", dest="since", metavar="YYYY-MM", help="or of all months from this one on")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.set_defaults(run=_reconcile)


def _reconcile(given: argparse.Namespace) -> int:
    load_django()
    from nexos.quickbooks.sync.reconciliation.check import check_here

    tenant, connection = connection_of(given.tenant)
    span = _months(given, tenant.time_zone)
    show = _show_step if sys.stderr.isatty() else _show_nothing
    if not given.json:
        _announce(tenant.id, connection.id, span)
    check = check_here(tenant.id, connection.id, span, observe=show)
    _print(tenant.id, check, as_json=given.json)
    return _EXIT[check.state]


def _months(given: argparse.Namespace, time_zone: str) -> tuple[date, date]:
    from nexos.quickbooks.sync.reconciliation import months

    today = clock.today(time_zone)
    if given.since is not None:
        return months.since(today, given.since)
    return months.last_months(today, months.USUAL if given.months is None else given.months)


def _announce(tenant_id: UUID, connection_id: UUID, span: tuple[date, date]) -> None:
    from nexos.kit.tenancy import scope
    from nexos.quickbooks.sync.reconciliation.queries import calls_needed

    with scope(tenant_id):
        calls = calls_needed(tenant_id, connection_id, span)
    print(f"About {calls} calls to QuickBooks while nothing differs.")


def _print(tenant_id: UUID, check: "Reconciliation", *, as_json: bool) -> None:
    from nexos.kit.tenancy import scope
    from nexos.quickbooks.mirror.upsert import home_currency
    from nexos.quickbooks.sync.reconciliation import queries
    from nexos.quickbooks.sync.reconciliation.ending import summary

    with scope(tenant_id):
        found = list(queries.differences(tenant_id, check.id))
        home = home_currency(tenant_id, check.connection_id)
    if as_json:
        print(json.dumps(_told(check, found)))
        return
    for sums in check.months:
        agrees = (sums["here"], sums["here_count"]) == (sums["there"], sums["there_count"])
        mark = "=" if agrees else "≠"
        print(
            f"{sums['month'][:7]}  {sums['entity']:<11} "
            f"{sums['here_count']:>7,} {_plain(sums['here'], home):>16} {mark} "
            f"{sums['there_count']:>7,} {_plain(sums['there'], home):>16}"
        )
    for one in found:
        about = " ".join(part for part in (one.entity, one.doc_number or one.qbo_id, one.customer_name) if part)
        print(f"- {about}: {one.sentence}")
    print(f"{summary(check)} ({check.calls} calls)")


def _told(check: "Reconciliation", found: "list[Difference]") -> dict[str, Any]:
    return {
        "state": check.state,
        "reason": check.reason,
        "from": check.first_month.isoformat(),
        "to": check.last_month.isoformat(),
        "checked_at": check.checked_at and check.checked_at.isoformat(),
        "read_until": check.read_until and check.read_until.isoformat(),
        "calls": check.calls,
        "bytes": check.bytes,
        "customers": check.customers,
        "documents": check.documents,
        "held": check.held,
        "receivables": check.receivables,
        "months": check.months,
        "differences": [
            {
                "part": one.part,
                "why": one.why,
                "kind": one.entity,
                "id": one.qbo_id,
                "number": one.doc_number,
                "customer": one.customer_name,
                "customer_id": one.customer_id,
                "currency": one.currency,
                "here_minor": one.here_minor,
                "there_minor": one.there_minor,
                "sentence": one.sentence,
            }
            for one in found
        ],
    }


def _plain(minor: int, currency: str) -> str:
    return f"{Money.from_minor(minor, currency).amount:,}"


def _show_step(check: "Reconciliation") -> None:
    print(f"\r{check.steps_done:>2}  {check.step:<70}", end="", file=sys.stderr, flush=True)


def _show_nothing(_: "Reconciliation") -> None:
    """A file or a pipe wants no progress."""
