"""What goes out and what comes back, call by call, over a scripted transport."""

import contextlib
import json
import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbo import SANDBOX, Call, Client, Upload, Write, batch, errors
from qbo.entities import Attachable
from qbo.retry import ONCE, Policy
from qbo.testing import ScriptedTransport, answer, fault, lose_reply, unreachable
from qbo.throttle import LocalThrottle

TIME = "2026-02-03T04:05:06.789-08:00"
TOKEN = "secret-access-token-0123456789"
CREATE = Write("Invoice", "create", b'{ "Line":[ ],"x" : 1.10 }')
FILE = Upload(Attachable(FileName="a.txt", ContentType="text/plain"), b"text")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 10**20) | st.text(max_size=5),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "Fault",
                    "fault",
                    "Error",
                    "code",
                    "QueryResponse",
                    "CDCResponse",
                    "Invoice",
                    "time",
                    "bId",
                    "BatchItemResponse",
                    "AttachableResponse",
                    "Attachable",
                    "Rows",
                    "Row",
                    "Columns",
                    "Header",
                ]
            ),
            inside,
            max_size=4,
        )
    ),
    max_leaves=12,
)


class Open:
    """A throttle that lets everything pass at once."""

    def acquire(self, kind):
        return contextlib.nullcontext()

    def park(self, until):
        pass


def client(*steps, retries=ONCE, **options):
    transport = ScriptedTransport(*steps)
    made = Client("123", lambda: TOKEN, base_url=SANDBOX, transport=transport, retries=retries, **options)
    return made, transport


def sent(transport, number=0):
    """Method, path, parameters, and the request itself."""
    request = transport.requests[number]
    parts = urlsplit(str(request.url))
    return request.method, parts.path, {key: values[0] for key, values in parse_qs(parts.query).items()}, request


def invoices(*ids, **more):
    rows = {"Invoice": [{"Id": id_, "Balance": Decimal("1.50")} for id_ in ids]} if ids else {}
    counters = {"startPosition": 1, "maxResults": len(ids)} if ids else {}
    return answer({"QueryResponse": {**rows, **counters, **more}, "time": TIME})


def test_a_query_asks_for_an_ordered_page_and_brings_the_objects_as_they_came():
    qbo, transport = client(invoices("1", "2"))
    page = qbo.query("Invoice", where="Balance > '0'", start=1, limit=2)
    method, path, parameters, request = sent(transport)
    assert (method, path) == ("GET", "/v3/company/123/query")
    assert parameters == {
        "query": "SELECT * FROM Invoice WHERE Balance > '0' ORDERBY Id STARTPOSITION 1 MAXRESULTS 2",
        "minorversion": "75",
    }
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert request.headers["accept"] == "application/json"
    assert [bytes(item) for item in page.items] == [b'{"Id":"1","Balance":1.50}', b'{"Id":"2","Balance":1.50}']
    assert (page.start, page.count) == (1, 2)
    assert page.time == datetime(2026, 2, 3, 4, 5, 6, 789000, tzinfo=timezone(timedelta(hours=-8)))


@pytest.mark.parametrize(
    ("came", "kept"),
    [
        (r"cut \ud83d", r"cut \ufffd"),
        (r"\uDE00 cut", r"\ufffd cut"),
        (r"whole \ud83d\ude00, cut \ud83d", r"whole \ud83d\ude00, cut \ufffd"),
        (r"\\ud83d is no escape, \ud83d is", r"\\ud83d is no escape, \ufffd is"),
    ],
)
def test_half_an_emoji_does_not_cost_the_page(came, kept):
    body = f'{{"QueryResponse":{{"Invoice":[{{"Note":"{came}"}},{{"Id":"2"}}]}},"time":"{TIME}"}}'
    qbo, _ = client(answer(body.encode()))
    page = qbo.query("Invoice")
    assert [bytes(item).decode() for item in page.items] == [f'{{"Note":"{kept}"}}', '{"Id":"2"}']


def test_the_plus_of_a_time_zone_and_quotes_survive_the_address():
    where = r"MetaData.CreateTime >= '2026-01-01T00:00:00+00:00' AND DisplayName = 'Amy\'s & Söhne'"
    qbo, transport = client(invoices())
    qbo.query("Invoice", where=where)
    raw = transport.requests[0].url.raw_path.decode()
    assert "%2B00%3A00" in raw
    assert "+" not in raw
    assert where in unquote(raw)


def test_a_long_statement_travels_in_the_body():
    where = "Id IN (" + ", ".join(f"'{number}'" for number in range(1000)) + ")"
    qbo, transport = client(invoices())
    qbo.query("Invoice", where=where)
    method, path, parameters, request = sent(transport)
    assert (method, path, parameters) == ("POST", "/v3/company/123/query", {"minorversion": "75"})
    assert request.headers["content-type"] == "application/text"
    assert where in request.content.decode()


def test_an_empty_answer_is_an_empty_page():
    qbo, _ = client(invoices())
    page = qbo.query("Invoice", start=1001)
    assert (page.items, page.start, page.count) == ([], 1001, 0)


def test_count():
    qbo, transport = client(answer({"QueryResponse": {"totalCount": 41}, "time": TIME}))
    assert qbo.count("Customer", "Active IN (true, false)") == 41
    assert sent(transport)[2]["query"] == "SELECT COUNT(*) FROM Customer WHERE Active IN (true, false)"


def test_read():
    qbo, transport = client(answer(b'{"Invoice":{"Id":"9","Balance":100.00},"time":"%s"}' % TIME.encode()))
    assert bytes(qbo.read("Invoice", "9")) == b'{"Id":"9","Balance":100.00}'
    assert sent(transport)[:2] == ("GET", "/v3/company/123/invoice/9")


def test_company_info_is_addressed_by_the_realm_and_preferences_by_nothing():
    qbo, transport = client(
        answer({"CompanyInfo": {"Id": "1"}, "time": TIME}), answer({"Preferences": {"Id": "1"}, "time": TIME})
    )
    assert bytes(qbo.company_info()) == b'{"Id":"1"}'
    assert bytes(qbo.preferences()) == b'{"Id":"1"}'
    assert sent(transport, 0)[1] == "/v3/company/123/companyinfo/123"
    assert sent(transport, 1)[1] == "/v3/company/123/preferences"


@pytest.mark.parametrize(
    ("write", "path", "parameters"),
    [
        (CREATE, "/v3/company/123/invoice", {}),
        (Write("TimeActivity", "update", b"{}"), "/v3/company/123/timeactivity", {}),
        (Write.delete("Invoice", "7", "2"), "/v3/company/123/invoice", {"operation": "delete"}),
        (Write.void("Invoice", "7", "2"), "/v3/company/123/invoice", {"operation": "void"}),
        (Write.void("Payment", "7", "2"), "/v3/company/123/payment", {"operation": "update", "include": "void"}),
        (
            Write.void("SalesReceipt", "7", "2"),
            "/v3/company/123/salesreceipt",
            {"operation": "update", "include": "void"},
        ),
        (
            Write.void("BillPayment", "7", "2"),
            "/v3/company/123/billpayment",
            {"operation": "update", "include": "void"},
        ),
        (
            Write("Invoice", "update", b"{}", allow_duplicate_number=True),
            "/v3/company/123/invoice",
            {"include": "allowduplicatedocnum"},
        ),
    ],
)
def test_a_write_goes_out_unchanged_under_its_request_id(write, path, parameters):
    qbo, transport = client(answer({write.entity: {"Id": "7", "SyncToken": "3"}, "time": TIME}))
    reply = qbo.send(write, "request-1")
    method, sent_path, sent_parameters, request = sent(transport)
    assert (method, sent_path) == ("POST", path)
    assert sent_parameters == {**parameters, "minorversion": "75", "requestid": "request-1"}
    assert request.content == write.body
    assert request.headers["content-type"] == "application/json"
    assert bytes(reply.object) == b'{"Id":"7","SyncToken":"3"}'
    assert (reply.intuit_tid, reply.time.microsecond) == ("scripted", 789000)


def test_what_deletes_and_voids_say():
    assert json.loads(Write.delete("Invoice", "7", "2").body) == {"Id": "7", "SyncToken": "2"}
    assert json.loads(Write.void("Invoice", "7", "2").body) == {"Id": "7", "SyncToken": "2"}
    assert json.loads(Write.void("Payment", "7", "2").body) == {"Id": "7", "SyncToken": "2", "sparse": True}


def test_only_what_gives_a_number_can_allow_a_duplicate_one():
    with pytest.raises(ValueError, match="a void gives no number"):
        Write("Invoice", "void", b"{}", allow_duplicate_number=True)


@pytest.mark.parametrize(("on", "day"), [(None, {}), (date(2026, 2, 28), {"asofdate": "2026-02-28"})])
def test_an_exchange_rate_is_found_by_code_and_day(on, day):
    qbo, transport = client(answer(b'{"ExchangeRate":{"Rate":1.0850000},"time":"%s"}' % TIME.encode()))
    assert bytes(qbo.exchange_rate("EUR", on)) == b'{"Rate":1.0850000}'
    method, path, parameters, _ = sent(transport)
    assert (method, path) == ("GET", "/v3/company/123/exchangerate")
    assert parameters == {"sourcecurrencycode": "EUR", **day, "minorversion": "75"}


@pytest.mark.parametrize("request_id", ["", "x" * 51, "two words", "ünïcode", "line\nbreak"])
def test_a_write_without_a_proper_request_id_is_not_sent(request_id):
    qbo, transport = client()
    with pytest.raises(ValueError, match="request id"):
        qbo.send(CREATE, request_id)
    assert transport.requests == []


@pytest.mark.parametrize(("entity", "id_"), [("Invoice", "../payment/1"), ("Invoice", ""), ("In voice", "1")])
def test_an_address_cannot_be_bent(entity, id_):
    qbo, transport = client()
    with pytest.raises(ValueError, match="QuickBooks"):
        qbo.read(entity, id_)
    assert transport.requests == []


BROKEN = [
    b"",
    b"<html><body>Sign in</body></html>",
    b'{"Invoice":{"Id":"1"',
    b'{"QueryResponse":{"Invoice":[{"Id":"1"},{"Id"',
    b'{"time":"2026-01-01T00:00:00Z"}',
    b'{"QueryResponse":null,"time":"2026-01-01T00:00:00Z"}',
    b'"QueryResponse"',
    b"\xff\xfe{}",
    b"[" * 100_000,
]


@pytest.mark.parametrize("body", BROKEN)
def test_a_good_status_with_a_useless_body_is_no_answer(body):
    qbo, _ = client(answer(body), answer(body), answer(body), answer(body), answer(body), answer(body))
    for read in (
        lambda: qbo.query("Invoice"),
        lambda: qbo.count("Invoice"),
        lambda: qbo.read("Customer", "1"),
        lambda: qbo.changes(["Invoice"], datetime(2026, 1, 1, tzinfo=UTC)),
    ):
        with pytest.raises(errors.Unavailable):
            read()
    with pytest.raises(errors.OutcomeUnknown):
        qbo.send(Write("Customer", "create", b"{}"), "r")
    with pytest.raises(errors.OutcomeUnknown):
        qbo.batch([CREATE], "r")


WHOLE = {
    "query": b'{"QueryResponse":{"Invoice":[{"Id":"1"}],"startPosition":1,"maxResults":1},"time":"%s"}' % TIME.encode(),
    "cdc": b'{"CDCResponse":[{"QueryResponse":[{"Invoice":[{"Id":"1"}]}]}],"time":"%s"}' % TIME.encode(),
    "write": b'{"Invoice":{"Id":"1","SyncToken":"0"},"time":"%s"}' % TIME.encode(),
    "batch": b'{"BatchItemResponse":[{"bId":"1","Invoice":{"Id":"1"}}],"time":"%s"}' % TIME.encode(),
    "questions": b'{"BatchItemResponse":[{"bId":"1","QueryResponse":{}}],"time":"%s"}' % TIME.encode(),
    "email": b'{"Invoice":{"Id":"1","EmailStatus":"EmailSent"},"time":"%s"}' % TIME.encode(),
    "pdf": b"%PDF-1.4 ... %%EOF",
    "upload": b'{"AttachableResponse":[{"Attachable":{"Id":"1"}}],"time":"%s"}' % TIME.encode(),
    "report": b'{"Header":{},"Columns":{"Column":[]},"Rows":{"Row":[{"ColData":[{"value":"1.50"}]}]}}',
}
CALLS = {
    "query": (lambda qbo: qbo.query("Invoice"), errors.Unavailable),
    "cdc": (lambda qbo: qbo.changes(["Invoice"], datetime(2026, 1, 1, tzinfo=UTC)), errors.Unavailable),
    "write": (lambda qbo: qbo.send(CREATE, "r"), errors.OutcomeUnknown),
    "batch": (lambda qbo: qbo.batch([CREATE], "r"), errors.OutcomeUnknown),
    "questions": (lambda qbo: qbo.batch([batch.Query("Term")], "r"), errors.Unavailable),
    "email": (lambda qbo: qbo.email("Invoice", "1", "r"), errors.OutcomeUnknown),
    "pdf": (lambda qbo: qbo.pdf("Invoice", "1"), errors.Unavailable),
    "upload": (lambda qbo: qbo.upload([FILE], "r"), errors.OutcomeUnknown),
    "report": (lambda qbo: qbo.report("CustomerBalance"), errors.Unavailable),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_an_answer_cut_off_anywhere_is_no_answer(kind):
    body, (call, expected) = WHOLE[kind], CALLS[kind]
    qbo, _ = client(*(answer(body[:length]) for length in range(len(body))), answer(body), throttle=Open())
    for _ in range(len(body)):
        with pytest.raises(expected):
            call(qbo)
    call(qbo)


@given(
    body=st.binary(max_size=60) | JSON.map(msgspec.json.encode), status=st.sampled_from([200, 201, 302, 400, 401, 500])
)
def test_whatever_is_answered_only_named_errors_come_out(body, status):
    qbo, _ = client(*[answer(body, status)] * len(CALLS), throttle=Open())
    for call, _expected in CALLS.values():
        with contextlib.suppress(errors.QboError):
            call(qbo)


def test_an_empty_query_response_is_no_answer_to_a_write():
    qbo, _ = client(invoices())
    with pytest.raises(errors.OutcomeUnknown):
        qbo.send(CREATE, "r")


def test_a_page_with_fewer_rows_than_announced_is_no_answer():
    qbo, _ = client(invoices("1", "2", maxResults=3))
    with pytest.raises(errors.Unavailable, match="3 rows announced, 2 received"):
        qbo.query("Invoice")


def test_a_fault_in_a_good_status_is_a_fault():
    half = {"QueryResponse": {}, "time": TIME, "Fault": {"Error": [{"code": "4001", "Message": "Invalid query"}]}}
    qbo, _ = client(fault("5010", status=200), fault("610", status=200), answer(half))
    with pytest.raises(errors.StaleObject):
        qbo.send(CREATE, "r")
    with pytest.raises(errors.NotFound):
        qbo.read("Invoice", "1")
    with pytest.raises(errors.Invalid, match="Invalid query"):
        qbo.query("Invoice")


@pytest.mark.parametrize(
    ("step", "on_read", "on_write"),
    [
        (unreachable(), errors.Unavailable, errors.NotSent),
        (lose_reply(), errors.Unavailable, errors.OutcomeUnknown),
        (answer(b"bad gateway", 502), errors.Unavailable, errors.OutcomeUnknown),
        (answer(b"", 302, {"Location": "https://example.test/"}), errors.Unavailable, errors.OutcomeUnknown),
        (answer(b"not gzip", headers={"Content-Encoding": "gzip"}), errors.Unavailable, errors.OutcomeUnknown),
        (fault("3200", status=401), errors.TokenExpired, errors.TokenExpired),
        (fault("3001", status=429), errors.Throttled, errors.Throttled),
    ],
)
def test_reads_and_writes_fail_differently(step, on_read, on_write):
    qbo, _ = client(step, step)
    with pytest.raises(errors.QboError) as read:
        qbo.query("Invoice")
    assert type(read.value) is on_read
    qbo, _ = client(step)
    with pytest.raises(errors.QboError) as write:
        qbo.send(CREATE, "r")
    assert type(write.value) is on_write


def test_an_answer_beyond_the_limit_is_not_read():
    qbo, _ = client(invoices("1"), answer({"Invoice": {"Id": "1"}, "time": TIME}), max_body=10)
    with pytest.raises(errors.ResultTooBig):
        qbo.query("Invoice")
    with pytest.raises(errors.OutcomeUnknown):
        qbo.send(CREATE, "r")


def test_a_read_is_repeated_until_it_is_answered():
    slept = []
    steps = (unreachable(), lose_reply(), answer(b"", 503), invoices("1"))
    qbo, transport = client(*steps, retries=Policy(attempts=4), sleep=slept.append)
    assert qbo.query("Invoice").count == 1
    assert len(transport.requests) == 4
    assert len(slept) == 3


def test_a_write_is_repeated_only_where_nothing_can_have_been_written_and_then_as_the_same_bytes():
    qbo, transport = client(
        unreachable(),
        answer({"Invoice": {"Id": "1"}, "time": TIME}),
        retries=Policy(attempts=4),
        sleep=lambda seconds: None,
    )
    qbo.send(CREATE, "request-1")
    first, second = transport.requests
    assert (str(first.url), first.content) == (str(second.url), second.content)


@pytest.mark.parametrize("step", [lose_reply(), answer(b"", 500), answer(b"<html>"), fault("600"), fault("6240")])
def test_a_write_is_never_repeated_otherwise(step):
    qbo, transport = client(step, retries=Policy(attempts=4), sleep=lambda seconds: None)
    with pytest.raises(errors.QboError):
        qbo.send(CREATE, "request-1")
    assert len(transport.requests) == 1


def test_too_many_calls_park_the_company_for_everybody():
    throttle = LocalThrottle(patience=0.0)
    qbo, transport = client(fault("3001", status=429), throttle=throttle)
    with pytest.raises(errors.Throttled) as first:
        qbo.query("Invoice")
    with pytest.raises(errors.Throttled) as second:
        qbo.send(CREATE, "r")
    assert (first.value.retry_after, first.value.status) == (60, 429)
    assert second.value.retry_after > 55
    assert len(transport.requests) == 1


def test_the_token_is_asked_for_again_before_every_attempt():
    tokens = iter(["first", "second"])
    transport = ScriptedTransport(answer(b"", 503), invoices())
    qbo = Client("123", lambda: next(tokens), base_url=SANDBOX, transport=transport, sleep=lambda seconds: None)
    qbo.query("Invoice")
    assert [request.headers["authorization"] for request in transport.requests] == ["Bearer first", "Bearer second"]


@pytest.mark.parametrize("token", ["", "with blank", "line\nbreak", "ünïcode"])
def test_a_token_that_is_none_is_named_but_not_shown(token):
    qbo = Client("123", lambda: token, base_url=SANDBOX, transport=ScriptedTransport())
    with pytest.raises(ValueError, match="access token") as refused:
        qbo.query("Invoice")
    assert not token or token not in str(refused.value)


def test_every_attempt_is_reported_without_naming_a_customer():
    calls: list[Call] = []
    qbo, _ = client(
        lose_reply(),
        invoices("1"),
        answer({"Invoice": {"Id": "1"}, "time": TIME}),
        retries=Policy(attempts=2),
        sleep=lambda seconds: None,
        on_call=calls.append,
    )
    qbo.query("Invoice", where="DisplayName = 'Amy'")
    qbo.send(CREATE, "request-1")
    lost, found, written = calls
    assert (lost.attempt, lost.error, lost.status, lost.reads) == (1, "Unavailable", None, 1)
    assert (found.attempt, found.error, found.status, found.reads) == (2, "", 200, 1)
    assert (found.path, found.entity, found.method, found.intuit_tid) == ("query", "Invoice", "GET", "scripted")
    assert (written.path, written.operation, written.request_id, written.reads) == (
        "write",
        "create",
        "request-1",
        0,
    )
    assert found.bytes > 0
    assert "Amy" not in repr(calls)


def test_an_observer_that_fails_does_not_hide_the_reply(caplog):
    def fail(call):
        raise RuntimeError("meter broken")

    qbo, _ = client(answer({"Invoice": {"Id": "1"}, "time": TIME}), on_call=fail)
    assert bytes(qbo.send(CREATE, "r").object) == b'{"Id":"1"}'
    assert "meter broken" in caplog.text


def test_no_secret_in_anything_printable():
    failures = []
    steps = [lose_reply(), answer(b"", 401), fault("3200", detail=f"Token expired: {TOKEN}", status=401)]
    qbo, _ = client(*steps, unreachable())
    for _ in range(4):
        with pytest.raises(errors.QboError) as failed:
            qbo.send(CREATE, "r")
        failures.append(failed.value)
    printed = " ".join(f"{error} {error!r} {error.args} {error.detail}" for error in failures) + repr(qbo)
    assert not re.search("secret-access", printed)


def test_a_realm_that_cannot_be_one_is_refused():
    with pytest.raises(ValueError, match="realm id"):
        Client("../admin", lambda: TOKEN, base_url=SANDBOX, transport=ScriptedTransport())


def test_amounts_keep_every_digit_on_the_way_in():
    class Narrow(msgspec.Struct):
        Amount: Decimal

    body = b'{"QueryResponse":{"Item":[{"Amount":100.00},{"Amount":0.5306667}]},"time":"%s"}' % TIME.encode()
    qbo, _ = client(answer(body))
    amounts = [msgspec.json.decode(raw, type=Narrow).Amount for raw in qbo.query("Item").items]
    assert [str(amount) for amount in amounts] == ["100.00", "0.5306667"]
