"""A sync in which nothing has changed: one sweep over many connections that are due, against the floor."""

import json
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import office, process, stand_in
from benchmarks.books import Size
from benchmarks.table import show

_CONNECTIONS = 20
_INVOICES = 100
_SWEEPS = 10
_PROCESSES = 2


def measure(scale: float) -> None:
    """Sweeps 20 × `scale` connections, each of its own tenant and company, with the product and the floor in turns."""
    ours: list[float] = []
    floor: list[float] = []
    calls: set[int] = set()
    statements = 0.0
    connections = max(2, int(_CONNECTIONS * scale))
    with stand_in.running(Size.of(_INVOICES), connections) as intuit, office.connected(intuit) as here:
        for _ in range(_PROCESSES):
            swept = json.loads(process.run(["benchmarks.quiet.sweep", str(_SWEEPS)], here.environment).output)
            ours += swept["cpu"]
            calls |= set(swept["calls"])
            statements = swept["statements"]
            with TemporaryDirectory(prefix="nexos-bench-") as directory:
                arguments = [intuit.url, f"{directory}/floor.sqlite3", str(_SWEEPS), *intuit.realms]
                floor += json.loads(process.run(["benchmarks.quiet.floor", *arguments], {}).output)["cpu"]
    show(
        f"quiet: nothing new, a sweep of {connections} connections (medians of {_PROCESSES * _SWEEPS} sweeps)",
        ("", "CPU ms per connection", "syncs per second and core", "statements", "calls", "goal"),
        [
            (
                "the product's worker",
                1000 * median(ours),
                1 / median(ours),
                statements,
                " or ".join(map(str, sorted(calls))),
                "≤ 1.5 ms, ≥ 600 per second, 1 call",
            ),
            ("floor", 1000 * median(floor), 1 / median(floor), 1, "1", ""),
            ("times the floor", median(ours) / median(floor), "", "", "", ""),
        ],
    )
