"""Query, change data capture, batch and delete stubs of the purchase side and the bank, at the edge."""

from datetime import timedelta
from typing import Any

import pytest


@pytest.fixture
def bodies(vendor: Any, account: Any, expense: Any) -> dict[str, dict[str, Any]]:
    """A minimal create of every document."""
    own = {"DepositLineDetail": {"AccountRef": account("Interest Earned")}}
    rows = [("Debit", "Checking"), ("Credit", "Savings")]
    to_vendor = {"VendorRef": {"value": vendor["Id"]}}
    return {
        "Bill": to_vendor | {"Line": [expense(5)]},
        "VendorCredit": to_vendor | {"Line": [expense(5)]},
        "BillPayment": to_vendor
        | {"PayType": "Check", "CheckPayment": {"BankAccountRef": account("Checking")}, "TotalAmt": 5},
        "Purchase": {"AccountRef": account("Checking"), "PaymentType": "Cash", "Line": [expense(5)]},
        "Deposit": {"DepositToAccountRef": account("Checking"), "Line": [{"Amount": 5} | own]},
        "Transfer": {"FromAccountRef": account("Checking"), "ToAccountRef": account("Savings"), "Amount": 5},
        "JournalEntry": {
            "Line": [
                {"Amount": 5, "JournalEntryLineDetail": {"PostingType": side, "AccountRef": account(name)}}
                for side, name in rows
            ]
        },
    }


def test_every_document_is_queried_changed_captured_and_deleted(api: Any, bodies: Any) -> None:
    since = (api.world.clock.now() - timedelta(hours=1)).isoformat()
    for entity, body in bodies.items():
        made = api.write(entity, body | {"TxnDate": "2026-03-31", "PrivateNote": "first"})
        assert made["domain"] == "QBO"
        found = api.select(f"select * from {entity} where TxnDate = '2026-03-31' orderby Id")
        assert found[entity] == [made]
        assert api.select(f"select count(*) from {entity}") == {"totalCount": 1}

        full = {key: value for key, value in made.items() if key != "PrivateNote"}
        changed = api.write(entity, full)
        assert "PrivateNote" not in changed
        assert changed["SyncToken"] == "1"
        assert api.refused(api.post(entity.lower(), full)) == "5010"

        stub = api.write(entity, {"Id": made["Id"], "SyncToken": "1"}, operation="delete")
        assert stub == {"domain": "QBO", "status": "Deleted", "Id": made["Id"]}
        captured = api.get("cdc", entities=entity, changedSince=since).json["CDCResponse"][0]["QueryResponse"][0]
        assert [(row["Id"], row["status"]) for row in captured[entity]] == [(made["Id"], "Deleted")]


def test_all_documents_share_one_sequence_of_ids(api: Any, bodies: Any) -> None:
    ids = [int(api.write(entity, body)["Id"]) for entity, body in bodies.items()]

    assert ids == list(range(ids[0], ids[0] + len(ids)))


def test_a_batch_writes_them_all(api: Any, bodies: Any) -> None:
    items = [{"bId": entity, "operation": "create", entity: body} for entity, body in bodies.items()]
    answer = api.post("batch", {"BatchItemRequest": items}).json["BatchItemResponse"]

    assert [item["bId"] for item in answer if item["bId"] in item] == list(bodies)


def test_closed_books_refuse_them_all(api: Any, bodies: Any) -> None:
    stored = api.select("select * from Preferences")["Preferences"][0]
    api.change("Preferences", stored, AccountingInfoPrefs={"BookCloseDate": "2026-03-31"})

    for entity, body in bodies.items():
        assert api.refused(api.post(entity.lower(), body | {"TxnDate": "2026-03-31"})) == "6200", entity
        assert api.write(entity, body | {"TxnDate": "2026-04-01"})["TxnDate"] == "2026-04-01"


def test_a_full_update_without_a_date_is_dated_today(api: Any, bodies: Any) -> None:
    for entity, body in bodies.items():
        made = api.write(entity, body | {"TxnDate": "2026-03-31"})
        again = api.write(entity, body | {"Id": made["Id"], "SyncToken": "0"})
        assert again["TxnDate"] == again["MetaData"]["LastUpdatedTime"][:10], entity


def test_unknown_properties_and_missing_ones_are_named(api: Any, bodies: Any) -> None:
    for entity, body in bodies.items():
        assert api.refused(api.post(entity.lower(), body | {"Colour": "red"})) == "2010", entity
        assert api.refused(api.post(entity.lower(), {})) == "2020", entity
        assert api.refused(api.post(entity.lower(), body | {"PrivateNote": "x" * 4001})) == "2050", entity
