"""Gate B7: notifications come five times, backwards, a day late, not at all, forged, or far too large; in the end the
mirror is as QuickBooks is, and what is forged has no effect."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import httpx2
import pytest

from books import Books
from nexos.kit import clock
from nexos.kit.jobs.worker import run_due
from nexos.quickbooks.connection.addresses import WEBHOOK_PATH
from notification_effects import effects
from office import Office
from quick_pull import write
from soak_scale import chance, rounds
from webhooks import OTHER_TOKEN, Deliveries, body_of, signature, told

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.gate("B7")]

CHANGES = 24
A_DAY_S = 24 * 3600
MISCHIEF: list[dict[str, Any]] = [
    {"duplicate": 5, "most_events": 1},
    {"duplicate": 5, "reverse": True, "most_events": 3},
    {"reverse": True, "most_events": 1},
    {"forge": True, "most_events": 1},
    {"forge": True, "duplicate": 5, "reverse": True, "most_events": 2},
    {"drop": True},
    {"delay_s": A_DAY_S, "most_events": 1},
]


@pytest.fixture
def books(office: Office, connect: Callable[..., Books]) -> Books:
    return connect(office, "small")


def work_through(luck: Random, books: Books) -> None:
    """A bookkeeper's changes: edits, new invoices, deletions, voids."""
    unpaid = [one for one in books.there("Invoice").values() if not one.get("LinkedTxn") and one["Balance"]]
    some = luck.sample(unpaid, min(CHANGES // 2, len(unpaid)))
    keys = [{"Id": one["Id"], "SyncToken": one["SyncToken"]} for one in some]
    note = f"changed {luck.randrange(10**9)}"
    line = {"Amount": 19, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": {"ItemRef": {"value": "1"}}}
    fresh = {"CustomerRef": some[0]["CustomerRef"], "Line": [line]}
    write(
        books,
        [
            {"operation": "delete", "Invoice": keys[0]},
            {"operation": "update", "optionsData": "void", "Invoice": keys[1]},
            *({"operation": "update", "Invoice": {**key, "sparse": True, "PrivateNote": note}} for key in keys[2:]),
            *({"operation": "create", "Invoice": fresh} for _ in range(CHANGES // 2)),
        ],
    )


def test_however_unruly_the_deliveries_the_end_is_the_same(books: Books, deliveries: Deliveries) -> None:
    luck = chance("B7")
    told_of = 0
    past = timedelta()
    for number in rounds(7):
        deliveries.subscribe(luck.choice(["legacy", "cloudevents"]))
        work_through(luck, books)
        mischief = MISCHIEF[number % len(MISCHIEF)]
        with clock.travel(past):
            before = effects(books).notices
            outcomes = deliveries.deliver(**mischief)
            assert {status for outcome, status in outcomes if outcome == "forged"} <= {401}
            assert {status for outcome, status in outcomes if outcome in ("acknowledged", "duplicate")} <= {200}
            genuine = [outcome for outcome, _ in outcomes if outcome in ("acknowledged", "duplicate")]
            assert bool(genuine) == (len(effects(books).notices) > len(before))
            told_of += len(outcomes)
        past += timedelta(minutes=20)  # the clock has its turn, whoever was told of what
        with clock.travel(past):
            run_due()
            assert books.agrees()
        if "delay_s" in mischief:
            books.emulator.control("clock", {"advance_s": A_DAY_S + 60})
            assert {status for _, status in deliveries.deliver()} == {200}
            with clock.travel(past):
                run_due()
                assert books.agrees()
    assert told_of


@pytest.mark.parametrize("what", ["forged", "two megabytes", "forged and two megabytes"])
def test_what_is_forged_or_far_too_large_has_no_effect(what: str, books: Books, server: str) -> None:
    luck = chance(f"B7 {what}")
    before = effects(books)
    with httpx2.Client(base_url=server, timeout=30) as intuit:
        for _ in rounds(100 if what == "forged" else 10):
            event = ("Invoice", str(luck.randrange(1, 60)), luck.choice(["Update", "Delete", "Void"]))
            body = body_of(told(books.realm_id, event, at="2030-01-01T00:00:00Z"))
            if "megabytes" in what:
                body = body.ljust(2_000_000 + luck.randrange(1000))
            signed = luck.choice([signature(body, OTHER_TOKEN), signature(body[:-1]), "", "AAAA"])
            header = {"intuit-signature": signed if "forged" in what else signature(body)}
            assert intuit.post(WEBHOOK_PATH, content=body, headers=header).status_code == (
                413 if "megabytes" in what else 401
            )
    assert effects(books) == before
