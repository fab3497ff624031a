"""Do both ledgers agree? As Alice sees it."""

import csv
import re
from typing import Any

import pytest
from django.test import Client

from books import Books
from nexos.kit.jobs.worker import run_due
from nexos.kit.tenancy import scope
from nexos.quickbooks.mirror.models import Invoice
from nexos.quickbooks.sync.reconciliation import queries

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/quickbooks/reconciliation"


def text(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def lose_an_invoice(books: Books) -> Invoice:
    with scope(books.tenant_id):
        rows = Invoice.objects.of(books.tenant_id).filter(connection_id=books.connection_id)
        lost = rows.filter(balance_minor__gt=0).order_by("qbo_id").first()
        assert lost is not None
        rows.filter(qbo_id=lost.qbo_id).delete()
    return lost


def test_a_check_runs_behind_the_page_and_tells_when_it_is_over(alice: Client, books: Books) -> None:
    books.sync()
    before = text(alice.get(PAGE))
    assert "Not checked yet" in before
    assert re.search(r"About \d calls to QuickBooks", before)
    asked = books.last_request()
    assert alice.post(f"{PAGE}/check", {"months": "6"}).status_code == 302
    going = alice.get(f"{PAGE}/verdict")
    assert "Comparing with QuickBooks" in text(going)
    assert "every 1s" in going.content.decode()
    assert "HX-Trigger" not in going
    assert books.calls(asked) == []  # no page waited for QuickBooks
    run_due()
    over = alice.get(f"{PAGE}/verdict")
    assert "reconciled" in over["HX-Trigger"]
    shown = text(alice.get(PAGE))
    invoices = len(books.there("Invoice"))
    assert re.search(rf"Agrees to the cent through \w+ \d+: \d+ customers, {invoices} invoices", shown)
    assert "No customer differs" in shown
    assert "held: the customer is not linked" in shown
    everyone = text(alice.get(PAGE, {"customers": "all"}))
    owing = next(one for one in books.there("Customer").values() if one["Balance"] > 0)
    assert owing["FullyQualifiedName"] in everyone
    assert "Yes, to the cent" in text(alice.get("/settings/quickbooks/"))


def test_what_differs_is_named_read_again_and_agrees(alice: Client, books: Books) -> None:
    books.sync()
    lost = lose_an_invoice(books)
    alice.post(f"{PAGE}/check", {"months": "6"})
    run_due()
    shown = alice.get(PAGE)
    assert "1 difference, it is named below" in text(shown)
    assert f"Invoice {lost.doc_number}" in text(shown)
    assert "Missing here" in text(shown)
    rows = list(csv.DictReader(alice.get(PAGE, {"format": "csv"}).content.decode("utf-8-sig").splitlines()))
    assert [(row["kind"], row["number"], row["why"]) for row in rows] == [
        ("Invoice", lost.doc_number, "Missing here"),
    ]
    statement = text(alice.get(f"{PAGE}/statement"))
    assert "Reconciliation statement" in statement
    assert lost.doc_number in statement
    found = re.search(r'action="([^"]+/read-again)".*?name="difference" value="([^"]+)"', shown.content.decode(), re.S)
    assert found is not None
    assert alice.post(found[1], {"difference": found[2]}).status_code == 302
    run_due()
    assert "Agrees to the cent" in text(alice.get(PAGE))
    assert books.agrees()
    assert "Read again because it differed" in text(alice.get("/sync-log", follow=True))


def test_who_may_only_look_is_offered_nothing_to_press(
    alice: Client, vera: Client, charlie: Client, books: Books
) -> None:
    books.sync()
    lose_an_invoice(books)
    alice.post(f"{PAGE}/check", {"months": "1"})
    run_due()
    seen = vera.get(PAGE)
    assert "Check now" not in text(seen)
    assert "Read again" not in text(seen)
    assert vera.post(f"{PAGE}/check", {"months": "1"}).status_code == 403
    with scope(books.tenant_id):
        check = queries.latest(books.tenant_id, books.connection_id)
    assert check is not None
    assert charlie.post(f"{PAGE}/{check.id}/read-again").status_code == 404
    assert "Nothing to compare yet" in text(charlie.get(PAGE))


@pytest.mark.parametrize("months", ["0", "25", "-1", "x", "1e9", ""])
def test_odd_months_are_refused(alice: Client, books: Books, months: str) -> None:
    assert alice.post(f"{PAGE}/check", {"months": months}).status_code == 422
