"""Values nobody means: each is answered with a page that says so, and nothing typed beside it is lost."""

from typing import Any

import pytest
from django.test import Client

from addresses import address

ODD = {
    "empty": "",
    "letters": "NaN",
    "beyond": "1e400",
    "a long nothing": "0E+999999",
    "negative": "-1",
    "many digits": "9" * 5000,
    "other digits": "１²",
    "a pictogram": "😀" * 300,
    "a NUL": "a\0b",
    "a date": "9999-12-31",
    "markup": "<script>alert(1)</script>",
}
LISTS = ("companies", "vendors", "invoices", "payments", "sync-log", "mapping-vendors", "mapping-items")
COMPANY = {"name": "Kestrel", "lifecycle": "customer", "email": "", "currency": "USD", "terms_days": "15"}
PRODUCT = {"name": "Visit", "price": "90", "cost": "", "billing": "one_time", "revenue_class": "nrr"}
QUOTE = {
    "company_id": "",
    "title": "Kestrel",
    "valid_until": "",
    "discount_kind": "percent",
    "discount_value": "",
    "tax_percent": "",
    "lines-count": "1",
    "lines-0-product": "",
    "lines-0-description": "Visit",
    "lines-0-quantity": "1",
    "lines-0-unit_price": "90",
    "lines-0-billing": "one_time",
}
VENDOR = {"name": "Ingram", "contact": "", "email": "", "phone": "", "terms_days": "30"}
FORMS = {
    "new-vendor": VENDOR,
    "add-work-type": {"name": "Travel"},
    "link-vendor": {"vendor": "1", "ours": "00000000-0000-0000-0000-000000000000"},
    "link-tax-code": {"ours": "taxable", "theirs": "1"},
    "link-item": {"ours": "00000000-0000-0000-0000-000000000000", "theirs": "1"},
    "new-company": COMPANY,
    "new-product": PRODUCT,
    "new-quote": QUOTE,
    "quote-totals": QUOTE,
    "approve-quote": {"signer_name": "Marta Kestrel", "signer_title": "", "line-1-quantity": "1"},
    "decide-push": {"qbo_id": "1"},
    "link-customer": {"customer": "1", "company": "00000000-0000-0000-0000-000000000000"},
    "unlink-customer": {"customer": "1"},
    "create-from-customer": {"customer": "1"},
    "link-employee": {"employee": "1", "user": "00000000-0000-0000-0000-000000000000"},
    "unlink-employee": {"employee": "1"},
    "accept-matches": {"match": "1:00000000-0000-0000-0000-000000000000"},
}


@pytest.mark.parametrize("value", ODD.values(), ids=ODD.keys())
def test_in_an_address(value: str, alice: Client, records: dict[str, Any]) -> None:
    looks = [(address("invoice-card", records), "look")]
    for path, name in [
        (address(each, {}), name) for each in LISTS for name in ("page", "per_page", "sort", "q")
    ] + looks:
        answer = alice.get(path, {name: value})
        assert answer.status_code == (400 if "\0" in value else 200), (path, name)


@pytest.mark.parametrize("value", ODD.values(), ids=ODD.keys())
def test_in_a_form(value: str, alice: Client, records: dict[str, Any]) -> None:
    records |= {"quote_id": records["sent_quote"]}
    for form, fields in FORMS.items():
        for name in fields:
            answer = alice.post(address(form, records), fields | {name: value})
            assert answer.status_code < 500, (form, name)
            text = answer.content.decode()
            assert "<script>alert" not in text, (form, name)


@pytest.mark.parametrize("act", ["lines-count", "add", "remove", "fill"])
def test_in_what_our_page_fills_in_itself(act: str, alice: Client) -> None:
    for value in ODD.values():
        answer = alice.post("/quotes/new", QUOTE | {act: value})
        assert answer.status_code in (200, 422), value
        assert 'value="Kestrel"' in answer.content.decode(), value


def test_a_page_is_never_longer_than_others(alice: Client, records: dict[str, Any]) -> None:
    assert "1–3 of 3" in alice.get("/quotes", {"per_page": "1"}).content.decode()


def test_a_quote_of_five_hundred_lines_comes_back_whole(alice: Client, records: dict[str, Any]) -> None:
    fields = {"description": "Visit", "quantity": "1", "unit_price": "90", "billing": "one_time"}
    switches = {"product": "", "optional": "", "adjustable": "", "taxable": "on"}
    lines = {f"lines-{n}-{name}": value for n in range(500) for name, value in (fields | switches).items()}
    answer = alice.post("/quotes/new", QUOTE | lines | {"lines-count": "500"})
    assert answer.status_code == 422
    assert 'id="id_lines-499-quantity"' in answer.content.decode()
