"""Mails and PDFs over a scripted transport."""

from urllib.parse import parse_qs, urlsplit

import pytest

from qbo import SANDBOX, Client, errors
from qbo.retry import ONCE
from qbo.testing import ScriptedTransport, answer, fault, lose_reply, unreachable

TIME = "2026-02-03T04:05:06.789-08:00"
SENT = {"Invoice": {"Id": "7", "EmailStatus": "EmailSent"}, "time": TIME}


def client(*steps):
    transport = ScriptedTransport(*steps)
    return Client("1", lambda: "t", base_url=SANDBOX, transport=transport, retries=ONCE), transport


@pytest.mark.parametrize(("to", "said"), [(None, {}), ("amy+books@example.test", {"sendTo": "amy+books@example.test"})])
def test_a_document_is_mailed(to, said):
    qbo, transport = client(answer(SENT))
    reply = qbo.email("Invoice", "7", "mail-1", to=to)
    request = transport.requests[0]
    parts = urlsplit(str(request.url))
    assert (request.method, parts.path) == ("POST", "/v3/company/1/invoice/7/send")
    parameters = {key: values[0] for key, values in parse_qs(parts.query).items()}
    assert parameters == {**said, "minorversion": "75", "requestid": "mail-1"}
    assert (request.headers["content-type"], request.content) == ("application/octet-stream", b"")
    assert bytes(reply.object) == b'{"Id":"7","EmailStatus":"EmailSent"}'


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (unreachable(), errors.NotSent),
        (lose_reply(), errors.OutcomeUnknown),
        (answer(b"", 504), errors.OutcomeUnknown),
        (answer(b'{"Invoice":{"Id":"7"'), errors.OutcomeUnknown),
        (fault("6420"), errors.Invalid),
        (fault("610"), errors.NotFound),
    ],
)
def test_a_mail_is_a_write(step, expected):
    qbo, transport = client(step)
    with pytest.raises(errors.QboError) as failed:
        qbo.email("Invoice", "7", "r")
    assert type(failed.value) is expected
    assert len(transport.requests) == 1


def test_a_pdf_comes_as_it_is():
    qbo, transport = client(answer(b"%PDF-1.4\n\x00\xff%%EOF", headers={"Content-Type": "application/pdf"}))
    assert qbo.pdf("SalesReceipt", "7") == b"%PDF-1.4\n\x00\xff%%EOF"
    request = transport.requests[0]
    assert (request.method, request.url.path) == ("GET", "/v3/company/1/salesreceipt/7/pdf")
    assert request.headers["accept"] == "application/pdf"


XML = (
    b'<IntuitResponse><Fault type="ValidationFault"><Error code="610"><Message>Object Not Found</Message></Error>'
    b"</Fault></IntuitResponse>"
)


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (answer(b"<html>Sign in</html>"), errors.Unavailable),
        (answer(b""), errors.Unavailable),
        (answer(b"%PDF-1.4\n" + b"half of it" * 200), errors.Unavailable),
        (lose_reply(), errors.Unavailable),
        (fault("610"), errors.NotFound),
        (answer(XML, 400), errors.NotFound),
        (fault("500"), errors.Invalid),
    ],
)
def test_what_is_no_pdf_is_an_error(step, expected):
    qbo, _ = client(step)
    with pytest.raises(errors.QboError) as failed:
        qbo.pdf("Invoice", "7")
    assert type(failed.value) is expected
