"""Pulls that neither keep Intuit's rates nor repeat what failed, so that many fit into a test."""

from collections.abc import Callable
from itertools import batched
from typing import Any

from books import Books
from nexos.quickbooks.inbound.progress import Progress
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.inbound.steps import pull_everything
from qbo import Client
from qbo.errors import QboError
from qbo.retry import ONCE
from qbo.throttle import Limits, LocalThrottle

_BOUNDLESS = Limits(per_second=10**6, per_minute=10**6, batches_per_minute=10**6)


def quick_pull(books: Books, *, full: bool = False, observe: Callable[[Progress], None] = lambda _: None) -> Pull:
    """One pull; what failed is in its `failures`, under "" what ended it altogether."""
    token = books.emulator.tokens(books.realm_id)["access_token"]
    throttle = LocalThrottle(_BOUNDLESS)
    client = Client(books.realm_id, lambda: token, base_url=books.emulator.url, throttle=throttle, retries=ONCE)
    pull = Pull(books.tenant_id, books.connection_id, client, lambda: None, Progress(observe))
    try:
        pull_everything(pull, full=full)
    except QboError as error:
        pull.failures[""] = error
    finally:
        client.close()
    return pull


def write(books: Books, items: list[dict[str, Any]]) -> None:
    """Writes in batches, each item `{"operation", "Invoice": {…}}`; every one must succeed."""
    with books.emulator.api(books.realm_id) as api:
        for some in batched(items, 30):
            order = [{"bId": str(place), **item} for place, item in enumerate(some)]
            answer = api.post("/batch", json={"BatchItemRequest": order})
            assert answer.status_code == 200, answer.text
            refused = [one for one in answer.json()["BatchItemResponse"] if "Fault" in one]
            assert not refused, refused[0]
