"""The bookkeeper's pages: a person changes the books, and the API tells the same story."""

import re
from typing import Any

import httpx2
import pytest

from emulator_process import EmulatorProcess

HIDDEN_TOKEN = re.compile(r'name="token" value="(\d+)"')
LINE_FIELD = re.compile(r'name="(line-\d+-(?:quantity|price|amount))" value="([^"]*)"')


class Bookkeeper:
    """A person with a browser on one company."""

    def __init__(self, emulator: EmulatorProcess, realm_id: str) -> None:
        self.emulator = emulator
        self.realm_id = realm_id
        self.home = f"/bookkeeper/{realm_id}"

    def open(self, path: str = "", **query: str) -> httpx2.Response:
        return self.emulator.http.get(self.home + path, params=query)

    def submit(self, path: str, **form: str) -> httpx2.Response:
        return self.emulator.http.post(self.home + path, data=form, follow_redirects=True)

    def edit(self, invoice_id: str, **changes: str) -> httpx2.Response:
        """Submit the edit form as the page filled it in, with these changes."""
        page = self.open(f"/invoices/{invoice_id}").text
        found = HIDDEN_TOKEN.search(page)
        assert found
        form = {"token": found[1], "due": "2030-01-31", "memo": ""} | dict(LINE_FIELD.findall(page))
        return self.submit(f"/invoices/{invoice_id}/edit", **(form | changes))

    def invoice(self, invoice_id: str) -> dict[str, Any]:
        with self.emulator.api(self.realm_id) as api:
            invoice: dict[str, Any] = api.get(f"/invoice/{invoice_id}").json()["Invoice"]
            return invoice

    def documents(self, entity: str) -> list[dict[str, Any]]:
        return [each["object"] for each in self.emulator.documents(self.realm_id, entity) if not each["deleted"]]


@pytest.fixture
def bookkeeper(emulator: EmulatorProcess) -> Bookkeeper:
    return Bookkeeper(emulator, emulator.company("small"))


@pytest.fixture
def invoice_id(bookkeeper: Bookkeeper) -> str:
    """An invoice of 2 × 50.00, nothing paid."""
    customer = next(each for each in bookkeeper.documents("Customer") if each["Active"])
    detail = {"ItemRef": {"value": "1"}, "Qty": 2, "UnitPrice": 50}
    line = {"DetailType": "SalesItemLineDetail", "Amount": 100, "Description": "Work", "SalesItemLineDetail": detail}
    with bookkeeper.emulator.api(bookkeeper.realm_id) as api:
        answer = api.post("/invoice", json={"CustomerRef": {"value": customer["Id"]}, "Line": [line]})
    invoice_id: str = answer.json()["Invoice"]["Id"]
    return invoice_id


def test_front_page_explains_and_links(emulator: EmulatorProcess, bookkeeper: Bookkeeper) -> None:
    page = emulator.http.get("/").text
    for text in ("stand-in for QuickBooks", "emulator-client", "/oauth2/v1/tokens/bearer", bookkeeper.home):
        assert text in page


def test_front_page_makes_a_company(emulator: EmulatorProcess) -> None:
    answer = emulator.http.post("/bookkeeper", data={"size": "empty"})
    assert answer.status_code == 303
    assert emulator.http.get(answer.headers["Location"]).status_code == 200


def test_list_shows_what_is_owed_first(bookkeeper: Bookkeeper) -> None:
    page = bookkeeper.open().text
    badges = re.findall(r'class="badge \w+">([^<]+)<', page)
    assert len(badges) == 40
    settled = [badge in ("Paid", "Voided") for badge in badges]
    assert settled == sorted(settled)


def test_list_is_searched_by_number_and_customer(bookkeeper: Bookkeeper) -> None:
    invoice = bookkeeper.documents("Invoice")[0]
    assert f">{invoice['DocNumber']}</a>" in bookkeeper.open(q=invoice["DocNumber"]).text
    assert bookkeeper.open(q="nobody of this name").text.count("badge") == 0


def test_long_list_is_paged(emulator: EmulatorProcess, bookkeeper: Bookkeeper) -> None:
    rows = [{"Id": f"x{n}", "DocNumber": f"Z-{n}", "TotalAmt": 1, "Balance": 0} for n in range(60)]
    emulator.seed(bookkeeper.realm_id, {"Invoice": rows})
    assert "1–50 of 100" in bookkeeper.open().text
    assert "51–100 of 100" in bookkeeper.open(page="2").text
    assert "51–100 of 100" in bookkeeper.open(page="99").text
    assert "1–50 of 100" in bookkeeper.open(page="nonsense").text


def test_payment_in_part_then_in_full(bookkeeper: Bookkeeper, invoice_id: str) -> None:
    page = bookkeeper.submit(f"/invoices/{invoice_id}/payment", amount="40", date="2026-01-31")
    assert "The payment is recorded." in page.text
    assert "Partly paid" in page.text
    assert bookkeeper.invoice(invoice_id)["Balance"] == 60
    page = bookkeeper.submit(f"/invoices/{invoice_id}/payment", amount="60.00", date="2026-02-01", reference="77")
    assert ">Paid<" in page.text
    assert "Record a payment" not in page.text
    assert bookkeeper.invoice(invoice_id)["Balance"] == 0


def test_payment_above_the_balance_stays_unapplied(bookkeeper: Bookkeeper, invoice_id: str) -> None:
    bookkeeper.submit(f"/invoices/{invoice_id}/payment", amount="1,130.00", date="2026-01-31")
    payment = max(bookkeeper.documents("Payment"), key=lambda each: int(each["Id"]))
    assert (payment["TotalAmt"], payment["UnappliedAmt"]) == (1130, 1030)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ({"amount": "much", "date": "2026-01-31"}, "Amount"),
        ({"amount": "0", "date": "2026-01-31"}, "Amount"),
        ({"amount": "-5", "date": "2026-01-31"}, "Amount"),
        ({"amount": "NaN", "date": "2026-01-31"}, "Amount"),
        ({"amount": "5", "date": "31.1.2026"}, "Date"),
    ],
)
def test_wrong_payment_names_the_field_and_does_nothing(
    bookkeeper: Bookkeeper, invoice_id: str, form: dict[str, str], text: str
) -> None:
    before = len(bookkeeper.documents("Payment"))
    page = bookkeeper.submit(f"/invoices/{invoice_id}/payment", **form)
    assert page.status_code == 400
    assert re.search(f'class="notice bad"[^>]*>{text}', page.text)
    assert len(bookkeeper.documents("Payment")) == before


def test_edit_changes_memo_due_date_and_lines(bookkeeper: Bookkeeper, invoice_id: str) -> None:
    before = bookkeeper.invoice(invoice_id)
    line_id = before["Line"][0]["Id"]
    page = bookkeeper.edit(invoice_id, memo="Sorry & thanks", **{f"line-{line_id}-quantity": "2.5"})
    assert "The invoice is saved." in page.text
    after = bookkeeper.invoice(invoice_id)
    assert (after["PrivateNote"], after["DueDate"], after["TotalAmt"]) == ("Sorry & thanks", "2030-01-31", 125)
    assert after["Line"][0]["Description"] == "Work"
    assert after["TxnDate"] == before["TxnDate"]


def test_edit_keeps_a_discount(bookkeeper: Bookkeeper, invoice_id: str) -> None:
    invoice = bookkeeper.invoice(invoice_id)
    discount = {"PercentBased": True, "DiscountPercent": 10}
    lines = [invoice["Line"][0], {"DetailType": "DiscountLineDetail", "DiscountLineDetail": discount}]
    body = {"Id": invoice_id, "SyncToken": invoice["SyncToken"], "sparse": True, "Line": lines}
    with bookkeeper.emulator.api(bookkeeper.realm_id) as api:
        assert api.post("/invoice", json=body).json()["Invoice"]["TotalAmt"] == 90
    bookkeeper.edit(invoice_id, **{f"line-{invoice['Line'][0]['Id']}-quantity": "4"})
    assert bookkeeper.invoice(invoice_id)["TotalAmt"] == 180


def test_edit_of_an_invoice_changed_meanwhile_is_refused(bookkeeper: Bookkeeper, invoice_id: str) -> None:
    page = bookkeeper.edit(invoice_id, token="99", memo="late")
    assert page.status_code == 400
    assert "5010" in page.text
    assert ">late</textarea>" in page.text, "what was typed is not lost"
    assert bookkeeper.invoice(invoice_id).get("PrivateNote") != "late"


def test_void_and_delete(bookkeeper: Bookkeeper, invoice_id: str) -> None:
    page = bookkeeper.submit(f"/invoices/{invoice_id}/void")
    assert "Voided" in page.text
    assert bookkeeper.invoice(invoice_id)["TotalAmt"] == 0
    page = bookkeeper.submit(f"/invoices/{invoice_id}/delete")
    assert "The invoice is deleted." in page.text
    assert invoice_id not in [each["Id"] for each in bookkeeper.documents("Invoice")]


def test_deleting_twice_leads_back_to_the_list(bookkeeper: Bookkeeper, invoice_id: str) -> None:
    for _ in range(2):
        assert bookkeeper.submit(f"/invoices/{invoice_id}/delete").status_code == 200


def test_customer_is_added_and_a_taken_name_is_refused(bookkeeper: Bookkeeper) -> None:
    page = bookkeeper.submit("/customers", name="Zoë <& Sons>", email="zoe@example.com")
    assert "The customer is added." in page.text
    found = bookkeeper.open("/customers", q="zoë").text
    assert "Zoë &lt;&amp; Sons&gt;" in found
    page = bookkeeper.submit("/customers", name="Zoë <& Sons>")
    assert page.status_code == 400
    assert "already exists" in page.text


@pytest.mark.parametrize("path", ["/bookkeeper/404", "/bookkeeper/404/customers"])
def test_unknown_company_offers_the_others(emulator: EmulatorProcess, path: str) -> None:
    answer = emulator.http.get(path)
    assert answer.status_code == 404
    assert "There is no company 404" in answer.text


def test_invoice_that_is_gone_leads_back_to_the_list(bookkeeper: Bookkeeper) -> None:
    assert bookkeeper.open("/invoices/999999").headers["Location"] == bookkeeper.home


def test_every_invoice_page_opens(bookkeeper: Bookkeeper) -> None:
    for invoice in bookkeeper.documents("Invoice"):
        page = bookkeeper.open(f"/invoices/{invoice['Id']}")
        assert page.status_code == 200
        assert f"{invoice['TotalAmt']:,.2f}" in page.text
