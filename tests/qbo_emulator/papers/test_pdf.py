"""The PDF of a document: a file any reader opens, telling number, name, lines and totals."""

import re
from typing import Any

import pytest


def _text(pdf: bytes) -> str:
    """What is shown on the pages, one line each; also checks that the file is sound."""
    assert pdf.startswith(b"%PDF-1.4\n")
    assert pdf.endswith(b"%%EOF\n")
    table = int(re.findall(rb"startxref\n(\d+)", pdf)[0])
    assert pdf[table:].startswith(b"xref\n")
    offsets = [int(each) for each in re.findall(rb"(\d{10}) 00000 n", pdf[table:])]
    assert all(pdf[at:].startswith(b"%d 0 obj" % number) for number, at in enumerate(offsets, 1))
    for length, stream in re.findall(rb"/Length (\d+) >>\nstream\n(.*?)\nendstream", pdf, re.DOTALL):
        assert len(stream) == int(length)
    shown = re.findall(rb"^\((.*)\) Tj", pdf, re.MULTILINE)
    return "\n".join(re.sub(rb"\\(.)", rb"\1", each).decode("cp1252") for each in shown)


def test_the_paper_of_an_invoice_tells_what_it_is_about(api: Any, invoice_of: Any) -> None:
    customer = api.write("Customer", {"DisplayName": "Café (North) \\ South"})
    invoice = invoice_of(customer, 1250, 19.5, DocNumber="1044", TxnDate="2026-03-01", CustomerMemo={"value": "Thanks"})

    answer = api.get(f"invoice/{invoice['Id']}/pdf")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    text = _text(answer.data)
    for told in ("Rundle Bakery", "INVOICE 1044", "2026-03-01", "Café (North) \\ South", "1,250.00", "19.50", "Thanks"):
        assert told in text
    assert re.search(r"TOTAL +USD +1,269\.50", text)
    assert re.search(r"BALANCE DUE +1,269\.50", text)
    assert api.report["committed"] is False


def test_a_long_document_takes_several_pages(api: Any, customer: Any, invoice_of: Any) -> None:
    invoice = invoice_of(customer, *[1] * 150)

    pdf = api.get(f"invoice/{invoice['Id']}/pdf").data

    assert b"/Count 3 " in pdf
    assert pdf.count(b"/Type /Page ") == 3
    assert _text(pdf).count("Services") == 150


@pytest.mark.parametrize(("entity", "title"), [("Estimate", "ESTIMATE"), ("CreditMemo", "CREDIT MEMO")])
def test_other_documents_have_their_paper(api: Any, customer: Any, item_line: Any, entity: str, title: str) -> None:
    made = api.write(entity, {"CustomerRef": {"value": customer["Id"]}, "Line": [item_line(12)]})

    assert f"{title} {made['DocNumber']}" in _text(api.get(f"{entity.lower()}/{made['Id']}/pdf").data)


def test_the_paper_of_a_payment_names_what_it_pays(api: Any, customer: Any, invoice_of: Any, pay: Any) -> None:
    invoice = invoice_of(customer, 80)
    payment = pay(customer, 80, ("Invoice", invoice, 80))

    text = _text(api.get(f"payment/{payment['Id']}/pdf").data)

    assert f"Invoice {invoice['Id']}" in text
    assert "80.00" in text


def test_a_missing_document_and_an_entity_without_paper(api: Any, customer: Any) -> None:
    assert api.refused(api.get("invoice/99/pdf")) == "610"
    assert api.refused(api.get(f"customer/{customer['Id']}/pdf")) == "500"
