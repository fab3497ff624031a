"""A process on a fast clock, until its standard input ends (see `hurry.hurried_process`).

hurried_process.py work SPEED SINCE                     does what is due, as a server process does
hurried_process.py ask SPEED SINCE TENANT CONNECTION    asks QuickBooks as fast as it is let, in four threads
"""

import sys
import threading
from uuid import UUID

import django

django.setup()

from django.db import connections  # noqa: E402 - Django has to be set up first

from nexos.kit import clock  # noqa: E402
from nexos.kit.jobs.embedded import EmbeddedEngine  # noqa: E402
from nexos.quickbooks.connection.client_factory import client_for  # noqa: E402
from qbo import retry  # noqa: E402
from qbo.batch import Query  # noqa: E402
from qbo.errors import Throttled  # noqa: E402

over = threading.Event()


def work() -> None:
    engine = EmbeddedEngine(threads=2)
    engine.start()
    over.wait()
    engine.stop()


def ask(tenant_id: UUID, connection_id: UUID) -> None:
    threads = [threading.Thread(target=_ask, args=(tenant_id, connection_id, number % 2 == 0)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _ask(tenant_id: UUID, connection_id: UUID, batches: bool) -> None:
    client = client_for(tenant_id, connection_id).with_retries(retry.ONCE)
    number = 0
    while not over.is_set():
        number += 1
        try:
            if batches:
                client.batch([Query("Term")], f"{threading.get_ident()}-{number}"[-36:])
            else:
                client.query("Term")
        except Throttled as refusal:
            if refusal.status is not None:
                raise
            over.wait(clock.taken(1))  # no place within patience: ask again
    connections.close_all()


def main(what: str, speed: str, since: str, *more: str) -> None:
    threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
    with clock.hurry(float(speed), float(since)):
        print("ready: ", flush=True)  # noqa: T201 - what the test waits for
        if what == "work":
            work()
        else:
            ask(UUID(more[0]), UUID(more[1]))


main(*sys.argv[1:])
