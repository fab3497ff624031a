"""Each invoice that was sent is compared with what QuickBooks has of it now."""

import pytest
from pytest_django.fixtures import Settings

from books import Books
from cast import Cast
from desk import Desk
from emulator_process import EmulatorProcess
from office import Office
from reconciled import checked, named, sentences

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(cast: Cast, emulator: EmulatorProcess, settings: Settings) -> Desk:
    settings.QBO_API_URL = settings.QBO_OAUTH_URL = emulator.url
    office = Office(emulator, cast.northwind, cast.alice)
    office.save()
    realm_id = emulator.company()
    made = Desk(emulator, realm_id, cast.northwind.id, office.connect(realm_id).id)
    made.furnish()
    return made


@pytest.mark.parametrize(
    ("act", "why"),
    [
        ("change", "changed_there"),
        ("void", "voided_there"),
        ("delete", "deleted_there"),
    ],
)
def test_what_was_done_to_it_there_is_a_difference(desk: Desk, act: str, why: str) -> None:
    books = Books(desk.emulator, desk.realm_id, desk.tenant_id, desk.connection_id)
    books.sync()
    invoice = desk.invoice()
    desk.send(invoice)
    before = checked(books, 1)
    assert before.state == "agrees", sentences(books, before)
    assert before.documents["Delivered"] == 1
    [there] = desk.there()
    if act == "change":
        first, *others = there["Line"]
        detail = {**first["SalesItemLineDetail"], "Qty": 1, "UnitPrice": first["Amount"] + 1}
        lines = [{**first, "Amount": first["Amount"] + 1, "SalesItemLineDetail": detail}, *others]
        books.update("Invoice", there["Id"], Line=lines)
    elif act == "void":
        books.void(there["Id"])
    else:
        books.delete("Invoice", there["Id"])
    check = checked(books, 1)
    assert check.state == "differs"
    [one] = named(books, check)
    assert (one.part, one.why, one.qbo_id, one.record_id) == ("delivered", why, there["Id"], invoice.id)
    assert one.here_minor == invoice.total_minor
    assert one.there_minor == (invoice.total_minor + 100 if act == "change" else 0)
    if act == "change":
        assert "total" in one.sentence
