"""Looks at the first page of a tenant's invoice list several times.

    NEXOS_DATA_DIR=… python -m benchmarks.lists.look TENANT LOOKS

Prints the CPU seconds of each look: `{"bare": […], "database": […], "page": […]}`. `database` is every statement that
the list sends for its rows, sent again without Django; SQLite works inside this process, so its time is ours.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

from nexos.cli.django_setup import load_django

_PER_PAGE = 50
_BARE = """
SELECT qbo_id, doc_number, customer_id, company_id, txn_date, due_date, currency, total_minor, balance_minor, voided
FROM quickbooks_mirror_invoice
WHERE tenant_id = ? AND connection_id = ? AND company_id IS NOT NULL AND deleted_at IS NULL
ORDER BY txn_date DESC, qbo_id DESC LIMIT ?
"""

type Statement = tuple[str, Any]


def _look(slug: str, looks: int) -> dict[str, list[float]]:
    from django.db import connection as database

    from nexos.accounts.queries import tenant_by_slug

    tenant_id = tenant_by_slug(slug).id
    statements = _statements_of_list(tenant_id)
    bare = [(_BARE, (tenant_id.hex, _connection_id(tenant_id).hex, _PER_PAGE))]
    open_page = _page(slug)
    times: dict[str, list[float]] = {"bare": [], "database": [], "page": []}
    for _ in range(looks):
        times["bare"].append(_cpu(lambda: _send(database.connection, bare)))
        times["database"].append(_cpu(lambda: _send(database.connection, statements)))
        times["page"].append(_cpu(open_page))
    return times


def _statements_of_list(tenant_id: UUID) -> list[Statement]:
    from django.db import connection as database

    from nexos.kit.tenancy import scope
    from nexos.quickbooks.state.invoice_list import invoice_list

    seen: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append((sql.replace("%s", "?").replace("%%", "%"), params or ()))
        return execute(sql, params, many, context)

    with scope(tenant_id):
        listed = invoice_list(tenant_id)
        with database.execute_wrapper(note):
            rows = listed[:_PER_PAGE]
    if len(rows) != _PER_PAGE:
        raise RuntimeError(f"the list shows {len(rows)} invoices")
    return seen


def _connection_id(tenant_id: UUID) -> UUID:
    from nexos.kit.tenancy import scope
    from nexos.quickbooks.connection.queries import current

    with scope(tenant_id):
        connection = current(tenant_id)
    assert connection is not None
    return connection.id


def _page(slug: str) -> Callable[[], None]:
    from django.test import Client

    from nexos.accounts.models import SignIn

    browser = Client(SERVER_NAME="localhost")
    browser.force_login(SignIn.objects.get(tenant__slug=slug))

    def open_page() -> None:
        answer = browser.get("/invoices")
        if answer.status_code != 200:
            raise RuntimeError(f"the page of invoices answered {answer.status_code}")

    open_page()  # the first look reads templates
    return open_page


def _send(database: Any, statements: list[Statement]) -> None:
    for sql, params in statements:
        database.execute(sql, params).fetchall()


def _cpu(act: Callable[[], None]) -> float:
    before = time.process_time()
    act()
    return time.process_time() - before


if __name__ == "__main__":
    load_django()
    print(json.dumps(_look(sys.argv[1], int(sys.argv[2]))))
