"""Gate B8: objects bent in every way come by pages and by changes. Each is mirrored byte for byte or set aside with its
text and the reason, and none holds up the others of its answer."""

import json
from collections.abc import Sequence
from itertools import batched
from typing import Any

import pytest

import raw_objects as raw
from books import Books
from emulator_process import EmulatorProcess
from newcomers import Newcomer
from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.covered import COVERED, WITHOUT_CHANGES
from nexos.quickbooks.mirror.entities import SPECS
from nexos.quickbooks.mirror.models import QuarantinedObject
from odd_objects import odd
from quick_pull import quick_pull
from soak_scale import chance, rounds

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.gate("B8")]

A_PAGE = 357
"""Objects of one kind in an answer; times fourteen kinds, twice, are ten thousand."""

FIRST_ID = 700_000


@pytest.fixture(scope="module")
def exemplars(emulator: EmulatorProcess) -> dict[str, dict[str, Any]]:
    """A good object of every kind that is read by pages."""
    realm_id = emulator.company("small")
    found = {}
    for entity in COVERED:
        stored = [one["object"] for one in emulator.documents(realm_id, entity) if not one["deleted"]]
        kept = [one for one in stored if entity != "Item" or one["Type"] == "Service"]
        # Made long ago: what is made in the second of a first read comes with the changes after it.
        found[entity] = kept[0] | {"MetaData": raw.meta(1)} if kept else {}
    named = {"SyncToken": "0", "MetaData": raw.meta(1), "domain": "QBO", "sparse": False, "Active": True}
    found["Class"] = found["Department"] = {"Id": "1", "Name": "Field", "FullyQualifiedName": "Field", **named}
    found["TimeActivity"] = raw.time_activity(1)
    bought = {"DetailType": "ItemBasedExpenseLineDetail", "ItemBasedExpenseLineDetail": {"Qty": 2, "UnitPrice": 5.25}}
    lines = [{"Id": "1", "Amount": 10.5, **bought}]
    found["PurchaseOrder"] = {**named, "Id": "1", "TotalAmt": 10.5, "VendorRef": {"value": "1"}, "Line": lines}
    found["Payment"] = raw.payment(1, "1", {"1": "5.00"})
    found["Invoice"] = raw.invoice(1)
    assert all(found.values())
    return found


def bent(entity: str, exemplar: dict[str, Any], luck: Any) -> list[str]:
    """Objects as texts, every fifth of them good."""
    texts = []
    for number in range(FIRST_ID, FIRST_ID + A_PAGE):
        good = json.dumps(exemplar | {"Id": str(number), "DocNumber": str(number)}, separators=(",", ":"))
        texts.append(good if number % 5 == 0 else odd(exemplar, str(number), luck))
    return texts


def accounted_for(books: Books, entity: str, texts: Sequence[str]) -> bool:
    """Every one is mirrored as it came (but for half an emoji), or set aside with its text and a reason, or left out by
    its type; of several whose Id was bent to the same one counts. The good ones are all mirrored."""
    texts = [text.replace(r"\ud800", r"\ufffd") for text in texts]
    with scope(books.tenant_id):
        rows = SPECS[entity].model.objects.of(books.tenant_id).filter(connection_id=books.connection_id)
        mirrored = set(rows.filter(deleted_at=None).values_list("raw", flat=True))
        aside = QuarantinedObject.objects.of(books.tenant_id).filter(connection_id=books.connection_id, entity=entity)
        reasons = dict(aside.values_list("raw", "reason"))
    kept = mirrored | {text for text, reason in reasons.items() if reason}
    left_out = {text for text in texts if _is_left_out(entity, text)}
    known_ids = {str(json.loads(text).get("Id")) for text in mirrored | left_out}
    lost = [text for text in texts if text not in kept | left_out]
    lost = [text for text in lost if "700" in (qbo_id := str(json.loads(text).get("Id"))) or qbo_id not in known_ids]
    assert not lost, f"{len(lost)} of {len(texts)}: {lost[0][:500]}"
    good = [text for text in texts[::5] if text not in mirrored]
    assert not good, good[0]
    assert reasons
    return True


def _is_left_out(entity: str, text: str) -> bool:
    return entity == "Item" and json.loads(text).get("Type") not in ("Service", "NonInventory")


def page_of(entity: str, texts: Sequence[str]) -> str:
    rows = f'"{entity}":[{",".join(texts)}],"startPosition":1,"maxResults":{len(texts)}'
    return f'{{"QueryResponse":{{{rows}}},"time":"{clock.now().isoformat()}"}}'


@pytest.mark.parametrize("entity", COVERED)
def test_a_page_of_them(
    entity: str, emulator: EmulatorProcess, newcomer: Newcomer, exemplars: dict[str, dict[str, Any]]
) -> None:
    luck = chance(f"B8 page {entity}")
    for _ in rounds(1):
        realm_id = emulator.company()
        emulator.seed(realm_id, {entity: [exemplars[entity] | {"Id": "1"}]})
        books = newcomer(realm_id)
        texts = bent(entity, exemplars[entity], luck)
        match = {"entity": entity, "operation": "query", "path": "query"}
        emulator.fault("answer", match, realm_id=realm_id, body=page_of(entity, texts), times=1)
        pull = quick_pull(books)
        assert not pull.failures, pull.failures
        assert accounted_for(books, entity, texts)


def test_changes_of_them(emulator: EmulatorProcess, newcomer: Newcomer, exemplars: dict[str, dict[str, Any]]) -> None:
    luck = chance("B8 changes")
    for _ in rounds(1):
        books = newcomer(emulator.company("small"))
        quick_pull(books)
        for entities in batched([one for one in COVERED if one not in WITHOUT_CHANGES], 2):
            texts = {entity: bent(entity, exemplars[entity], luck) for entity in entities}
            parts = [f'{{"{entity}":[{",".join(rows)}]}}' for entity, rows in texts.items()]
            parts += ["{}"] * (len(COVERED) - len(WITHOUT_CHANGES) - len(parts))
            body = f'{{"CDCResponse":[{{"QueryResponse":[{",".join(parts)}]}}],"time":"{clock.now().isoformat()}"}}'
            emulator.fault("answer", {"path": "cdc"}, realm_id=books.realm_id, body=body, times=1)
            pull = quick_pull(books)
            assert not pull.failures, pull.failures
            assert all(accounted_for(books, entity, texts[entity]) for entity in texts)


ODD_CHANGES = [
    '{"status":"Deleted","Id":7,"MetaData":{"LastUpdatedTime":"2026-01-05T10:00:00-08:00"}}',
    '{"status":"Deleted","Id":"7","MetaData":{"LastUpdatedTime":"soon"}}',
    '{"status":"Deleted"}',
    '{"status":"Deleted","Id":null,"MetaData":[]}',
    '{"status":7,"Id":"8"}',
    "null",
    "[]",
    '"Deleted"',
    "17",
]


@pytest.mark.parametrize("odd_one", ODD_CHANGES)
def test_a_change_that_is_none_stops_nothing(odd_one: str, emulator: EmulatorProcess, newcomer: Newcomer) -> None:
    books = newcomer(emulator.company("small"))
    quick_pull(books)
    [known, *_] = books.there("Invoice")
    good = json.dumps(raw.invoice(FIRST_ID))
    gone = (
        f'{{"domain":"QBO","status":"Deleted","Id":"{known}","MetaData":{{"LastUpdatedTime":"2099-01-05T10:00:00Z"}}}}'
    )
    parts = [f'{{"Invoice":[{odd_one},{good},{gone}]}}', *["{}"] * (len(COVERED) - len(WITHOUT_CHANGES) - 1)]
    body = f'{{"CDCResponse":[{{"QueryResponse":[{",".join(parts)}]}}],"time":"{clock.now().isoformat()}"}}'
    emulator.fault("answer", {"path": "cdc"}, realm_id=books.realm_id, body=body, times=1)
    pull = quick_pull(books)
    assert not pull.failures, pull.failures
    assert known not in books.here("Invoice")
    assert books.here("Invoice")[str(FIRST_ID)] == raw.invoice(FIRST_ID)
    with scope(books.tenant_id):
        aside = QuarantinedObject.objects.of(books.tenant_id).filter(connection_id=books.connection_id)
        assert list(aside.values_list("raw", flat=True)) == [odd_one]


def test_a_real_page_of_the_emulators(
    emulator: EmulatorProcess, newcomer: Newcomer, exemplars: dict[str, dict[str, Any]]
) -> None:
    luck = chance("B8 seeded")
    realm_id = emulator.company()
    texts = [text for text in bent("Invoice", exemplars["Invoice"], luck) if _is_kept(text)]
    emulator.http.post("/_emulator/seed", content=seed_order(realm_id, texts)).raise_for_status()
    books = newcomer(realm_id)
    pull = quick_pull(books)
    assert not pull.failures, pull.failures
    with scope(books.tenant_id):
        aside = QuarantinedObject.objects.of(books.tenant_id).filter(connection_id=books.connection_id)
        ids = set(aside.values_list("qbo_id", flat=True)) | set(books.here("Invoice"))
    assert ids == {json.loads(text)["Id"] for text in texts}
    assert books.here("Invoice") == {one: books.there("Invoice")[one] for one in books.here("Invoice")}


def _is_kept(text: str) -> bool:
    """Whether the emulator takes it and finds it again: it needs an Id and the time it was made, in UTF-8."""
    one = json.loads(text)
    named = isinstance(one.get("Id"), str) and one["Id"].startswith("700")
    return "\\ud800" not in text and named and one.get("MetaData") == raw.meta(1)


def seed_order(realm_id: str, texts: Sequence[str]) -> bytes:
    return f'{{"realm_id":"{realm_id}","entities":{{"Invoice":[{",".join(texts)}]}}}}'.encode()
