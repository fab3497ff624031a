"""The emulator, served with made-up companies in it.

    python -m benchmarks.stand_in INVOICES COMPANIES

Limits are off: they would make both sides wait, not work.
"""

import json
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import batched

from benchmarks import served
from benchmarks.books import Size
from benchmarks.served import Served

_AT_A_TIME = 5000


@dataclass(frozen=True)
class StandIn:
    """`realms` are the companies' realm ids, all of the same size."""

    served: Served
    realms: list[str]

    @property
    def url(self) -> str:
        """Where its API and its OAuth server are."""
        return self.served.url

    def access_token(self, realm: str) -> str:
        """A token for one company, for who is not the product."""
        return access_token(self.url, realm)


def access_token(url: str, realm: str) -> str:
    """The same where only the address is known."""
    body = json.dumps({"realm_id": realm}).encode()
    with urllib.request.urlopen(f"{url}/_emulator/tokens", body, timeout=30) as answer:
        return str(json.load(answer)["access_token"])


@contextmanager
def running(size: Size, companies: int = 1) -> Iterator[StandIn]:
    """A stand-in with `companies` companies of that size, until the block ends."""
    with served.running(["benchmarks.stand_in", str(size.invoices), str(companies)]) as process:
        yield StandIn(process, [_realm(place) for place in range(companies)])


def _realm(place: int) -> str:
    return f"46208000{place:06}"


def _serve(size: Size, companies: int) -> None:
    from qbo_emulator.app import application
    from qbo_emulator.emulator import Emulator
    from qbo_emulator.server import Server
    from qbo_emulator.world import World

    emulator = Emulator(World())
    emulator.throttle.enabled = False
    for place in range(companies):
        company = emulator.world.add_company(_realm(place), f"Company {place}", furnished=False)
        for entity in size.counts():
            for some in batched(size.objects(entity), _AT_A_TIME):
                company.seed({entity: some})
    server = Server("127.0.0.1", 0, application(emulator))
    served.serve(server, server.url)


if __name__ == "__main__":
    _serve(Size.of(int(sys.argv[1])), int(sys.argv[2]))
