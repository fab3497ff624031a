"""Notifications: what is signed is read, in both formats, and nothing else."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbo import errors, webhooks
from qbo.webhooks import Event

TOKEN = "verifier-token-0123456789"
RECORDED = Path(__file__).resolve().parents[3] / "shared" / "recorded" / "shapes" / "webhooks-fyle.json"

CHANGE = {"name": "Customer", "id": "1", "operation": "Create", "lastUpdated": "2025-09-08T20:52:31.657Z"}
CLOUD = {
    "specversion": "1.0",
    "id": "88cd52aa-33b6-4351-9aa4-47572edbd068",
    "source": "intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=",
    "type": "qbo.purchaseorder.updated.v1",
    "datacontenttype": "application/json",
    "time": "2025-09-10T21:31:25.179851517Z",
    "intuitentityid": "1234",
    "intuitaccountid": "310687",
    "data": {},
}


def first_format(*changes, realm_id="123"):
    return {"eventNotifications": [{"realmId": realm_id, "dataChangeEvent": {"entities": list(changes)}}]}


def signed(body, token=TOKEN):
    return base64.b64encode(hmac.new(token.encode(), body, hashlib.sha256).digest()).decode()


def events(document):
    body = json.dumps(document).encode()
    return webhooks.received(body, signed(body), TOKEN)


def test_the_first_format():
    merged = {"name": "Vendor", "id": "2", "operation": "Merge", "lastUpdated": "2025-09-08T13:52:31-07:00"}
    document = first_format(CHANGE, {**merged, "deletedId": "3"})
    document["eventNotifications"] += first_format({**merged, "deletedID": "4"}, realm_id="456")["eventNotifications"]
    at = datetime(2025, 9, 8, 20, 52, 31, tzinfo=UTC)
    assert events(document) == (
        Event(
            realm_id="123",
            entity="Customer",
            id="1",
            operation="Create",
            time=at + timedelta(milliseconds=657),
        ),
        Event(realm_id="123", entity="Vendor", id="2", operation="Merge", time=at, deleted_id="3"),
        Event(realm_id="456", entity="Vendor", id="2", operation="Merge", time=at, deleted_id="4"),
    )


def test_cloud_events_of_several_companies():
    other = {
        **CLOUD,
        "id": "another",
        "type": "qbo.customer.merged.v1",
        "intuitaccountid": "5",
        "data": {"deletedId": "77"},
    }
    updated, merged = events([CLOUD, other])
    assert updated == Event(
        realm_id="310687",
        entity="PurchaseOrder",
        id="1234",
        operation="Update",
        time=datetime(2025, 9, 10, 21, 31, 25, 179852, tzinfo=UTC),
        event_id="88cd52aa-33b6-4351-9aa4-47572edbd068",
    )
    assert (merged.realm_id, merged.entity, merged.operation, merged.deleted_id) == ("5", "Customer", "Merge", "77")


@pytest.mark.parametrize(
    ("word", "operation"),
    [
        ("created", "Create"),
        ("updated", "Update"),
        ("deleted", "Delete"),
        ("merged", "Merge"),
        ("voided", "Void"),
        ("emailed", "Emailed"),
        ("archived", "archived"),
    ],
)
def test_every_operation_reads_alike_in_both_formats(word, operation):
    (cloud,) = events([{**CLOUD, "type": f"qbo.invoice.{word}.v1"}])
    (first,) = events(first_format({**CHANGE, "name": "Invoice", "operation": operation}))
    assert (cloud.entity, cloud.operation) == (first.entity, first.operation) == ("Invoice", operation)


def test_what_is_new_in_a_notification_is_no_reason_to_lose_the_rest():
    new = {**CLOUD, "type": "qbo.dimension.created.v2", "data": {"entity": {"deep": [1]}}, "more": 1}
    del new["time"]
    (event,) = events([new, {**CLOUD, "type": "payroll.compensation.updated.v1"}])
    assert (event.entity, event.time) == ("dimension", None)
    assert events(first_format()) == ()
    assert events([]) == ()


@pytest.mark.parametrize("change", [b" ", b"\n"])
def test_every_byte_is_signed(change):
    body = json.dumps([CLOUD]).encode()
    with pytest.raises(errors.BadSignature):
        webhooks.received(body + change, signed(body), TOKEN)


@pytest.mark.parametrize(
    "signature", ["", "AAAA", "ünïcode", signed(b"", "another token"), signed(b"").lower(), "\x00"]
)
def test_a_wrong_signature_is_refused_before_anything_is_read(signature):
    with pytest.raises(errors.BadSignature) as refused:
        webhooks.received(b"not even json", signature, TOKEN)
    assert TOKEN not in f"{refused.value} {refused.value!r}"


def test_blanks_around_a_signature_do_not_matter():
    webhooks.verify(b"{}", f" {signed(b'{}')} ", TOKEN)


def test_without_a_verifier_token_nothing_is_accepted():
    with pytest.raises(ValueError, match="verifier token"):
        webhooks.verify(b"{}", signed(b"{}", ""), "")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"{}",
        b'"text"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"eventNotifications": [{"realmId": "1"}]}',
        b'{"eventNotifications": [{"realmId": 1, "dataChangeEvent": {"entities": []}}]}',
        b'[{"id": "1", "type": "qbo.customer.created.v1"}]',
        json.dumps(first_format({**CHANGE, "id": None})).encode(),
    ],
)
def test_a_signed_body_of_another_shape_is_named(body):
    with pytest.raises(errors.BadNotification):
        webhooks.received(body, signed(body), TOKEN)


@given(st.binary(max_size=80) | st.text(alphabet='[]{}":,0eventNoiface ').map(str.encode))
def test_whatever_comes_only_named_errors_come_out(body):
    try:
        webhooks.received(body, signed(body), TOKEN)
    except (errors.BadNotification, errors.BadSignature):
        return


@pytest.mark.skipif(not RECORDED.exists(), reason="real notifications are not at hand (../shared/recorded)")
def test_recorded_notifications_are_read():
    for document in json.loads(RECORDED.read_text()):
        found = events(document)
        named = [
            (part["realmId"], change["name"], change["id"], change["operation"])
            for part in document["eventNotifications"]
            for change in part["dataChangeEvent"]["entities"]
        ]
        assert [(event.realm_id, event.entity, event.id, event.operation) for event in found] == named
        assert all(event.time for event in found)
