"""Replies get lost. Whatever happens on the way, one document is at QuickBooks in the end."""

from typing import Any

import pytest

from desk import Desk
from nexos.kit.tenancy import scope
from nexos.quickbooks.push import queries as push

COMMITTED = [
    {"kind": "drop_after_commit"},
    {"kind": "drop_after_commit", "status": 502},
    {"kind": "drop_after_commit", "status": 500, "code": "10000"},
    {"kind": "truncate"},
    {"kind": "truncate", "after_bytes": 1},
    {"kind": "garbage"},
]
NOT_COMMITTED = [
    {"kind": "drop_before"},
    {"kind": "status", "status": 500},
    {"kind": "status", "status": 503},
]


@pytest.mark.parametrize("fault", COMMITTED, ids=str)
def test_a_document_whose_reply_was_lost_is_found_and_not_sent_again(desk: Desk, fault: dict[str, Any]) -> None:
    invoice = desk.invoice()
    desk.fault(**fault)

    card = desk.send(invoice)
    assert card.badge.words == "Checking with QuickBooks"
    assert card.next_look_at is not None

    card = desk.work(invoice, after=5)
    assert card.badge.words == "In QuickBooks"
    assert [there["Id"] for there in desk.there()] == [card.qbo_id]
    assert len(desk.writes()) == 1


@pytest.mark.parametrize("fault", COMMITTED[:1] + COMMITTED[3:4], ids=str)
def test_it_is_found_even_when_quickbooks_has_forgotten_the_request(desk: Desk, fault: dict[str, Any]) -> None:
    invoice = desk.invoice()
    desk.fault("forget_request_ids", times=10)
    desk.fault(**fault)

    desk.send(invoice)
    card = desk.work(invoice, after=5)

    assert card.badge.words == "In QuickBooks"
    assert len(desk.there()) == 1
    assert len(desk.writes()) == 1


@pytest.mark.parametrize("fault", NOT_COMMITTED, ids=str)
def test_what_did_not_arrive_is_looked_for_twice_and_sent_again_under_the_same_id(
    desk: Desk, fault: dict[str, Any]
) -> None:
    invoice = desk.invoice()
    desk.fault(**fault)

    assert desk.send(invoice).badge.words == "Checking with QuickBooks"
    assert desk.work(invoice, after=5).badge.words == "Checking with QuickBooks"
    assert len(desk.writes()) == 1, "one look is not enough to send again"
    card = desk.work(invoice, after=40)

    assert card.badge.words == "In QuickBooks"
    assert len(desk.there()) == 1
    first, second = desk.writes()
    assert first["request_id"] == second["request_id"] is not None
    with scope(desk.tenant_id):
        [generation] = push.history(desk.tenant_id, "invoice", invoice.id)
    assert [attempt.act for attempt in generation.attempts] == ["send", "look", "look", "send"]


def test_a_reply_lost_over_and_over_makes_one_document(desk: Desk) -> None:
    invoice = desk.invoice()
    desk.fault("drop_before", times=3)

    desk.send(invoice)
    for hour in range(1, 9):
        desk.work(invoice, after=hour * 60)

    assert desk.card(invoice).badge.words == "In QuickBooks"
    assert len(desk.there()) == 1
    assert len({write["request_id"] for write in desk.writes()}) == 1


def test_a_document_found_late_is_ours_though_somebody_edited_it_meanwhile(desk: Desk) -> None:
    invoice = desk.invoice()
    desk.fault("drop_after_commit")
    desk.send(invoice)
    [there] = desk.there()
    with desk.emulator.api(desk.realm_id) as api:
        edited = {"Id": there["Id"], "SyncToken": there["SyncToken"], "sparse": True, "DueDate": "2027-01-31"}
        assert api.post("/invoice", json=edited).status_code == 200

    card = desk.work(invoice, after=5)

    assert card.badge.words == "Differs in QuickBooks"
    assert [(one["field"], one["here"], one["there"]) for one in card.difference] == [
        ("Due", "2026-12-24", "2027-01-31")
    ]
    assert len(desk.there()) == 1


def test_while_quickbooks_cannot_be_asked_nothing_is_sent(desk: Desk) -> None:
    invoice = desk.invoice()
    desk.fault("drop_after_commit")
    desk.send(invoice)
    query = f"/v3/company/{desk.realm_id}/query"
    desk.emulator.fault("status", {"path": query}, status=400, code="4001", times=2, realm_id=desk.realm_id)

    assert desk.work(invoice, after=5).badge.words == "Checking with QuickBooks"
    assert desk.work(invoice, after=60).badge.words == "Checking with QuickBooks"
    card = desk.work(invoice, after=120)

    assert card.badge.words == "In QuickBooks"
    assert len(desk.writes()) == 1
