"""The invoice list over a small and a large mirror, against the bare SQL of one page."""

import json
from contextlib import ExitStack
from statistics import median

from benchmarks import office, process, stand_in
from benchmarks.books import Size
from benchmarks.office import Office
from benchmarks.table import Cell, show

_ROWS = (10_000, 100_000)
_PROCESSES = 2
_LOOKS = 15

type Looks = dict[str, list[float]]


def measure(scale: float) -> None:
    """Reads the first page over 10,000 and over 100,000 × `scale` mirrored invoices, in turns."""
    sizes = [int(rows * scale) for rows in _ROWS]
    looks: dict[int, Looks] = {rows: {"bare": [], "database": [], "page": []} for rows in sizes}
    with ExitStack() as stack:
        intuit = stack.enter_context(stand_in.running(Size.of(0)))
        bare_office = stack.enter_context(office.connected(intuit))
        offices = {rows: stack.enter_context(bare_office.copy()) for rows in sizes}
        for rows, here in offices.items():
            process.run(["benchmarks.lists.fill", here.tenants[0], str(rows)], here.environment)
        for _ in range(_PROCESSES):
            for rows, here in offices.items():
                for what, times in _look(here).items():
                    looks[rows][what] += times
    _tell(looks)


def _look(here: Office) -> Looks:
    found: Looks = json.loads(
        process.run(["benchmarks.lists.look", here.tenants[0], str(_LOOKS)], here.environment).output
    )
    return found


def _tell(looks: dict[int, Looks]) -> None:
    small, large = looks
    rows: list[tuple[Cell, ...]] = [
        ("bare SQL of one page, CPU ms", *_milliseconds(looks, "bare"), ""),
        ("the list's SQL, CPU ms", *_milliseconds(looks, "database"), ""),
        ("times the bare SQL", *(median(each["database"]) / median(each["bare"]) for each in looks.values()), "≤ 3"),
        ("whole page, CPU ms", *_milliseconds(looks, "page"), ""),
        ("whole page, 95th percentile, CPU ms", *(1000 * _late(each["page"]) for each in looks.values()), "≤ 150 ms"),
        (
            "whole page, large mirror ÷ small",
            "",
            median(looks[large]["page"]) / median(looks[small]["page"]),
            "1: flat",
        ),
    ]
    show(
        f"lists: first page of invoices (medians of {_PROCESSES * _LOOKS} looks)",
        ("mirrored invoices", f"{small:,}", f"{large:,}", "goal"),
        rows,
    )


def _milliseconds(looks: dict[int, Looks], what: str) -> list[float]:
    return [1000 * median(each[what]) for each in looks.values()]


def _late(times: list[float]) -> float:
    return sorted(times)[int(0.95 * len(times))]
