"""Lists and forms of companies and products."""

import csv
import io
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.test import Client

from nexos.catalog import queries as catalog
from nexos.crm import queries as crm
from nexos.crm import services as companies
from nexos.kit.tenancy import scope

COMPANY = {
    "name": "Kestrel",
    "lifecycle": "customer",
    "email": "ap@kestrel.example",
    "currency": "USD",
    "terms_days": "15",
}


def test_a_company_is_entered_and_shown(alice: Client, cast: Any) -> None:
    answer = alice.post("/companies/new", COMPANY, follow=True)
    assert answer.redirect_chain
    text = answer.content.decode()
    assert "Kestrel is entered" in text
    assert "Net 15" in text
    with scope(cast.northwind.id):
        assert crm.companies(cast.northwind.id).get().email == "ap@kestrel.example"


def test_what_was_typed_stays_and_each_error_is_beside_its_field(alice: Client, cast: Any) -> None:
    answer = alice.post("/companies/new", COMPANY | {"name": "", "email": "not an address", "terms_days": "soon"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'value="not an address"' in text
    assert 'value="soon"' in text
    assert "2 things need to change" in text
    assert 'href="#id_name"' in text
    assert 'id="id_name_error"' in text
    assert 'aria-describedby="id_terms_days_helptext id_terms_days_error"' in text
    with scope(cast.northwind.id):
        assert not crm.companies(cast.northwind.id).exists()


def test_what_the_service_refuses_is_beside_its_field_too(alice: Client) -> None:
    answer = alice.post("/companies/new", COMPANY | {"email": "not an address", "currency": "usd"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "“usd” is not a currency; write it like USD." in text
    assert "“not an address” is not an email address" in text
    assert 'value="Kestrel"' in text


def test_a_company_is_changed_and_keeps_what_the_form_does_not_show(alice: Client, records: dict[str, Any]) -> None:
    path = f"/companies/{records['company_id']}"
    assert 'value="Harbor Dental Group"' in alice.get(f"{path}/edit").content.decode()
    answer = alice.post(f"{path}/edit", COMPANY | {"name": "Harbor Dental"}, follow=True)
    assert "Harbor Dental is changed" in answer.content.decode()


def test_a_company_shows_its_documents_and_its_customer(alice: Client, records: dict[str, Any]) -> None:
    text = alice.get(f"/companies/{records['company_id']}").content.decode()
    assert "Harbor Dental Group, PLLC" in text
    assert "1412" in text
    assert "Q-20" in text


def test_the_list_is_searched_sorted_and_paged(alice: Client, northwind_open: UUID) -> None:
    for n in range(60):
        companies.create_company(northwind_open, name=f"Company {n:02}", city="Bend" if n % 2 else "Salem")
    text = alice.get("/companies").content.decode()
    assert "1–50 of 60" in text
    assert "51–60 of 60" in alice.get("/companies?page=2").content.decode()
    found = alice.get("/companies?q=Bend&sort=-name").content.decode()
    assert "1–30 of 30" in found
    assert found.index("Company 59") < found.index("Company 57")
    assert "Nothing matches “zebra”" in alice.get("/companies?q=zebra").content.decode()
    part = alice.get("/companies?q=Company+07", headers={"HX-Request": "true"}).content.decode()
    assert part.startswith('<div id="list">')
    assert "Company 07" in part


def test_a_download_cannot_run_as_a_formula(alice: Client, northwind_open: UUID) -> None:
    companies.create_company(northwind_open, name="=HYPERLINK(0)", phone="-5", city="@cmd")
    answer = alice.get("/companies?format=csv")
    assert answer["Content-Disposition"] == 'attachment; filename="companies.csv"'
    [row] = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["name"], row["phone"], row["city"]) == ("'=HYPERLINK(0)", "-5", "'@cmd")


def test_names_are_written_as_text(alice: Client, northwind_open: UUID) -> None:
    company = companies.create_company(northwind_open, name="<script>alert(1)</script>")
    for path in ("/companies", f"/companies/{company.id}", f"/companies/{company.id}/edit"):
        assert "<script>alert" not in alice.get(path).content.decode()


def test_a_product_keeps_its_price_exactly(alice: Client, cast: Any) -> None:
    product = {"name": "Backup", "price": "22.0125", "billing": "recurring", "revenue_class": "mrr", "active": "on"}
    answer = alice.post("/products/new", product, follow=True)
    assert "22.0125" in answer.content.decode()
    with scope(cast.northwind.id):
        assert catalog.products(cast.northwind.id).get().price == Decimal("22.0125")


def test_a_price_that_is_no_number_says_how_to_write_it(alice: Client) -> None:
    answer = alice.post("/products/new", {"name": "Backup", "price": "14o.00", "billing": "one_time"})
    assert answer.status_code == 422
    assert "Write it in digits, such as 140.00." in answer.content.decode()
    assert 'value="14o.00"' in answer.content.decode()
