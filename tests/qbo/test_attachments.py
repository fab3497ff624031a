"""Uploads and downloads over a scripted transport."""

import json
from email.parser import BytesParser
from email.policy import HTTP

import pytest

from qbo import SANDBOX, Client, Reply, Upload, errors
from qbo.entities import Attachable, Ref
from qbo.entities.attachable import AttachableRef
from qbo.retry import ONCE, Policy
from qbo.testing import ScriptedTransport, answer, fault, lose_reply, unreachable

TIME = "2026-02-03T04:05:06.789-08:00"
LINKED = [AttachableRef(EntityRef=Ref(value="95", type="Invoice"), IncludeOnSend=True)]
PICTURE = Upload(
    Attachable(FileName='pic "1" ü.png', ContentType="image/png", AttachableRef=LINKED), b"\x89PNG\r\n--\x00"
)
TEXT = Upload(Attachable(FileName="notes.txt", ContentType="text/plain"), b"")
PLACE = "https://files.example.test/a/pic.png?Expires=1&Signature=s%2Fx"
FAULT = {"Error": [{"Message": "Business", "Detail": "no such invoice", "code": "6000"}], "type": "ValidationFault"}


def client(*steps, base_url=SANDBOX, **options):
    transport = ScriptedTransport(*steps)
    options = {"retries": ONCE, **options}
    return Client("1", lambda: "the-token", base_url=base_url, transport=transport, **options), transport


def parts(request):
    """`(name, content type, content)` of a multipart body."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + request.content)
    return [
        (part.get_param("name", header="content-disposition"), part.get_content_type(), part.get_payload(decode=True))
        for part in message.iter_parts()
    ]


def stored(*names):
    return answer(
        {"AttachableResponse": [{"Attachable": {"Id": "5", "FileName": name}} for name in names], "time": TIME}
    )


def test_each_file_goes_out_after_what_is_said_of_it():
    qbo, transport = client(stored("a", "b"))
    reply = qbo.upload([PICTURE, TEXT], "upload-1")
    request = transport.requests[0]
    assert (request.method, request.url.path) == ("POST", "/v3/company/1/upload")
    assert b"requestid=upload-1" in request.url.query
    about, picture, about_text, text = parts(request)
    assert (about[:2], json.loads(about[2])) == (
        ("file_metadata_01", "application/json"),
        {
            "FileName": 'pic "1" ü.png',
            "ContentType": "image/png",
            "AttachableRef": [{"EntityRef": {"value": "95", "type": "Invoice"}, "IncludeOnSend": True}],
        },
    )
    assert picture == ("file_content_01", "image/png", b"\x89PNG\r\n--\x00")
    assert (about_text[0], text) == ("file_metadata_02", ("file_content_02", "text/plain", b""))
    assert [bytes(item.object) for item in reply.items] == [b'{"Id":"5","FileName":"a"}', b'{"Id":"5","FileName":"b"}']
    assert reply.intuit_tid == reply.items[0].intuit_tid == "scripted"


def test_one_file_can_fail_beside_another():
    body = {"AttachableResponse": [{"Fault": FAULT}, {"Attachable": {"Id": "5"}}], "time": TIME}
    qbo, _ = client(answer(body))
    failed, kept = qbo.upload([PICTURE, TEXT], "r").items
    assert (type(failed), failed.detail) == (errors.Invalid, "no such invoice")
    assert isinstance(kept, Reply)


def test_an_answer_that_does_not_settle_a_file_leaves_it_unknown():
    qbo, _ = client(answer({"AttachableResponse": [{}, {"Attachable": {"Id": "5"}}], "time": TIME}))
    odd, kept = qbo.upload([PICTURE, TEXT], "r").items
    assert type(odd) is errors.OutcomeUnknown
    assert isinstance(kept, Reply)


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (stored("a"), errors.OutcomeUnknown),
        (stored("a", "b", "c"), errors.OutcomeUnknown),
        (answer(b"<html>"), errors.OutcomeUnknown),
        (lose_reply(), errors.OutcomeUnknown),
        (answer(b"", 502), errors.OutcomeUnknown),
        (unreachable(), errors.NotSent),
        (fault("6030", status=400), errors.Invalid),
        (fault("3200", status=401), errors.TokenExpired),
    ],
)
def test_the_whole_upload_can_fail(step, expected):
    qbo, transport = client(step, retries=Policy(attempts=1 if expected is errors.NotSent else 3))
    with pytest.raises(errors.QboError) as failed:
        qbo.upload([PICTURE, TEXT], "r")
    assert type(failed.value) is expected
    assert len(transport.requests) == 1


def test_an_upload_repeated_because_nothing_was_sent_is_the_same_bytes():
    qbo, transport = client(unreachable(), stored("a"), retries=Policy(attempts=2), sleep=lambda seconds: None)
    qbo.upload([PICTURE], "r")
    first, second = transport.requests
    assert (first.content, first.headers["content-type"]) == (second.content, second.headers["content-type"])


def test_an_upload_without_a_file_or_a_name_or_a_type_is_refused():
    qbo, transport = client()
    with pytest.raises(ValueError, match="at least one file"):
        qbo.upload([], "r")
    for about in (Attachable(FileName="a"), Attachable(ContentType="image/png"), Attachable()):
        with pytest.raises(ValueError, match="FileName and a ContentType"):
            Upload(about, b"")
    assert transport.requests == []


def test_a_file_is_fetched_from_where_quickbooks_says_and_no_token_goes_there():
    calls = []
    place = answer(PLACE.encode() + b"\n", headers={"Content-Type": "text/plain"})
    qbo, transport = client(place, answer(b"\x00file"), on_call=calls.append)
    assert qbo.download("5000000000000010341") == b"\x00file"
    asked, fetched = transport.requests
    assert (asked.method, asked.url.path) == ("GET", "/v3/company/1/download/5000000000000010341")
    assert asked.headers["authorization"] == "Bearer the-token"
    assert str(fetched.url) == PLACE
    assert "authorization" not in fetched.headers
    assert [(call.path, call.reads, call.bytes > 0) for call in calls] == [
        ("download", 1, True),
        ("download", 0, True),
    ]
    assert "Signature" not in repr(calls)


@pytest.mark.parametrize(
    "place",
    [b"", b"not an address", b"ftp://files.example.test/a", b"http://files.example.test/a", b"https:///a", b"\xff\xfe"],
)
def test_what_is_no_safe_address_is_not_followed(place):
    qbo, transport = client(answer(place))
    with pytest.raises(errors.Unavailable):
        qbo.download("5")
    assert len(transport.requests) == 1


def test_an_emulator_without_encryption_may_say_http():
    qbo, transport = client(answer(b'"http://127.0.0.1:9/f"'), answer(b"file"), base_url="http://127.0.0.1:9")
    assert qbo.download("5") == b"file"
    assert str(transport.requests[1].url) == "http://127.0.0.1:9/f"


@pytest.mark.parametrize("status", [401, 403, 404, 429, 503])
def test_what_the_files_server_refuses_says_nothing_about_the_connection(status):
    refusal = b"<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"
    qbo, _ = client(answer(PLACE.encode()), answer(refusal, status))
    with pytest.raises(errors.QboError) as failed:
        qbo.download("5")
    assert type(failed.value) is errors.Unavailable
    assert "Signature" not in f"{failed.value} {failed.value!r}"


def test_a_missing_attachment():
    qbo, _ = client(fault("610"))
    with pytest.raises(errors.NotFound):
        qbo.download("5")


def test_a_file_beyond_the_limit_is_not_read():
    qbo, _ = client(answer(PLACE.encode()), answer(b"x" * 500), max_body=200)
    with pytest.raises(errors.ResultTooBig):
        qbo.download("5")
