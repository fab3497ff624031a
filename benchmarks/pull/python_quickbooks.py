"""The same pull as somebody writes it first: python-quickbooks, pages of 1,000, a loop of upserts.

    python -m benchmarks.pull.python_quickbooks URL ACCESS_TOKEN REALM DATABASE

Invoices with their lines, and payments; no other kind, no raw object but the library's own JSON of it.
"""

import os
import sqlite3
import sys
from collections.abc import Iterator
from typing import Any

from quickbooks import QuickBooks
from quickbooks.objects import Invoice, Payment

_PAGE = 1000
_SCHEMA = """
CREATE TABLE Invoice (id TEXT PRIMARY KEY, token TEXT, updated TEXT, customer TEXT, number TEXT, made TEXT, due TEXT,
    total REAL, balance REAL, raw TEXT);
CREATE TABLE Invoice_part (id TEXT, position INT, line TEXT, item TEXT, description TEXT, quantity REAL, price REAL,
    amount REAL, PRIMARY KEY (id, position));
CREATE TABLE Payment (id TEXT PRIMARY KEY, token TEXT, updated TEXT, customer TEXT, made TEXT, total REAL, raw TEXT);
"""


class _Granted:
    """Renewing tokens is not what is measured."""

    environment = "sandbox"
    client_id = "c"
    refresh_token = "r"

    def __init__(self, access_token: str) -> None:
        self.access_token = access_token


def _pages(kind: Any, company: QuickBooks) -> Iterator[list[Any]]:
    start = 1
    while rows := kind.all(order_by="Id", start_position=start, max_results=_PAGE, qb=company):
        yield rows
        start += len(rows)


def _pull(company: QuickBooks, mirror: sqlite3.Connection) -> None:
    for invoices in _pages(Invoice, company):
        for one in invoices:
            times = one.MetaData.LastUpdatedTime
            head = (one.Id, one.SyncToken, times, one.CustomerRef.value, one.DocNumber, one.TxnDate, one.DueDate)
            mirror.execute(
                "INSERT OR REPLACE INTO Invoice VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*head, one.TotalAmt, one.Balance, one.to_json()),
            )
            mirror.execute("DELETE FROM Invoice_part WHERE id = ?", (one.Id,))
            for position, line in enumerate(one.Line):
                sale = getattr(line, "SalesItemLineDetail", None)
                item = sale.ItemRef.value if sale and sale.ItemRef else None
                numbers = (sale.Qty, sale.UnitPrice) if sale else (None, None)
                part = (one.Id, position, line.Id, item, line.Description, *numbers, line.Amount)
                mirror.execute("INSERT INTO Invoice_part VALUES (?, ?, ?, ?, ?, ?, ?, ?)", part)
        mirror.commit()
    for payments in _pages(Payment, company):
        for one in payments:
            times = one.MetaData.LastUpdatedTime
            mirror.execute(
                "INSERT OR REPLACE INTO Payment VALUES (?, ?, ?, ?, ?, ?, ?)",
                (one.Id, one.SyncToken, times, one.CustomerRef.value, one.TxnDate, one.TotalAmt, one.to_json()),
            )
        mirror.commit()


if __name__ == "__main__":
    os.environ.setdefault("OAUTHLIB_INSECURE_TRANSPORT", "1")
    url, token, realm, database = sys.argv[1:]
    company = QuickBooks(auth_client=_Granted(token), refresh_token="r", company_id=realm, minorversion=75)
    company.api_url_v3 = f"{url}/v3"
    company.sandbox_api_url_v3 = f"{url}/v3"
    with sqlite3.connect(database) as mirror:
        mirror.executescript(_SCHEMA)
        _pull(company, mirror)
    mirror.close()
