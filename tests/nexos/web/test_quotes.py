"""Writing a quote row by row, and what becomes of it."""

from decimal import Decimal
from typing import Any

from django.test import Client

from nexos.kit.tenancy import scope
from nexos.sales import queries as sales

ROW = {"product": "", "description": "", "quantity": "1", "unit_price": "", "billing": "one_time"}


def form(records: dict[str, Any], *rows: dict[str, str], **head: str) -> dict[str, str]:
    """A quote's form as a browser posts it."""
    posted = {
        "company_id": str(records["company_id"]),
        "title": "Wi-Fi",
        "valid_until": "",
        "discount_kind": "none",
        "discount_value": "",
        "tax_percent": "",
        "note": "",
        "lines-count": str(len(rows)),
        **head,
    }
    for place, row in enumerate(rows):
        posted |= {f"lines-{place}-{name}": value for name, value in (ROW | row).items()}
    return posted


def test_a_row_is_added_without_losing_what_was_typed(alice: Client, records: dict[str, Any]) -> None:
    typed = form(records, {"description": "Half a line", "quantity": "not yet"}, add="1")
    part = alice.post("/quotes/new", typed, headers={"HX-Request": "true"}).content.decode()
    assert "Half a line" in part
    assert 'value="not yet"' in part
    assert 'name="lines-count" value="2"' in part
    assert "<html" not in part
    whole = alice.post("/quotes/new", typed | {"title": "Kept too"}).content.decode()
    assert 'value="Kept too"' in whole
    assert 'name="lines-count" value="2"' in whole


def test_a_row_is_removed_and_the_others_stay(alice: Client, records: dict[str, Any]) -> None:
    typed = form(records, {"description": "First"}, {"description": "Second"}, {"description": "Third"}, remove="1")
    part = alice.post("/quotes/new", typed, headers={"HX-Request": "true"}).content.decode()
    assert "First" in part
    assert "Second" not in part
    assert "Third" in part


def test_choosing_a_product_fills_its_row(alice: Client, records: dict[str, Any]) -> None:
    typed = form(records, {"description": "Other"}, {"product": "Access point · AP-6"}, fill="1")
    part = alice.post("/quotes/new", typed, headers={"HX-Request": "true"}).content.decode()
    assert "Other" in part
    assert 'value="156"' in part


def test_the_total_follows_what_is_typed(alice: Client, records: dict[str, Any]) -> None:
    rows = (
        {"description": "A", "quantity": "2", "unit_price": "100"},
        {
            "description": "B",
            "unit_price": "50",
            "optional": "on",
        },
    )
    typed = form(records, *rows, title="", discount_kind="percent", discount_value="10")
    assert "180.00" in alice.post("/quotes/totals", typed).content.decode()
    broken = form(records, {"description": "A", "quantity": "two"})
    assert "The total shows once" in alice.post("/quotes/totals", broken).content.decode()


def test_a_quote_is_saved_with_its_lines_and_blank_rows_are_left_out(
    alice: Client, records: dict[str, Any], cast: Any
) -> None:
    rows = {"product": "Access point · AP-6", "quantity": "3"}, {}, {"description": "Cabling", "unit_price": "12.5"}
    answer = alice.post("/quotes/new", form(records, *rows), follow=True)
    assert "is saved" in answer.content.decode()
    with scope(cast.northwind.id):
        quote = sales.quotes(cast.northwind.id).first()
        assert quote is not None
        lines = [(line.description, line.quantity, line.unit_price) for line in quote.lines.all()]
    assert lines == [("Access point", Decimal(3), Decimal(156)), ("Cabling", Decimal(1), Decimal("12.5"))]


def test_errors_stand_on_their_line_and_everything_typed_stays(alice: Client, records: dict[str, Any]) -> None:
    rows = {"description": "Good", "unit_price": "10"}, {"description": "Bad", "quantity": "-1", "unit_price": "5"}
    answer = alice.post("/quotes/new", form(records, *rows, title=""))
    assert answer.status_code == 422
    answer = alice.post("/quotes/new", form(records, *rows))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'id="id_lines-1-quantity_error"' in text
    assert "The quantity must be more than 0." in text
    assert 'href="#id_lines-1-quantity"' in text
    assert "Line 2, quantity" in text
    assert 'value="-1"' in text


def test_an_unknown_product_is_named(alice: Client, records: dict[str, Any]) -> None:
    answer = alice.post("/quotes/new", form(records, {"product": "Sandwich", "description": "x", "unit_price": "1"}))
    assert answer.status_code == 422
    assert "There is no such product. Pick one of the list" in answer.content.decode()


def test_only_a_draft_can_be_edited(alice: Client, records: dict[str, Any]) -> None:
    answer = alice.post(f"/quotes/{records['quote_id']}/edit", form(records, {"description": "x", "unit_price": "1"}))
    assert answer.status_code == 409
    assert "was approved by Marta Kestrel" in answer.content.decode()


def test_staff_enters_what_the_client_chose(alice: Client, records: dict[str, Any], cast: Any) -> None:
    rows = (
        {"description": "Mount", "quantity": "2", "unit_price": "100", "adjustable": "on"},
        {"description": "Extra", "unit_price": "50", "optional": "on"},
    )
    made = alice.post("/quotes/new", form(records, *rows))
    path = made["Location"]
    alice.post(f"{path}/send")
    nameless = alice.post(f"{path}/approve", {"line-0-quantity": "3", "signer_name": ""})
    assert nameless.status_code == 422
    assert 'value="3"' in nameless.content.decode()
    answer = alice.post(f"{path}/approve", {"line-0-quantity": "3", "signer_name": "Marta Kestrel"}, follow=True)
    text = answer.content.decode()
    assert "300.00" in text
    assert "Not chosen" in text
    assert "Make invoice" in text


def test_a_declined_quote_says_why_and_can_be_taken_back(alice: Client, records: dict[str, Any]) -> None:
    path = f"/quotes/{records['sent_quote']}"
    text = alice.post(f"{path}/decline", {"reason": "Too much this year."}, follow=True).content.decode()
    assert "Too much this year." in text
    assert "Back to draft" in text
    assert "Mark as sent" in alice.post(f"{path}/reopen", follow=True).content.decode()


def test_the_list_has_a_view_for_each_state(alice: Client, records: dict[str, Any]) -> None:
    text = alice.get("/quotes?status=draft").content.decode()
    assert "One" in text
    assert ">Three<" not in text
    assert "No quotes yet" not in alice.get("/quotes?status=expired").content.decode()
