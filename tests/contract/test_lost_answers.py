"""The network and the service misbehave around a write: the error says what is known, the documents say the rest."""

import pytest

from contract import papers
from contract.books import exact, new_id
from qbo import Reply, Timeout, Write, errors
from qbo.entities import Customer, encode
from qbo.query import literal

pytestmark = pytest.mark.contract

# kind and parameters of the fault, what the write says, and whether it was written all the same
AROUND_A_WRITE = [
    ({"kind": "drop_before"}, errors.OutcomeUnknown, False),
    ({"kind": "drop_after_commit"}, errors.OutcomeUnknown, True),
    ({"kind": "drop_after_commit", "status": 502}, errors.OutcomeUnknown, True),
    ({"kind": "truncate"}, errors.OutcomeUnknown, True),
    ({"kind": "truncate", "after_bytes": 0}, errors.OutcomeUnknown, True),
    ({"kind": "garbage"}, errors.OutcomeUnknown, True),
    ({"kind": "slow", "delay_s": 3}, errors.OutcomeUnknown, True),
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
    impatient = emulated.connect(timeout=Timeout(read=0.5, total=2.0))
    with pytest.raises(errors.QboError) as failed:
        impatient.send(write, request_id)
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
        {"kind": "slow", "delay_s": 3},
        {"kind": "status", "status": 500},
        {"kind": "status", "status": 504},
        {"kind": "status", "status": 400, "code": "150"},
    ],
    ids=str,
)
def test_a_read_is_unavailable_and_works_when_repeated(emulated, fault):
    patient = emulated.connect(timeout=Timeout(read=0.5, total=2.0))
    for operation, read in (
        ("query", lambda: patient.query("Customer")),
        ("read", lambda: patient.preferences()),
        ("cdc", lambda: patient.changes(["Customer"], patient_since(emulated))),
    ):
        emulated.emulator.fault(realm_id=emulated.realm_id, match={"operation": operation}, **fault)
        with pytest.raises(errors.QboError) as failed:
            read()
        assert type(failed.value) is errors.Unavailable, operation
        read()


def patient_since(books):
    """A moment within the look-back."""
    return books.client.query("Customer", limit=1).time
