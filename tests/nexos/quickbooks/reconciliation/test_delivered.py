"""Each invoice that was sent is compared with what QuickBooks has of it now."""

from collections.abc import Callable

import pytest

from books import Books
from desk import Desk
from emulator_process import EmulatorProcess
from reconciled import checked, named, sentences

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def books(connect: Callable[[str], Books], emulator: EmulatorProcess) -> Books:
    return connect(emulator.company())


@pytest.fixture
def desk(books: Books) -> Desk:
    made = Desk(books.emulator, books.realm_id, books.tenant_id, books.connection_id)
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
def test_what_was_done_to_it_there_is_a_difference(books: Books, desk: Desk, act: str, why: str) -> None:
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
