"""What one more object costs when many are there already: the same pull of companies of growing size."""

from dataclasses import dataclass
from itertools import pairwise

from benchmarks import office, process, stand_in
from benchmarks.books import Size
from benchmarks.process import Ran
from benchmarks.pull import sync
from benchmarks.table import show

_INVOICES = (10_000, 30_000, 100_000)
_MOST = 1_000_000
_MICRO = 1_000_000


def measure(scale: float, *, full: bool = False) -> None:
    """Pulls companies of 10,000 to 100,000 × `scale` invoices; `full` goes on to a million."""
    sizes = [Size.of(int(count * scale)) for count in (*_INVOICES, *([_MOST] if full else []))]
    pulls = [_Pull(size, *_pulled(size)) for size in sizes]
    show(
        "growth: a first pull of companies of growing size (one run each)",
        ("", "objects", "CPU s", "µs per object, start-up apart", "MB above the started process"),
        [
            (one.name, one.objects, one.ran.cpu, _MICRO * one.cpu / one.objects, one.ran.peak - one.idle.peak)
            for one in pulls
        ],
    )
    first = _MICRO * pulls[0].cpu / pulls[0].objects
    steps = [(later, _MICRO * (later.cpu - one.cpu) / (later.objects - one.objects)) for one, later in pairwise(pulls)]
    show(
        "the next objects, against the first",
        ("", "µs per further object", "times the first's", "goal"),
        [(f"up to {later.name}", marginal, marginal / first, "0.85 to 1.15") for later, marginal in steps],
    )


@dataclass(frozen=True)
class _Pull:
    size: Size
    idle: Ran
    ran: Ran

    @property
    def name(self) -> str:
        return f"{self.size.invoices:,} invoices"

    @property
    def objects(self) -> int:
        return sum(self.size.counts().values())

    @property
    def cpu(self) -> float:
        """Start-up apart."""
        return self.ran.cpu - self.idle.cpu


def _pulled(size: Size) -> tuple[Ran, Ran]:
    with stand_in.running(size) as intuit, office.connected(intuit) as here:
        idle = process.run(["nexos.cli", "qbo", "status", "--tenant", here.tenants[0]], here.environment)
        return idle, sync(here, size)
