"""How fast the emulator serves a page of 1,000 invoices, against the standard library's server with the same bytes."""

from collections.abc import Mapping
from http.client import HTTPConnection
from statistics import median
from tempfile import NamedTemporaryFile
from urllib.parse import quote, urlsplit

from benchmarks import served, stand_in
from benchmarks.books import Size
from benchmarks.served import Served
from benchmarks.table import show

_STATEMENT = quote("SELECT * FROM Invoice ORDERBY Id STARTPOSITION 1 MAXRESULTS 1000")
_ROUNDS = 5
_PAGES = 20


def measure(scale: float) -> None:
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
