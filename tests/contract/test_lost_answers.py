"""The network and the service misbehave around a write: the error says what is known, the documents say the rest."""

import contextlib
import socket

import httpx2
import pytest

from contract import papers
from contract.books import emulated_books, exact, new_id
from qbo import Client, HttpTransport, Reply, Timeout, Upload, Write, batch, errors
from qbo.entities import Attachable, Customer, Invoice, decode, encode
from qbo.query import literal
from qbo.retry import Policy

pytestmark = pytest.mark.contract

HURRIED = Timeout(read=0.3, total=0.6)


def meeting(books, fault):
    """A client for a fault: one that soon gives up where the fault is a slow answer."""
    return books.connect(timeout=HURRIED) if fault["kind"] in ("slow", "trickle") else books.client


# kind and parameters of the fault, what the write says, and whether it was written all the same
AROUND_A_WRITE = [
    ({"kind": "drop_before"}, errors.OutcomeUnknown, False),
    ({"kind": "drop_after_commit"}, errors.OutcomeUnknown, True),
    ({"kind": "drop_after_commit", "status": 502}, errors.OutcomeUnknown, True),
    ({"kind": "truncate"}, errors.OutcomeUnknown, True),
    ({"kind": "truncate", "after_bytes": 0}, errors.OutcomeUnknown, True),
    ({"kind": "garbage"}, errors.OutcomeUnknown, True),
    ({"kind": "slow", "delay_s": 1}, errors.OutcomeUnknown, True),
    ({"kind": "trickle", "bytes_per_s": 20}, errors.OutcomeUnknown, True),
    ({"kind": "cut"}, errors.OutcomeUnknown, True),
    ({"kind": "gzip_cut"}, errors.OutcomeUnknown, True),
    ({"kind": "wrong_length", "after_bytes": 40}, errors.OutcomeUnknown, True),
    ({"kind": "fault_in_200", "code": "6000"}, errors.Invalid, False),
    ({"kind": "fault_in_200", "code": "10000"}, errors.OutcomeUnknown, False),
    ({"kind": "status", "status": 500}, errors.OutcomeUnknown, False),
    ({"kind": "status", "status": 500, "code": "10000"}, errors.OutcomeUnknown, False),
    ({"kind": "status", "status": 503}, errors.OutcomeUnknown, False),
    ({"kind": "status", "status": 400, "code": "600"}, errors.OutcomeUnknown, False),
    ({"kind": "status", "status": 401}, errors.TokenExpired, False),
    ({"kind": "status", "status": 403}, errors.AccessDenied, False),
    ({"kind": "status", "status": 400, "code": "6190"}, errors.CompanyInactive, False),
    ({"kind": "status", "status": 400, "code": "5020"}, errors.NotAllowed, False),
    ({"kind": "throttle"}, errors.Throttled, False),
]


def written(books, name):
    return [
        kept for kept in books.emulator.documents(books.realm_id, "Customer") if kept["object"]["DisplayName"] == name
    ]


@pytest.mark.parametrize(("fault", "expected", "committed"), AROUND_A_WRITE, ids=lambda value: str(value))
def test_one_write(emulated, fault, expected, committed):
    name = papers.unique("Lost")
    write, request_id = Write("Customer", "create", encode(Customer(DisplayName=name))), new_id()
    emulated.emulator.fault(realm_id=emulated.realm_id, match={"operation": "create"}, **fault)
    with pytest.raises(errors.QboError) as failed:
        meeting(emulated, fault).send(write, request_id)
    assert type(failed.value) is expected
    assert len(written(emulated, name)) == int(committed)
    # Whatever happened: the same bytes under the same id make exactly one document, and answer it.
    reply = emulated.client.send(write, request_id)
    assert exact(reply.object)["DisplayName"] == name
    assert len(written(emulated, name)) == 1


def test_a_forgotten_request_id_is_why_one_has_to_look_first(emulated):
    name = papers.unique("Forgotten")
    write, request_id = Write("Term", "create", b'{"Name":"%s","DueDays":1}' % name.encode()), new_id()
    emulated.emulator.fault("drop_after_commit", {"entity": "Term"}, realm_id=emulated.realm_id)
    emulated.emulator.fault("forget_request_ids", {"entity": "Term"}, realm_id=emulated.realm_id)
    with pytest.raises(errors.OutcomeUnknown):
        emulated.client.send(write, request_id)
    assert emulated.client.count("Term", f"Name = {literal(name)}") == 1


@pytest.mark.parametrize("fault", [{"kind": "drop_after_commit"}, {"kind": "truncate"}, {"kind": "garbage"}])
def test_a_batch(emulated, fault):
    names = [papers.unique("Batch") for _ in range(5)]
    writes = [Write("Customer", "create", encode(Customer(DisplayName=name))) for name in names]
    request_id = new_id()
    emulated.emulator.fault(realm_id=emulated.realm_id, match={"operation": "create"}, **fault)
    with pytest.raises(errors.OutcomeUnknown):
        emulated.client.batch(writes, request_id)
    reply = emulated.client.batch(writes, request_id)
    assert all(isinstance(item, Reply) for item in reply.items)
    assert [len(written(emulated, name)) for name in names] == [1] * 5


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "drop_before"},
        {"kind": "truncate"},
        {"kind": "truncate", "after_bytes": 1},
        {"kind": "garbage"},
        {"kind": "slow", "delay_s": 1},
        {"kind": "trickle", "bytes_per_s": 20},
        {"kind": "cut"},
        {"kind": "gzip_cut"},
        {"kind": "wrong_length", "after_bytes": 40},
        {"kind": "status", "status": 500},
        {"kind": "status", "status": 504},
        {"kind": "status", "status": 400, "code": "150"},
    ],
    ids=str,
)
def test_a_read_is_unavailable_and_works_when_repeated(emulated, fault):
    made = emulated.create(papers.invoice(emulated))
    note = uploaded(emulated, "note.txt")
    reads = {
        "query": lambda client: client.query("Customer"),
        "read": lambda client: client.preferences(),
        "cdc": lambda client: client.changes(["Customer"], made.MetaData.CreateTime),
        "batch": lambda client: client.batch([batch.Query("Customer")], new_id()),
        "pdf": lambda client: client.pdf("Invoice", made.Id),
        "reports": lambda client: client.report("CustomerBalance"),
        "download": lambda client: client.download(note.Id),
    }
    for operation, read in reads.items():
        emulated.emulator.fault(realm_id=emulated.realm_id, match={"operation": operation}, **fault)
        with pytest.raises(errors.QboError) as failed:
            read(meeting(emulated, fault))
        assert type(failed.value) is errors.Unavailable, operation
        read(emulated.client)


def test_a_patient_client_reads_through_a_bad_minute(emulated):
    slept = []
    patient = emulated.connect(retries=Policy(attempts=4), sleep=slept.append)
    for fault in ({"kind": "drop_before"}, {"kind": "status", "status": 503}, {"kind": "cut"}):
        emulated.emulator.fault(realm_id=emulated.realm_id, **fault)
    assert patient.query("Term").items
    assert len(slept) == 3


def test_it_waits_as_long_as_it_is_asked_to(emulated):
    slept = []
    patient = emulated.connect(retries=Policy(attempts=2), sleep=slept.append)
    emulated.emulator.fault("throttle", realm_id=emulated.realm_id, retry_after_s=7)
    assert patient.query("Term").items
    assert slept == [7]


@pytest.mark.parametrize(
    ("status", "code", "expected"), [(401, "3200", errors.TokenExpired), (400, "610", errors.NotFound)]
)
def test_a_refusal_in_xml_says_the_same(emulated, status, code, expected):
    emulated.emulator.fault("status", realm_id=emulated.realm_id, status=status, code=code, xml=True)
    with pytest.raises(errors.Refused) as refused:
        emulated.client.read("Invoice", "1")
    assert (type(refused.value), refused.value.code, refused.value.status) == (expected, code, status)


def test_while_nobody_can_connect_nothing_is_sent(private_emulator):
    with contextlib.closing(HttpTransport()) as transport:
        books = emulated_books(private_emulator, transport)
    with contextlib.closing(HttpTransport()) as newcomer:
        client = Client(
            books.realm_id,
            books.token,
            base_url=private_emulator.url,
            transport=newcomer,
            retries=Policy(attempts=100, base=0.1, cap=0.2),
            on_call=(calls := []).append,
        )
        private_emulator.control("faults", {"kind": "refuse", "for_s": 2})
        until_refused(private_emulator.url)
        name = papers.unique("Late")
        client.send(Write("Customer", "create", encode(Customer(DisplayName=name))), new_id())
    assert {call.error for call in calls[:-1]} == {"NotSent"}
    assert len(written(books, name)) == 1


def until_refused(url):
    """Wait for the moment from which nobody can connect."""
    address = httpx2.URL(url)
    for _ in range(100_000):
        try:
            socket.create_connection((address.host, address.port)).close()
        except ConnectionRefusedError:
            return
        except ConnectionResetError:
            continue  # it came just before that moment
    pytest.fail("everybody could connect")


def test_an_answer_without_rows_cannot_be_told_from_no_rows(emulated):
    """Which is why a deletion is never concluded from an empty page alone."""
    emulated.create(papers.customer(emulated))
    emulated.emulator.fault("empty_query", realm_id=emulated.realm_id)
    assert emulated.client.query("Customer").items == []
    assert len(emulated.client.query("Customer").items) == 1


LOST = [
    {"kind": "drop_after_commit"},
    {"kind": "drop_after_commit", "status": 504},
    {"kind": "truncate"},
    {"kind": "garbage"},
    {"kind": "slow", "delay_s": 1},
]


@pytest.mark.parametrize("fault", LOST, ids=str)
def test_a_mail_whose_answer_is_lost_shows_on_the_document(emulated, fault):
    made = emulated.create(papers.invoice(emulated))
    emulated.emulator.fault(realm_id=emulated.realm_id, match={"operation": "send"}, **fault)
    with pytest.raises(errors.OutcomeUnknown):
        meeting(emulated, fault).email("Invoice", made.Id, new_id(), to="amy@example.test")
    looked_up = decode(Invoice, emulated.client.read("Invoice", made.Id))
    assert looked_up.EmailStatus == "EmailSent"
    assert looked_up.DeliveryInfo.DeliveryTime


@pytest.mark.parametrize("fault", LOST, ids=str)
def test_an_upload_whose_answer_is_lost_is_found_by_its_name(emulated, fault):
    name = papers.unique("lost")
    emulated.emulator.fault(realm_id=emulated.realm_id, match={"operation": "upload"}, **fault)
    with pytest.raises(errors.OutcomeUnknown):
        uploaded(emulated, name, meeting(emulated, fault))
    assert emulated.client.count("Attachable", f"FileName = {literal(name)}") == emulated.count("Attachable") == 1


def uploaded(books, name, client=None):
    """A little file, as stored."""
    file = Upload(Attachable(FileName=name, ContentType="text/plain"), b"text")
    (reply,) = (client or books.client).upload([file], new_id()).items
    return decode(Attachable, reply.object)
