"""Invoices from the quote to the card that tells where they are with QuickBooks."""

import csv
import io
from typing import Any

from django.test import Client

from nexos.billing import queries as billing
from nexos.kit.tenancy import scope
from nexos.quickbooks.state import services as state
from nexos.quickbooks.state.models import Status
from nexos.quickbooks.state.progress import Progress


def test_an_approved_quote_becomes_a_draft_once(alice: Client, records: dict[str, Any], cast: Any) -> None:
    text = alice.get(f"/quotes/{records['quote_id']}/invoice").content.decode()
    assert "Nothing is left to invoice" in text
    alice.post(f"/invoices/{records['invoice_id']}/void", {"reason": "Wrong client"})
    path = f"/quotes/{records['quote_id']}/invoice"
    assert "312.00" in alice.get(path).content.decode()
    draft = alice.post(path, follow=True)
    assert "Draft invoice" in draft.content.decode()
    again = alice.post(path)
    assert again.status_code == 409
    with scope(cast.northwind.id):
        assert billing.invoices(cast.northwind.id, status="draft").count() == 1


def test_a_draft_is_issued_and_gets_its_number(alice: Client, records: dict[str, Any]) -> None:
    alice.post(f"/invoices/{records['invoice_id']}/void", {"reason": "Again"})
    path = alice.post(f"/quotes/{records['quote_id']}/invoice")["Location"]
    dated = alice.post(f"{path}/edit", {"issued_on": "2026-03-01", "due_on": "2026-02-01", "memo": "x"})
    assert dated.status_code == 422
    assert "The due date is before the invoice" in dated.content.decode()
    alice.post(f"{path}/edit", {"issued_on": "", "due_on": "", "memo": "For the new office"})
    text = alice.post(f"{path}/issue", follow=True).content.decode()
    assert "is issued" in text
    assert "For the new office" in text
    assert "Preview and send" in text


def test_a_draft_is_discarded(alice: Client, records: dict[str, Any]) -> None:
    alice.post(f"/invoices/{records['invoice_id']}/void", {"reason": "Again"})
    path = alice.post(f"/quotes/{records['quote_id']}/invoice")["Location"]
    alice.post(f"{path}/discard")
    assert alice.get(path).status_code == 404


def test_a_void_needs_a_reason_and_keeps_it(alice: Client, records: dict[str, Any]) -> None:
    path = f"/invoices/{records['invoice_id']}"
    assert alice.post(f"{path}/void", {"reason": ""}).status_code == 422
    text = alice.post(f"{path}/void", {"reason": "Wrong client"}, follow=True).content.decode()
    assert "Wrong client" in text
    assert alice.post(f"{path}/void", {"reason": "Again"}).status_code == 409


def test_the_list_holds_both_sides_in_one_table(alice: Client, records: dict[str, Any]) -> None:
    text = alice.get("/invoices").content.decode()
    assert f"/invoices/{records['invoice_id']}" in text
    assert "/invoices/quickbooks/770" in text
    assert "512.00" in text  # 312.00 here and 200.00 there: the page's total
    assert "/invoices/quickbooks/770" not in alice.get("/invoices?view=not_sent").content.decode()
    assert "/invoices/quickbooks/770" in alice.get("/invoices?view=overdue").content.decode()
    assert "Nothing needs a hand" in alice.get("/invoices?view=needs_you").content.decode()
    assert "/invoices/quickbooks/770" in alice.get("/invoices?q=1412").content.decode()
    assert alice.get("/invoices?view=nonsense&sort=nonsense").status_code == 200


def test_the_download_is_the_view(alice: Client, records: dict[str, Any]) -> None:
    answer = alice.get("/invoices?format=csv&view=overdue")
    [row] = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["number"], row["total"], row["open"], row["status"]) == ("1412", "200.00", "100.00", "Overdue")


def test_an_invoice_made_there_has_its_lines_and_payments(alice: Client, records: dict[str, Any]) -> None:
    text = alice.get("/invoices/quickbooks/770").content.decode()
    for shown in ("On-site support", "200.00", "8974", "Still open", "Overdue", "Open 1412 in QuickBooks"):
        assert shown in text


def test_a_held_invoice_is_not_to_be_seen(alice: Client, records: dict[str, Any], cast: Any) -> None:
    shelf = records["shelf"]
    with scope(cast.northwind.id):
        held = shelf.invoice(shelf.customer("A stranger"))
    assert alice.get(f"/invoices/quickbooks/{held}").status_code == 404


def test_the_card_asks_again_while_the_document_moves_and_then_rests(
    alice: Client, records: dict[str, Any], cast: Any
) -> None:
    def told(status: Status, **more: str) -> str:
        with scope(cast.northwind.id):
            place = (*records["shelf"].place, "invoice", records["invoice_id"], "INV-1")
            state.tell(*place, Progress(status, "A sentence.", **more))
        return alice.get(f"/invoices/{records['invoice_id']}/card").content.decode()

    moving = told(Status.WAITING)
    assert "Queued" in moving
    assert 'hx-trigger="every 3s"' in moving
    last = alice.get(f"/invoices/{records['invoice_id']}/card?look=30").content.decode()
    assert 'hx-trigger="every 3s"' not in last
    assert "Look again" in last
    blocked = told(Status.BLOCKED, reason="customer", remedy="customer")
    assert "Waiting for mapping" in blocked
    assert "Link the customer" in blocked
    assert 'hx-trigger="every 3s"' not in blocked


def test_the_page_is_told_when_the_card_has_come_to_rest(alice: Client, records: dict[str, Any]) -> None:
    answer = alice.get(f"/invoices/{records['invoice_id']}/card", headers={"HX-Request": "true"})
    assert "settled" in answer["HX-Trigger"]


def test_the_preview_says_what_keeps_it_back(alice: Client, records: dict[str, Any]) -> None:
    text = alice.get(f"/invoices/{records['invoice_id']}/preview").content.decode()
    assert "It cannot go yet" in text
    assert 'aria-disabled="true"' in text


def test_who_may_not_send_sees_the_card_without_its_button(vera: Client, records: dict[str, Any]) -> None:
    text = vera.get(f"/invoices/{records['invoice_id']}").content.decode()
    assert "Not sent" in text
    assert "Preview and send" not in text


def test_a_refusal_comes_to_htmx_as_a_notice(alice: Client, records: dict[str, Any]) -> None:
    answer = alice.post(f"/invoices/{records['invoice_id']}/cancel", headers={"HX-Request": "true"})
    assert answer.status_code == 404
    assert answer["HX-Retarget"] == "#refusal"
    assert 'role="alert"' in answer.content.decode()


def test_payments_list_and_detail_add_up(alice: Client, records: dict[str, Any]) -> None:
    assert "to 1412" in alice.get("/payments").content.decode()
    text = alice.get("/payments/770").content.decode()
    assert "100.00" in text
    assert "/invoices/quickbooks/770" in text
    answer = alice.get("/payments?format=csv")
    [row] = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["company"], row["amount"], row["unapplied"]) == ("Harbor Dental Group", "100.00", "0.00")
