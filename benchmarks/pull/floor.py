"""The least a first pull can cost in Python: the floor that the product is held against.

    python -m benchmarks.pull.floor URL ACCESS_TOKEN REALM INVOICES DATABASE

It reads the same objects into the same kinds of rows, but is no product: no tenant, gate, indexes, resuming, checks,
retries or limits. Pages are prefetched by a thread; msgspec decodes the needed fields only and skips the rest; the raw
object is a slice of the page; rows go to SQLite by `executemany`; the garbage collector is off, there are no cycles.
"""

import gc
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from http.client import HTTPConnection
from queue import Queue
from threading import Thread
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec

from benchmarks.books import Size

_PAGE = 1000
_AHEAD = 2

type Rows = list[tuple[Any, ...]]


class _Ref(msgspec.Struct):
    value: str


class _Times(msgspec.Struct):
    LastUpdatedTime: str


class _Head(msgspec.Struct, kw_only=True):
    Id: str
    SyncToken: str
    MetaData: _Times


class _Sale(msgspec.Struct):
    ItemRef: _Ref | None = None
    Qty: float | None = None
    UnitPrice: float | None = None


class _Line(msgspec.Struct):
    Id: str | None = None
    Description: str | None = None
    Amount: float | None = None
    SalesItemLineDetail: _Sale | None = None


class _Invoice(_Head, kw_only=True):
    CustomerRef: _Ref
    TotalAmt: float
    Balance: float
    Line: list[_Line]
    DocNumber: str | None = None
    TxnDate: str | None = None
    DueDate: str | None = None


class _Linked(msgspec.Struct):
    TxnId: str
    TxnType: str


class _Application(msgspec.Struct):
    Amount: float
    LinkedTxn: list[_Linked]


class _Payment(_Head, kw_only=True):
    CustomerRef: _Ref
    TotalAmt: float
    Line: list[_Application]
    TxnDate: str | None = None


class _Named(_Head, kw_only=True):
    DisplayName: str = ""
    Name: str = ""
    Active: bool = True


_SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE Invoice (id TEXT PRIMARY KEY, token TEXT, updated TEXT, customer TEXT, number TEXT, made TEXT, due TEXT,
    total REAL, balance REAL, raw TEXT);
CREATE TABLE Invoice_part (id TEXT, position INT, line TEXT, item TEXT, description TEXT, quantity REAL, price REAL,
    amount REAL, PRIMARY KEY (id, position));
CREATE TABLE Payment (id TEXT PRIMARY KEY, token TEXT, updated TEXT, customer TEXT, made TEXT, total REAL, raw TEXT);
CREATE TABLE Payment_part (id TEXT, position INT, kind TEXT, document TEXT, amount REAL, PRIMARY KEY (id, position));
CREATE TABLE Customer (id TEXT PRIMARY KEY, token TEXT, updated TEXT, name TEXT, active INT, raw TEXT);
CREATE TABLE Item (id TEXT PRIMARY KEY, token TEXT, updated TEXT, name TEXT, active INT, raw TEXT);
CREATE TABLE Employee (id TEXT PRIMARY KEY, token TEXT, updated TEXT, name TEXT, active INT, raw TEXT);
"""


def _invoices(raws: Iterable[msgspec.Raw]) -> tuple[Rows, Rows]:
    decode = msgspec.json.Decoder(_Invoice).decode
    heads: Rows = []
    parts: Rows = []
    for raw in raws:
        one = decode(raw)
        heads.append(
            (
                one.Id,
                one.SyncToken,
                one.MetaData.LastUpdatedTime,
                one.CustomerRef.value,
                one.DocNumber,
                one.TxnDate,
                one.DueDate,
                one.TotalAmt,
                one.Balance,
                str(raw, "utf-8"),
            )
        )
        for position, line in enumerate(one.Line):
            sale = line.SalesItemLineDetail or _Sale()
            item = sale.ItemRef.value if sale.ItemRef else None
            parts.append((one.Id, position, line.Id, item, line.Description, sale.Qty, sale.UnitPrice, line.Amount))
    return heads, parts


def _payments(raws: Iterable[msgspec.Raw]) -> tuple[Rows, Rows]:
    decode = msgspec.json.Decoder(_Payment).decode
    heads: Rows = []
    parts: Rows = []
    for raw in raws:
        one = decode(raw)
        customer, text = one.CustomerRef.value, str(raw, "utf-8")
        heads.append((one.Id, one.SyncToken, one.MetaData.LastUpdatedTime, customer, one.TxnDate, one.TotalAmt, text))
        applied = ((linked, line.Amount) for line in one.Line for linked in line.LinkedTxn)
        parts += [
            (one.Id, position, linked.TxnType, linked.TxnId, amount)
            for position, (linked, amount) in enumerate(applied)
        ]
    return heads, parts


def _named(raws: Iterable[msgspec.Raw]) -> tuple[Rows, Rows]:
    decode = msgspec.json.Decoder(_Named).decode
    found = ((decode(raw), raw) for raw in raws)
    heads = [
        (
            one.Id,
            one.SyncToken,
            one.MetaData.LastUpdatedTime,
            one.DisplayName or one.Name,
            one.Active,
            str(raw, "utf-8"),
        )
        for one, raw in found
    ]
    return heads, []


_ROWS: dict[str, Callable[[Iterable[msgspec.Raw]], tuple[Rows, Rows]]] = {
    "Item": _named,
    "Employee": _named,
    "Customer": _named,
    "Invoice": _invoices,
    "Payment": _payments,
}


class _Answer(msgspec.Struct):
    QueryResponse: dict[str, msgspec.Raw]


def _pull(pages: Iterator[tuple[str, bytes]], database: str) -> None:
    answer = msgspec.json.Decoder(_Answer).decode
    rows_of = msgspec.json.Decoder(list[msgspec.Raw]).decode
    with sqlite3.connect(database, isolation_level=None) as mirror:
        mirror.executescript(_SCHEMA)
        for entity, body in pages:
            heads, parts = _ROWS[entity](rows_of(answer(body).QueryResponse[entity]))
            mirror.execute("BEGIN")
            for table, rows in ((entity, heads), (f"{entity}_part", parts)):
                if rows:
                    places = ", ".join("?" * len(rows[0]))
                    mirror.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({places})", rows)
            mirror.execute("COMMIT")
    mirror.close()


def _pages(url: str, token: str, realm: str, size: Size) -> Iterator[tuple[str, bytes]]:
    """Every page of every kind, a few of them ahead of the reader."""
    waiting: Queue[tuple[str, bytes] | None] = Queue(_AHEAD)

    def fetch() -> None:
        host = urlsplit(url)
        connection = HTTPConnection(host.hostname or "", host.port)
        for entity, count in size.counts().items():
            for start in range(1, count + 1, _PAGE):
                statement = f"SELECT * FROM {entity} ORDERBY Id STARTPOSITION {start} MAXRESULTS {_PAGE}"
                path = f"/v3/company/{realm}/query?query={quote(statement)}&minorversion=75"
                connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
                waiting.put((entity, connection.getresponse().read()))
        waiting.put(None)

    Thread(target=fetch, daemon=True).start()
    while page := waiting.get():
        yield page


if __name__ == "__main__":
    gc.disable()
    url, token, realm, invoices, database = sys.argv[1:]
    _pull(_pages(url, token, realm, Size.of(int(invoices))), database)
