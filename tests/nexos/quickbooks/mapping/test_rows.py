"""The rows of the mapping page: what needs a person, why, and how much waits for it."""

from decimal import Decimal

import pytest

from cast import Cast
from nexos.kit.money import Money
from nexos.quickbooks.mapping import matching, queries, services
from nexos.quickbooks.mapping.queries import CustomerRow, Show
from nexos.quickbooks.mirror.models import Customer
from shelf import Shelf


@pytest.fixture
def pages(shelf: Shelf, cast: Cast) -> Shelf:
    """One row of each kind."""
    linked = shelf.customer("Linked", City="x")
    services.link_customer(*shelf.place, linked, shelf.company("Linked Company"), cast.alice.id)
    shelf.sub_customer(linked, "Linked branch")
    gone = shelf.customer("Gone")
    services.link_customer(*shelf.place, gone, shelf.company("Gone Company"), None)
    Customer.objects.filter(qbo_id=gone).update(active=False)
    shelf.customer("Harbor Dental Assoc.", "billing@harbor.example")
    shelf.company("Harbor Dental Associates")
    shelf.customer("Contested")
    shelf.company("Contested", "a@x.example")
    shelf.company("CONTESTED")
    alone = shelf.customer("Alone")
    shelf.invoice(alone, "412.00")
    shelf.invoice(shelf.sub_customer(alone, "Alone branch"), "88.50")
    shelf.company("Only Here Ltd")
    return shelf


def rows(shelf: Shelf, show: Show = "all", search: str = "") -> list[CustomerRow]:
    services.refresh(*shelf.place)
    return queries.customer_rows(*shelf.place, queries.standings(*shelf.place, show, search))


def test_every_kind_of_row_has_its_state(pages: Shelf) -> None:
    assert {row.name: str(row.state) for row in rows(pages)} == {
        "Alone": "only_there",
        "Alone branch": "with_parent",
        "Contested": "only_here",  # the two companies; the customer's row has the same name
        "CONTESTED": "only_here",
        "Gone Company": "inactive",
        "Harbor Dental Assoc.": "suggested",
        "Harbor Dental Associates": "only_here",
        "Linked Company": "linked",
        "Linked branch": "with_parent",
        "Only Here Ltd": "only_here",
    }


def test_what_needs_a_person_comes_with_reasons_and_what_waits(pages: Shelf) -> None:
    alone, *others = rows(pages, "todo")
    assert alone.name == "Alone"  # most waits for it
    assert alone.held == 2
    assert alone.held_totals == (Money(Decimal("500.50"), "USD"),)
    assert {row.name: row.reasons for row in others} == {
        "Contested": (matching.SEVERAL_WITH_NAME,),
        "Gone Company": (),
        "Harbor Dental Assoc.": ("Similar name",),
    }
    harbor = next(row for row in others if row.name == "Harbor Dental Assoc.")
    assert [candidate.name for candidate in harbor.candidates] == ["Harbor Dental Associates"]


@pytest.mark.parametrize(
    ("show", "count"),
    [("suggested", 1), ("conflict", 1), ("only_there", 1), ("inactive", 1), ("linked", 1), ("with_parent", 2)],
)
def test_each_kind_can_be_shown_alone(pages: Shelf, show: Show, count: int) -> None:
    assert len(rows(pages, show)) == count


def test_search_looks_in_names_and_emails_of_both_sides_and_candidates(pages: Shelf) -> None:
    assert [row.name for row in rows(pages, "todo", " ASSOCIATES ")] == ["Harbor Dental Assoc."]
    assert [row.name for row in rows(pages, "todo", "billing@harbor")] == ["Harbor Dental Assoc."]
    assert rows(pages, "all", "nobody") == []


def test_a_link_says_how_and_by_whom(pages: Shelf, cast: Cast) -> None:
    (row,) = rows(pages, "linked")
    assert (row.how, row.decided_by) == ("by hand", cast.alice.name)
    assert row.decided_at is not None


def test_sub_customers_follow_their_parent(pages: Shelf) -> None:
    names = [row.customer.name for row in rows(pages) if row.customer]
    assert names.index("Alone branch") == names.index("Alone") + 1
    assert names.index("Linked branch") == names.index("Linked") + 1


def test_an_inactive_customer_whose_invoices_wait_is_not_forgotten(shelf: Shelf) -> None:
    shelf.invoice(shelf.customer("Old friend", Active=False))
    assert [(row.name, row.held) for row in rows(shelf, "todo")] == [("Old friend", 1)]


def test_customers_who_are_each_others_parent_do_not_hang_the_page(shelf: Shelf) -> None:
    first = shelf.customer("Ouroboros")
    second = shelf.sub_customer(first, "Tail")
    Customer.objects.filter(qbo_id=first).update(parent_id=second)
    shelf.invoice(first)
    rows(shelf)


def test_the_counts_of_the_tabs(pages: Shelf) -> None:
    services.refresh(*pages.place)
    counts = queries.counts(*pages.place)
    assert (counts.customers_linked, counts.customers_open) == (2, 3)
