"""A first pull whose workers are killed at any instant ends with exactly what QuickBooks has, and hardly asks twice."""

import random
import signal
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec
import pytest

import raw_objects as raw
from books import Books
from emulator_process import EmulatorProcess
from newcomers import Newcomer
from nexos.kit.tenancy import scope
from nexos.quickbooks.sync.models import RunState
from nexos.quickbooks.sync.queries import latest_run
from soak_scale import chance, times
from workers import lose_leases, wait_until, workers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.crash, pytest.mark.gate("B1")]

CUSTOMERS, INVOICES, PAYMENTS, TIMES = 1_000, 6_000, 2_000, 1_000
KINDS = ("Customer", "Invoice", "Payment", "TimeActivity")
CALLS = 25
"""Of a first pull, about."""


def objects() -> Mapping[str, Sequence[Mapping[str, object]]]:
    """10,000, of kinds that are read side by side."""

    def customer_of(number: int) -> str:
        return str(1 + number % CUSTOMERS)

    return {
        "Customer": [raw.customer(number) for number in range(1, CUSTOMERS + 1)],
        "Invoice": [raw.invoice(number, customer_of(number)) for number in range(1, INVOICES + 1)],
        "Payment": [
            raw.payment(INVOICES + number, customer_of(number), {str(number): "19.99"})
            for number in range(1, PAYMENTS + 1)
        ],
        "TimeActivity": [raw.time_activity(number) for number in range(1, TIMES + 1)],
    }


class Document(msgspec.Struct):
    id: str
    deleted: bool
    object: msgspec.Raw


def raws_there(books: Books, entity: str) -> dict[str, str]:
    """The JSON of the live documents by Id, as it is stored there."""
    answer = books.emulator.http.get(f"/_emulator/documents?realm_id={books.realm_id}&entity={entity}")
    documents = msgspec.json.decode(answer.content, type=list[Document])
    return {one.id: bytes(one.object).decode() for one in documents if not one.deleted}


def is_done(books: Books) -> bool:
    with scope(books.tenant_id):
        run = latest_run(books.tenant_id, books.connection_id)
    return run is not None and run.state == RunState.DONE


def killed_once(books: Books, dice: random.Random) -> bool:
    """Kills a worker some calls and an instant after it began; False when it was done before."""
    calls, instant = dice.randint(0, CALLS // 3), dice.uniform(0, 0.1)
    since = books.last_request()
    with workers(books.emulator) as [worker]:
        wait_until(lambda: len(books.calls(since)) >= calls or is_done(books))
        time.sleep(instant)
        if is_done(books):
            return False
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    lose_leases()
    return True


def companies(newcomer: Newcomer, emulator: EmulatorProcess) -> Iterator[Books]:
    while True:
        realm_id = emulator.company()
        emulator.seed(realm_id, objects())
        books = newcomer(realm_id)
        emulator.fault("slow", {"operation": "query"}, realm_id=realm_id, times=1000, delay_s=0.05)
        yield books


def test_killed_at_any_instant_it_ends_as_if_nothing_had_been(newcomer: Newcomer, emulator: EmulatorProcess) -> None:
    dice, left = chance("B1"), times(5)
    for books in companies(newcomer, emulator):
        since, kills = books.last_request(), 0
        while kills < left and killed_once(books, dice):
            kills += 1
        with workers(emulator):
            wait_until(lambda books=books: is_done(books))
        agrees_after(books, kills, since)
        left -= kills
        if not left:
            return


def agrees_after(books: Books, kills: int, since: int) -> None:
    for entity in KINDS:
        assert books.raws(entity) == raws_there(books, entity)
    assert books.agrees()
    asked = [one["query"] for one in books.emulator.requests(since) if one["realm_id"] == books.realm_id]
    pages = Counter(query for query in asked if "STARTPOSITION" in query)
    for entity in KINDS:
        again = {page: times for page, times in pages.items() if f"FROM%20{entity}%20" in page and times > 1}
        assert sum(again.values()) - len(again) <= kills, again
