"""Every error code Intuit documents becomes the error that says what to do next, wherever the fault stands.

Here the emulator is told to answer with the code, so that those no request can bring about are met too;
`test_causes` brings about the others for real.
"""

import pytest

from contract import papers
from contract.books import emulated_books, new_id
from qbo import Reply, Write, batch, errors
from qbo.attachments import Upload
from qbo.entities import Attachable, Customer, encode

pytestmark = pytest.mark.contract

MEANING = {
    "100": errors.AccessDenied,
    "110": errors.AccessDenied,
    "120": errors.AccessDenied,
    "130": errors.Unavailable,
    "140": errors.CompanyInactive,
    "150": errors.Unavailable,
    "600": errors.OutcomeUnknown,
    "610": errors.NotFound,
    "2500": errors.BadReference,
    "3001": errors.Throttled,
    "3100": errors.AccessDenied,
    "3200": errors.TokenExpired,
    "3202": errors.AccessDenied,
    "4002": errors.Unavailable,
    "5010": errors.StaleObject,
    "5020": errors.NotAllowed,
    "5030": errors.NotAllowed,
    "6140": errors.DuplicateNumber,
    "6190": errors.CompanyInactive,
    "6200": errors.PeriodClosed,
    "6210": errors.PeriodClosed,
    "6240": errors.DuplicateName,
    "6250": errors.BadReference,
    "10000": errors.Unavailable,
    "10100": errors.ResultTooBig,
    "10200": errors.CompanyReset,
}
INVALID = """
    500 620 630 700 800 900 1000 1010 1020 1040 1050 2000 2010 2020 2030 2040 2050 2060 2070 2080 2090 2100
    2110 2120 2130 2140 2150 2160 2170 2180 2190 2200 2210 2220 2230 2240 2250 2260 2270 2280 2290 2300 2600
    3000 4000 4001 5000 6000 6010 6020 6030 6040 6041 6050 6060 6070 6080 6090 6100 6110 6120 6130 6150 6160
    6170 6180 6220 6230 6270 6280 6290 6300 6310 6320 6330 6340 6350 6360 6370 6380 6390 6400 6420 6430 6440
    6450 6460 6470 6480 6490 6500 6510 6520 6530 6540
"""
ALL = MEANING | dict.fromkeys(INVALID.split(), errors.Invalid)

KNOWN_STATUS = {"120": 401, "3001": 429, "3100": 403, "3200": 401, "610": 400, "2010": 400, "4001": 400, "6240": 400}
"""Those that a recording or an announcement of Intuit settles."""


def meant(code, status, nature):
    """On a write a failure of the application or of a gateway leaves open whether it was written."""
    return errors.OutcomeUnknown if nature == "write" and (status >= 500 or code == "10000") else ALL[code]


def refused(call):
    with pytest.raises(errors.QboError) as failed:
        call()
    return failed.value


@pytest.fixture(scope="module")
def refusing(emulator, transport):
    """One company for all codes: nothing is ever stored in it."""
    return emulated_books(emulator, transport)


@pytest.mark.parametrize("code", ALL)
def test_a_code_is_understood_on_a_read_and_on_a_write(refusing, code):
    name = papers.unique("Refused")
    write = Write("Customer", "create", encode(Customer(DisplayName=name)))
    calls = {
        "read": lambda: refusing.client.query("Customer"),
        "write": lambda: refusing.client.send(write, new_id()),
    }
    for nature, call in calls.items():
        refusing.emulator.fault("status", realm_id=refusing.realm_id, code=code)
        error = refused(call)
        assert error.code == code
        assert error.status == KNOWN_STATUS.get(code, error.status)
        assert type(error) is meant(code, error.status, nature), nature
        assert error.intuit_tid
        assert str(error).endswith(error.next_step)
    assert refusing.client.count("Customer") == 0


@pytest.mark.parametrize("code", ["610", "5010", "6000", "6140", "6240", "10000"])
def test_a_fault_in_a_good_status_means_the_same(emulated, code):
    made = emulated.create(papers.invoice(emulated))
    calls = {
        "read": lambda: emulated.client.read("Invoice", made.Id),
        "write": lambda: emulated.client.send(Write.delete("Invoice", made.Id, made.SyncToken), new_id()),
    }
    for nature, call in calls.items():
        emulated.emulator.fault("fault_in_200", realm_id=emulated.realm_id, code=code)
        error = refused(call)
        assert (error.code, error.status) == (code, 200)
        assert type(error) is meant(code, 200, nature)
    assert emulated.stored("Invoice", made.Id) is not None


@pytest.mark.parametrize("code", ["610", "2500", "5010", "6000", "6140", "6240", "10000"])
def test_an_item_of_a_batch_is_refused_by_itself(emulated, code):
    names = [papers.unique("Item") for _ in range(3)]
    items = [Write("Customer", "create", encode(Customer(DisplayName=name))) for name in names]
    match = {"operation": "create", "bid": "2"}
    emulated.emulator.fault("batch_item", match, realm_id=emulated.realm_id, code=code)
    first, second, third = emulated.client.batch(items, new_id()).items
    assert isinstance(first, Reply)
    assert isinstance(third, Reply)
    assert (type(second), second.code) == (meant(code, 200, "write"), code)
    assert emulated.count("Customer") == 2


def test_a_question_in_a_batch_is_refused_by_itself(emulated):
    bad, good = emulated.client.batch(
        [batch.Query("Customer", where="Nope = '1'"), batch.Query("Term")], new_id()
    ).items
    assert (type(bad), bad.code) == (errors.Invalid, "4001")
    assert good.items


@pytest.mark.parametrize("code", ["610", "3200", "3001", "6190", "10000", "150", "6420"])
def test_every_other_call_says_the_same(emulated, code):
    made = emulated.create(papers.invoice(emulated))
    file = Upload(Attachable(FileName="a.txt", ContentType="text/plain"), b"x")
    calls = [
        ("write", lambda: emulated.client.email("Invoice", made.Id, new_id(), to="a@example.test")),
        ("write", lambda: emulated.client.upload([file], new_id())),
        ("write", lambda: emulated.client.batch([Write("Term", "create", b'{"Name":"x"}')], new_id())),
        ("read", lambda: emulated.client.pdf("Invoice", made.Id)),
        ("read", lambda: emulated.client.download("1")),
        ("read", lambda: emulated.client.report("CustomerBalance")),
        ("read", lambda: emulated.client.changes(["Invoice"], made.MetaData.CreateTime)),
        ("read", lambda: emulated.client.batch([batch.Query("Term")], new_id())),
    ]
    for nature, call in calls:
        emulated.emulator.fault("status", realm_id=emulated.realm_id, code=code)
        error = refused(call)
        assert (type(error), error.code) == (meant(code, error.status, nature), code)
    assert emulated.count("Attachable") == 0
