"""How fast the emulator serves and is seeded, against the standard library doing the least of it with the same bytes.

A page of 1,000 invoices: the standard library's server. Seeding: reading the same JSON and writing it again.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from http.client import HTTPConnection
from statistics import median
from tempfile import NamedTemporaryFile
from time import process_time
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

from benchmarks import served, stand_in
from benchmarks.books import Size, texts
from benchmarks.served import Served
from benchmarks.table import show

_STATEMENT = quote("SELECT * FROM Invoice ORDERBY Id STARTPOSITION 1 MAXRESULTS 1000")
_ROUNDS = 5
_PAGES = 20


def measure(scale: float) -> None:
    """Serving, then seeding."""
    _measure_pages(scale)
    _measure_seeding(scale)


def _measure_pages(scale: float) -> None:
    """Fetches the page 100 times from each of the two; the company has 2,000 × `scale` invoices, at least a page."""
    size = Size.of(max(1000, int(2000 * scale)))
    cpu: dict[str, list[float]] = {"emulator": [], "standard library": []}
    with stand_in.running(size) as intuit, NamedTemporaryFile() as page:
        realm = intuit.realms[0]
        path = f"/v3/company/{realm}/query?query={_STATEMENT}"
        headers = {"Authorization": f"Bearer {intuit.access_token(realm)}"}
        page.write(_fetch(intuit.url, path, headers))
        page.flush()
        megabytes = page.tell() / 1e6
        with served.running(["benchmarks.serving.floor", page.name]) as bare:
            for _ in range(_ROUNDS):
                cpu["emulator"].append(_cpu_of_pages(intuit.served, path, headers))
                cpu["standard library"].append(_cpu_of_pages(bare, path, headers))
    ratio = median(cpu["emulator"]) / median(cpu["standard library"])
    show(
        f"emulator: a page of 1,000 invoices, {megabytes:.1f} MB (medians of {_ROUNDS} × {_PAGES} pages)",
        ("", "CPU ms per page", "MB per CPU second"),
        [
            *((name, 1000 * median(times), megabytes / median(times)) for name, times in cpu.items()),
            ("times the standard library", ratio, ""),
        ],
    )


def _measure_seeding(scale: float) -> None:
    """Posts 10,000 × `scale` invoices to an empty emulator, each round as a company of its own."""
    count = max(1000, int(10_000 * scale))
    rows = b"[" + b",".join(texts(Size.of(count).objects("Invoice"))) + b"]"
    cpu: dict[str, list[float]] = {"emulator": [], "standard library": []}
    with stand_in.running(Size.of(1)) as intuit:
        for number in range(_ROUNDS):
            order = b'{"realm_id":"7%d","entities":{"Invoice":%s}}' % (number, rows)
            intuit.served.cpu()
            with urlopen(f"{intuit.url}/_emulator/seed", order, timeout=600) as answer:
                answer.read()
            cpu["emulator"].append(intuit.served.cpu())
            before = process_time()
            json.dumps(json.loads(rows, parse_float=Decimal), default=float)
            cpu["standard library"].append(process_time() - before)
    ratio = median(cpu["emulator"]) / median(cpu["standard library"])
    show(
        f"emulator: seeding {count:,} invoices, {len(rows) / 1e6:.0f} MB (medians of {_ROUNDS})",
        ("", "CPU s", "invoices per CPU second"),
        [
            *((name, median(times), count / median(times)) for name, times in cpu.items()),
            ("times the standard library", ratio, ""),
        ],
    )


def _cpu_of_pages(server: Served, path: str, headers: Mapping[str, str]) -> float:
    server.cpu()
    for _ in range(_PAGES):
        _fetch(server.url, path, headers)
    return server.cpu() / _PAGES


def _fetch(url: str, path: str, headers: Mapping[str, str]) -> bytes:
    host = urlsplit(url)
    connection = HTTPConnection(host.hostname or "", host.port, timeout=60)
    connection.request("GET", path, headers=dict(headers))
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"the page was answered with {answer.status}")
    return body
