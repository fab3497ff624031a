"""What python-quickbooks does with documents beside writing them: void, send, PDF, links, exact amounts, repeats."""

from decimal import Decimal
from typing import Any

import pytest
from quickbooks import objects
from quickbooks.exceptions import ObjectNotFoundException, QuickbooksException

from clients.python_quickbooks.office import Office
from clients.python_quickbooks.papers import DOCUMENTS, Paper, customer, item, payment, sold
from emulator_process import EmulatorProcess

PAPERS = {paper.name: paper for paper in DOCUMENTS}
STANDING_ALONE = [paper for paper in DOCUMENTS if paper.name not in ("Payment", "BillPayment")]


def made(office: Office, name: str) -> Any:
    return PAPERS[name].make(office)


@pytest.mark.parametrize("name", ["Invoice", "SalesReceipt", "Payment", "BillPayment"])
def test_a_voided_document_stays_with_nothing_on_it(office: Office, name: str) -> None:
    document = made(office, name)

    document.void(qb=office.qb)

    stored = office.stored(document)
    assert stored["TotalAmt"] == 0
    assert "Voided" in stored["PrivateNote"]
    assert stored["SyncToken"] == "1"


def test_voiding_a_payment_opens_its_invoice_again(office: Office) -> None:
    paid = office.make(objects.Payment, **payment(office))
    invoice = office.read(objects.Invoice, paid.Line[0].LinkedTxn[0].TxnId)
    assert invoice.Balance == 40
    assert [(link.TxnId, link.TxnType) for link in invoice.LinkedTxn] == [(paid.Id, "Payment")]

    paid.void(qb=office.qb)

    assert office.read(objects.Invoice, invoice.Id).Balance == 100


@pytest.mark.parametrize("name", ["Invoice", "Estimate", "SalesReceipt"])
def test_a_document_comes_as_pdf(office: Office, name: str) -> None:
    document = made(office, name)
    page = office.qb.download_pdf(name, document.Id) if name == "Estimate" else document.download_pdf(qb=office.qb)

    assert page.startswith(b"%PDF-")
    assert page.rstrip().endswith(b"%%EOF")


def test_a_pdf_of_nothing_is_refused(office: Office) -> None:
    with pytest.raises(ObjectNotFoundException):
        office.qb.download_pdf("Invoice", "999999")


@pytest.mark.parametrize("name", ["Invoice", "Estimate", "PurchaseOrder"])
def test_a_sent_document_tells_that_it_was_mailed(office: Office, name: str) -> None:
    document = made(office, name)

    answer = document.send(qb=office.qb, send_to="amy+billing@example.com")[name]

    assert answer["EmailStatus"] == "EmailSent"
    stored = office.stored(document)
    assert stored["EmailStatus"] == "EmailSent"
    mailed = stored["POEmail" if name == "PurchaseOrder" else "BillEmail"]
    assert mailed["Address"] == "amy+billing@example.com"


def test_a_sparse_save_leaves_the_rest(office: Office) -> None:
    invoice = office.make(objects.Invoice, **sold(office), PrivateNote="First")
    short = objects.Invoice.from_json({"Id": invoice.Id, "SyncToken": invoice.SyncToken})
    for name in vars(short):
        if name not in ("Id", "SyncToken"):
            setattr(short, name, None)
    short.sparse, short.CustomerMemo = True, objects.CustomerMemo()
    short.CustomerMemo.value = "Thank you"
    short.save(qb=office.qb)

    stored = office.stored(invoice)
    assert stored["CustomerMemo"] == {"value": "Thank you"}
    assert (stored["PrivateNote"], stored["TotalAmt"]) == ("First", 100)


def test_a_repeated_request_id_makes_one_invoice(office: Office) -> None:
    attributes = sold(office)
    first, second = (
        office.draft(objects.Invoice, **attributes).save(qb=office.qb, request_id="9b7d6b0e") for _ in range(2)
    )

    assert first.Id == second.Id
    assert objects.Invoice.count(qb=office.qb) == 1


def test_decimals_arrive_digit_for_digit(emulator: EmulatorProcess) -> None:
    exact = Office(emulator, use_decimal=True)
    detail = objects.SalesItemLineDetail()
    detail.ItemRef, detail.Qty, detail.UnitPrice = item(exact), Decimal("0.1"), Decimal("12.345")
    line = exact.draft(objects.SalesItemLine, Amount=Decimal("1.23"), SalesItemLineDetail=detail)
    invoice = exact.make(objects.Invoice, CustomerRef=customer(exact), Line=[line])

    assert (invoice.TotalAmt, invoice.Line[0].SalesItemLineDetail.UnitPrice) == (Decimal("1.23"), Decimal("12.345"))
    exact.close()


def test_a_name_that_is_taken_is_refused_with_its_code(office: Office) -> None:
    customer(office)

    with pytest.raises(QuickbooksException) as refusal:
        customer(office)
    assert refusal.value.error_code == 6240


def test_an_apostrophe_is_found(office: Office) -> None:
    made_once = office.make(objects.Customer, DisplayName="Amy's Bird Sanctuary")

    [found] = objects.Customer.filter(DisplayName="Amy's Bird Sanctuary", qb=office.qb)
    assert found.Id == made_once.Id
    assert found.to_ref().name == "Amy's Bird Sanctuary"


def test_pages_follow_each_other(office: Office) -> None:
    for number in range(7):
        office.make(objects.Department, Name=f"Branch {number}")

    def page(start: int) -> list[str]:
        found = objects.Department.all(order_by="Name", start_position=start, max_results=3, qb=office.qb)
        return [each.Name for each in found]

    assert page(1) + page(4) + page(7) == [f"Branch {number}" for number in range(7)]


@pytest.mark.parametrize("paper", STANDING_ALONE, ids=lambda paper: paper.name)
def test_a_document_names_no_one_it_does_not_know(office: Office, paper: Paper) -> None:
    attributes = paper.attributes(office)
    reference = next(name for name in attributes if name.endswith("Ref")) if paper.name != "JournalEntry" else ""
    if not reference:
        attributes["Line"][0].JournalEntryLineDetail.AccountRef.value = "999999"
    else:
        attributes[reference].value = "999999"

    with pytest.raises(QuickbooksException) as refusal:
        office.draft(paper.kind, **attributes).save(qb=office.qb)
    assert refusal.value.error_code in (2500, 6250)
    assert paper.kind.count(qb=office.qb) == 0
