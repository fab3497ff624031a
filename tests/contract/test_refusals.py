"""Every typed fault, provoked for real, and proof that nothing was written."""

from datetime import UTC, datetime, timedelta

import pytest

from contract import papers
from contract.books import emulated_books, new_id
from contract.unlimited import Unlimited
from qbo import Client, Write, batch, errors
from qbo.entities import Customer, Invoice, Preferences, Ref, Vendor, decode
from qbo.entities.company import AccountingInfoPrefs
from qbo.retry import ONCE

pytestmark = pytest.mark.contract


def refused(kind, call):
    with pytest.raises(kind) as raised:
        call()
    assert type(raised.value) is kind
    assert raised.value.intuit_tid
    return raised.value


def test_a_missing_object(books):
    error = refused(errors.NotFound, lambda: books.client.read("Invoice", "999999999"))
    assert (error.code, error.status) == ("610", 400)
    gone = Write.delete("Invoice", "999999999", "0")
    assert refused(errors.NotFound, lambda: books.client.send(gone, new_id())).code == "610"


def test_a_stale_token(books):
    made = books.create(papers.customer(books))
    books.update(made, Notes="first")
    error = refused(errors.StaleObject, lambda: books.update(made, Notes="second"))
    assert error.code == "5010"
    assert books.stored("Customer", made.Id)["Notes"] == "first"


def test_a_name_in_use_by_any_of_the_three_lists(books):
    name = books.create(papers.customer(books)).DisplayName
    for record in (Customer(DisplayName=name), Vendor(DisplayName=name), Customer(DisplayName=name.upper())):
        assert refused(errors.DuplicateName, lambda record=record: books.create(record)).code == "6240"


def test_a_number_in_use(emulated):
    first = emulated.create(papers.invoice(emulated))
    again = Invoice(CustomerRef=first.CustomerRef, Line=first.Line[:1], DocNumber=first.DocNumber)
    again.Line[0].Id = None
    assert refused(errors.DuplicateNumber, lambda: emulated.create(again)).code == "6140"
    assert emulated.count("Invoice") == 1


def test_a_reference_to_nothing(books):
    line = papers.sales_line(books)
    whom = Ref(value=books.create(papers.customer(books)).Id)
    nobody = Invoice(CustomerRef=Ref(value="999999999"), Line=[line])
    with pytest.raises(errors.BadReference) as missing:
        books.create(nobody)
    assert missing.value.code in ("2500", "6250")
    line.SalesItemLineDetail.ItemRef = Ref(value="999999999")
    assert refused(errors.BadReference, lambda: books.create(Invoice(CustomerRef=whom, Line=[line]))).code == "2500"


@pytest.mark.parametrize(
    ("entity", "body", "code"),
    [
        ("Customer", b'{"DisplayName": "x", "NoSuchField": 1}', "2010"),
        ("Invoice", b'{"CustomerRef": {"value": "1"}}', "2020"),
        ("Customer", b'{"DisplayName": "%s"}' % (b"x" * 501), "2050"),
        ("Customer", b"{}", "6080"),
    ],
)
def test_what_is_wrong_in_itself(books, entity, body, code):
    error = refused(errors.Invalid, lambda: books.client.send(Write(entity, "create", body), new_id()))
    assert error.code == code


def test_an_amount_that_is_not_quantity_times_price(books):
    record = papers.invoice(books)
    record.Line = [papers.sales_line(books, amount="154.98")]
    assert refused(errors.Invalid, lambda: books.create(record)).code == "6070"


def test_a_time_entry_of_nobody(books):
    record = papers.time_activity(books)
    record.VendorRef = Ref(value="1")
    assert refused(errors.Invalid, lambda: books.create(record)).code == "6290"


def test_closed_books(emulated):
    preferences = decode(Preferences, emulated.client.preferences())
    made = emulated.create(papers.invoice(emulated))
    emulated.update(preferences, AccountingInfoPrefs=AccountingInfoPrefs(BookCloseDate=papers.DAY))
    record = Invoice(CustomerRef=made.CustomerRef, Line=[papers.sales_line(emulated)], TxnDate=papers.DAY)
    refused(errors.PeriodClosed, lambda: emulated.create(record))
    refused(errors.PeriodClosed, lambda: emulated.update(made, PrivateNote="late"))
    record.TxnDate = papers.DAY + timedelta(days=1)
    assert emulated.create(record).TxnDate == record.TxnDate


def test_broken_json(books):
    write = Write("Customer", "create", b'{"DisplayName": ')
    refused(errors.Invalid, lambda: books.client.send(write, new_id()))


def test_what_quickbooks_does_not_do(books):
    made = books.create(papers.customer(books))
    assert (
        refused(
            errors.Invalid, lambda: books.client.send(Write.delete("Customer", made.Id, made.SyncToken), new_id())
        ).status
        == 400
    )
    assert books.stored("Customer", made.Id)["Active"] is True


def test_a_token_that_is_none(books):
    stranger = books.connect("not-a-token")
    for call in (lambda: stranger.query("Invoice"), lambda: stranger.send(Write("Customer", "create", b"{}"), "r")):
        error = refused(errors.TokenExpired, call)
        assert (error.code, error.status) == ("3200", 401)
        assert "not-a-token" not in f"{error}{error.detail}"


def test_a_company_the_token_is_not_for(emulated):
    other = emulated.emulator.company()
    token = emulated.emulator.tokens(emulated.realm_id)["access_token"]
    wrong = Client(other, lambda: token, base_url=emulated.emulator.url, retries=ONCE)
    error = refused(errors.AccessDenied, lambda: wrong.query("Invoice"))
    assert (error.code, error.status) == ("3100", 403)
    wrong.close()


def test_a_line_more_than_a_batch_may_have_never_leaves(books):
    with pytest.raises(ValueError, match="1 to 30"):
        books.client.batch([Write("Customer", "create", b"{}")] * 31, new_id())


def test_too_many_requests_in_a_second(private_emulator):
    realm_id = private_emulator.company()
    token = private_emulator.tokens(realm_id)["access_token"]
    throttle = Unlimited()
    client = Client(realm_id, lambda: token, base_url=private_emulator.url, throttle=throttle, retries=ONCE)

    def hurry():
        for _ in range(100):
            client.preferences()

    error = refused(errors.Throttled, hurry)
    client.close()
    assert (error.code, error.status, error.retry_after) == ("3001", 429, 60)
    assert throttle.until > datetime.now(UTC) + timedelta(seconds=50)


def test_our_own_limits_keep_us_inside_theirs(private_emulator):
    realm_id = private_emulator.company()
    token = private_emulator.tokens(realm_id)["access_token"]
    client = Client(realm_id, lambda: token, base_url=private_emulator.url, retries=ONCE)
    for _ in range(35):
        client.preferences()
    client.close()
    assert {entry["status"] for entry in private_emulator.requests() if entry["realm_id"] == realm_id} == {200}


def test_when_the_months_allowance_is_spent_reads_stop_and_writes_go_on(private_emulator, transport):
    books = emulated_books(private_emulator, transport)
    private_emulator.control("settings", {"throttle": True, "sandbox": False, "monthly_allowance": 3})
    for _ in range(3):
        books.client.preferences()
    assert refused(errors.Throttled, books.client.preferences).status == 429
    assert refused(errors.Throttled, lambda: books.client.batch([batch.Query("Term")], new_id())).status == 429
    assert books.create(Customer(DisplayName=papers.unique("Still"))).Id
