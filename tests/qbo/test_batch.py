"""Batches: frozen bytes, and one outcome for every item whatever the answer looks like."""

import json
from datetime import UTC, datetime

import pytest

from qbo import SANDBOX, Client, Reply, Write, batch, errors
from qbo.retry import ONCE
from qbo.testing import ScriptedTransport, answer

TIME = "2026-02-03T04:05:06.789-08:00"
WRITES = [
    Write("Vendor", "create", b'{"DisplayName":"X","Rate":1.50}'),
    Write.delete("Invoice", "129", "0"),
    Write.void("Payment", "5", "1"),
]


def run(body, writes=WRITES, status=200):
    transport = ScriptedTransport(answer(body, status))
    client = Client("1", lambda: "t", base_url=SANDBOX, transport=transport, retries=ONCE)
    return client.batch(writes, "batch-1"), transport


def item(b_id, **content):
    return {**content, "bId": b_id}


def item_fault(b_id, code):
    return item(b_id, Fault={"Error": [{"code": code, "Message": "m", "Detail": "d"}], "type": "ValidationFault"})


def test_what_is_sent():
    good = [item("1", Vendor={"Id": "1"}), item("2", Invoice={"Id": "129"}), item("3", Payment={"Id": "5"})]
    _, transport = run({"BatchItemResponse": good, "time": TIME})
    request = transport.requests[0]
    assert request.url.path == "/v3/company/1/batch"
    assert b"requestid=batch-1" in request.url.query
    assert request.content == batch.freeze(WRITES)
    assert b'{"DisplayName":"X","Rate":1.50}' in request.content
    assert json.loads(request.content) == {
        "BatchItemRequest": [
            {"bId": "1", "operation": "create", "Vendor": {"DisplayName": "X", "Rate": 1.5}},
            {"bId": "2", "operation": "delete", "Invoice": {"Id": "129", "SyncToken": "0"}},
            {
                "bId": "3",
                "operation": "update",
                "optionsData": "void",
                "Payment": {"Id": "5", "SyncToken": "1", "sparse": True},
            },
        ]
    }


def test_items_succeed_and_fail_by_themselves_in_any_order():
    body = {
        "BatchItemResponse": [
            item_fault("2", "5010"),
            item("3", Payment={"Id": "5"}),
            item("1", Vendor={"Id": "77"}),
        ],
        "time": TIME,
    }
    reply, _ = run(body)
    created, stale, voided = reply.items
    assert isinstance(created, Reply)
    assert bytes(created.object) == b'{"Id":"77"}'
    assert type(stale) is errors.StaleObject
    assert stale.detail == "d"
    assert isinstance(voided, Reply)
    assert created.intuit_tid == reply.intuit_tid == "scripted"


def test_amounts_come_back_digit_for_digit():
    body = b'{"BatchItemResponse":[{"bId":"1","Vendor":{"Balance":100.00}}],"time":"%s"}' % TIME.encode()
    reply, _ = run(body, WRITES[:1])
    assert bytes(reply.items[0].object) == b'{"Balance":100.00}'


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], errors.OutcomeUnknown),
        ([item("9", Vendor={"Id": "1"})], errors.OutcomeUnknown),
        ([{"Vendor": {"Id": "1"}}], errors.OutcomeUnknown),
        ([item("1", Customer={"Id": "1"})], errors.OutcomeUnknown),
        ([item("1")], errors.OutcomeUnknown),
        ([item_fault("1", "10000")], errors.OutcomeUnknown),
        ([item_fault("1", "6240")], errors.DuplicateName),
    ],
)
def test_an_item_the_answer_does_not_settle_is_unknown(items, expected):
    reply, _ = run({"BatchItemResponse": items, "time": TIME}, WRITES[:1])
    assert [type(outcome) for outcome in reply.items] == [expected]


@pytest.mark.parametrize(
    ("body", "status", "expected"),
    [
        ({"Fault": {"Error": [{"code": "1040", "Message": "Batch size exceeds"}]}}, 400, errors.Invalid),
        ({"Fault": {"Error": [{"code": "3001", "Message": "ThrottleExceeded"}]}}, 429, errors.Throttled),
        ({"BatchItemResponse": [], "Fault": {"Error": [{"code": "5010"}]}}, 200, errors.StaleObject),
        (b'{"BatchItemResponse":[{"bId":"1","Ven', 200, errors.OutcomeUnknown),
        (b"", 504, errors.OutcomeUnknown),
    ],
)
def test_the_whole_batch_can_fail(body, status, expected):
    with pytest.raises(errors.QboError) as failed:
        run(body, status=status)
    assert type(failed.value) is expected


QUESTIONS = [
    batch.Query("Term", where="Active IN (true, false)", start=11, limit=10),
    batch.ChangesSince(("Invoice", "Customer"), datetime(2026, 2, 1, tzinfo=UTC)),
]


def test_questions_travel_beside_writes():
    body = {
        "BatchItemResponse": [
            item("2", CDCResponse={"QueryResponse": [{"Invoice": [{"Id": "9"}]}, {}]}),
            item("1", QueryResponse={"Term": [{"Id": "3"}], "startPosition": 11, "maxResults": 1}),
            item("3", Vendor={"Id": "77"}),
        ],
        "time": TIME,
    }
    reply, transport = run(body, [*QUESTIONS, WRITES[0]])
    assert json.loads(transport.requests[0].content)["BatchItemRequest"][:2] == [
        {
            "bId": "1",
            "Query": "SELECT * FROM Term WHERE Active IN (true, false) ORDERBY Id STARTPOSITION 11 MAXRESULTS 10",
        },
        {"bId": "2", "CDCQuery": {"Entities": "Invoice,Customer", "ChangedSince": "2026-02-01T00:00:00+00:00"}},
    ]
    page, changes, created = reply.items
    assert ([bytes(raw) for raw in page.items], page.start, page.time.microsecond) == ([b'{"Id":"3"}'], 11, 789000)
    assert ([bytes(raw) for raw in changes.live["Invoice"]], changes.live["Customer"]) == ([b'{"Id":"9"}'], [])
    assert isinstance(created, Reply)


def test_changes_in_a_list_as_on_their_own_endpoint_are_read_too():
    reply, _ = run(
        {"BatchItemResponse": [item("1", CDCResponse=[{"QueryResponse": [{}, {}]}])], "time": TIME}, QUESTIONS[1:]
    )
    assert reply.items[0].live == {"Invoice": [], "Customer": []}


def test_a_count_is_answered_with_a_number():
    counts = [batch.Count("Invoice", where="Balance > '0'"), batch.Count("Term")]
    body = {
        "BatchItemResponse": [item("2", QueryResponse={}), item("1", QueryResponse={"totalCount": 7})],
        "time": TIME,
    }
    reply, transport = run(body, counts)
    assert json.loads(transport.requests[0].content)["BatchItemRequest"][0] == {
        "bId": "1",
        "Query": "SELECT COUNT(*) FROM Invoice WHERE Balance > '0'",
    }
    assert (reply.items[0], type(reply.items[1])) == (7, errors.Unavailable)


def test_a_query_that_quotes_a_statement_is_not_misread():
    where = r"Name = '\' FROM Invoice STARTPOSITION 5 MAXRESULTS 5'"
    reply, _ = run(
        {"BatchItemResponse": [item("1", QueryResponse={})], "time": TIME}, [batch.Query("Term", where=where, start=3)]
    )
    assert (reply.items[0].items, reply.items[0].start) == ([], 3)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], errors.Unavailable),
        ([item("1")], errors.Unavailable),
        ([item("1", QueryResponse={"Term": [{"Id": "3"}], "maxResults": 2})], errors.Unavailable),
        ([item("1", QueryResponse=None)], errors.Unavailable),
        ([item_fault("1", "4001")], errors.Invalid),
        ([item_fault("1", "10000")], errors.Unavailable),
    ],
)
def test_a_question_without_an_answer_is_unavailable(items, expected):
    reply, _ = run({"BatchItemResponse": items, "time": TIME}, QUESTIONS[:1])
    assert [type(outcome) for outcome in reply.items] == [expected]


@pytest.mark.parametrize(
    ("items", "expected", "reads"),
    [
        (QUESTIONS, errors.Unavailable, len(QUESTIONS)),
        (WRITES, errors.OutcomeUnknown, 0),
        ([*QUESTIONS, *WRITES], errors.OutcomeUnknown, len(QUESTIONS)),
    ],
)
def test_a_batch_of_questions_only_is_a_read(items, expected, reads):
    calls = []
    transport = ScriptedTransport(answer(b"", 502))
    client = Client("1", lambda: "t", base_url=SANDBOX, transport=transport, retries=ONCE, on_call=calls.append)
    with pytest.raises(errors.QboError) as failed:
        client.batch(items, "r")
    assert type(failed.value) is expected
    assert [call.reads for call in calls] == [reads]


def test_a_question_that_could_not_be_asked_alone_cannot_be_asked_here():
    with pytest.raises(ValueError, match="does not cover TimeActivity"):
        batch.freeze([batch.ChangesSince(("TimeActivity",), datetime(2026, 2, 1, tzinfo=UTC))])
    with pytest.raises(ValueError, match="start counts from 1"):
        batch.freeze([batch.Query("Term", start=0)])


def test_a_duplicate_number_is_allowed_by_an_option_of_the_item():
    write = Write("Invoice", "create", b"{}", allow_duplicate_number=True)
    assert json.loads(batch.freeze([write]))["BatchItemRequest"] == [
        {"bId": "1", "operation": "create", "optionsData": "allowduplicatedocnum", "Invoice": {}}
    ]


@pytest.mark.parametrize("count", [0, 31])
def test_a_batch_has_one_to_thirty_items(count):
    with pytest.raises(ValueError, match="1 to 30"):
        batch.freeze([WRITES[0]] * count)


def test_a_batch_request_id_is_shorter():
    client = Client("1", lambda: "t", base_url=SANDBOX, transport=ScriptedTransport())
    with pytest.raises(ValueError, match="1 to 36"):
        client.batch(WRITES, "x" * 37)
