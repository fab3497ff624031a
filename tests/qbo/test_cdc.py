"""Change data capture over a scripted transport."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest

from qbo import SANDBOX, Client, errors
from qbo.retry import ONCE
from qbo.testing import ScriptedTransport, answer

TIME = "2026-02-03T04:05:06.789-08:00"
SINCE = datetime(2026, 1, 31, 10, 0, 0, 5, tzinfo=timezone(timedelta(hours=1)))


def changes(body, entities=("Customer", "Invoice", "Item")):
    transport = ScriptedTransport(answer(body))
    client = Client("1", lambda: "t", base_url=SANDBOX, transport=transport, retries=ONCE)
    return client.changes(list(entities), SINCE), transport


def stub(id_, at="2026-02-01T00:00:00-08:00"):
    return {"domain": "QBO", "status": "Deleted", "Id": id_, "MetaData": {"LastUpdatedTime": at}}


def response(*parts):
    return {"CDCResponse": [{"QueryResponse": list(parts)}], "time": TIME}


def test_one_call_for_all_entities_with_an_encoded_offset():
    _, transport = changes(response({}, {}, {}))
    parts = urlsplit(str(transport.requests[0].url))
    assert parts.path == "/v3/company/1/cdc"
    assert "%2B01%3A00" in parts.query
    parameters = {key: values[0] for key, values in parse_qs(parts.query).items()}
    assert parameters == {
        "entities": "Customer,Invoice,Item",
        "changedSince": "2026-01-31T10:00:00+01:00",
        "minorversion": "75",
    }


def test_changed_deleted_and_unchanged_are_told_apart_by_key_not_by_place():
    body = response(
        {},
        {"Invoice": [{"Id": "103", "TotalAmt": Decimal("1.10")}, stub("65")], "startPosition": 1, "maxResults": 2},
        {"Customer": [{"Id": "63", "status": "Pending"}], "startPosition": 1, "maxResults": 1, "totalCount": 1},
    )
    found, _ = changes(body)
    assert {entity: [bytes(raw) for raw in rows] for entity, rows in found.live.items()} == {
        "Customer": [b'{"Id":"63","status":"Pending"}'],
        "Invoice": [b'{"Id":"103","TotalAmt":1.10}'],
        "Item": [],
    }
    assert [deleted.id for deleted in found.deleted["Invoice"]] == ["65"]
    assert found.deleted["Invoice"][0].at == datetime(2026, 2, 1, 8, tzinfo=UTC)
    assert (found.deleted["Customer"], found.truncated) == ([], False)
    assert found.time.microsecond == 789000


@pytest.mark.parametrize(("live", "deleted", "truncated"), [(999, 0, False), (1000, 0, True), (600, 400, True)])
def test_a_thousand_objects_in_all_may_not_be_all(live, deleted, truncated):
    rows = [{"Id": str(number)} for number in range(live)]
    found, _ = changes(response({"Customer": rows}, {"Invoice": [stub(str(n)) for n in range(deleted)]}, {}))
    assert found.truncated is truncated
    assert (len(found.live["Customer"]), len(found.deleted["Invoice"])) == (live, deleted)


def test_an_odd_object_among_the_changes_is_the_readers_business():
    found, _ = changes(response({"Customer": [{"status": 5, "Id": None}, {"MetaData": "none"}]}, {}, {}))
    assert len(found.live["Customer"]) == 2


@pytest.mark.parametrize("entity", ["TimeActivity", "TaxCode", "TaxRate", "TaxAgency", "JournalCode"])
def test_what_it_does_not_cover_is_refused_instead_of_missed(entity):
    with pytest.raises(ValueError, match=f"does not cover {entity}"):
        changes(response(), ["Invoice", entity])


def test_no_entity_and_no_zone_are_refused():
    client = Client("1", lambda: "t", base_url=SANDBOX, transport=ScriptedTransport())
    with pytest.raises(ValueError, match="at least one entity"):
        client.changes([], SINCE)
    with pytest.raises(ValueError, match="time zone"):
        client.changes(["Invoice"], datetime(2026, 1, 1))  # noqa: DTZ001


def test_a_fault_inside_the_answer_is_a_fault():
    detail = "Operation cdc with changedSince date 2020-01-01 which is older than fixed days is not supported"
    body = {"CDCResponse": [{"Fault": {"Error": [{"code": "500", "Message": "Unsupported", "Detail": detail}]}}]}
    with pytest.raises(errors.Invalid, match="older than fixed days"):
        changes({**body, "time": TIME})


def test_an_answer_without_its_clock_is_none():
    with pytest.raises(errors.Unavailable):
        changes({"CDCResponse": [{"QueryResponse": [{}]}]})


@pytest.mark.parametrize("parts", [[], [{}], [{}, {"Invoice": [{"Id": "1"}]}]])
def test_an_answer_that_lost_parts_does_not_pass_for_no_changes(parts):
    with pytest.raises(errors.Unavailable):
        changes(response(*parts))
