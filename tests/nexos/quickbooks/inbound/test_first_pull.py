"""The first pull: everything, once, whatever happens meanwhile."""

import json
from collections.abc import Callable

import pytest

import raw_objects as raw
from books import Books
from emulator_process import EmulatorProcess
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.covered import COVERED
from nexos.quickbooks.inbound.progress import Progress
from nexos.quickbooks.mirror import queries
from nexos.quickbooks.mirror.models import InvoiceLine, PaymentApplication

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_mirror_holds_every_object_as_it_is(books: Books) -> None:
    run = books.sync()
    assert (run.state, run.message) == ("done", "QuickBooks and the mirror agree.")
    assert books.agrees()
    for entity in ("Customer", "Invoice", "Payment"):
        assert run.entities[entity]["written"] == run.entities[entity]["total"] == len(books.there(entity))


def test_other_items_are_left_out_and_counted_with_the_reason(books: Books) -> None:
    run = books.sync()
    stored = [one["object"]["Type"] for one in books.emulator.documents(books.realm_id, "Item")]
    others = {f"type {kind}": stored.count(kind) for kind in set(stored) - {"Service", "NonInventory"}}
    assert others
    assert run.entities["Item"]["left_out"] == others
    assert books.coverage("Item").left_out == others


def test_lines_and_applications_are_rows_with_exact_amounts(books: Books) -> None:
    books.sync()
    with scope(books.tenant_id):
        for invoice_id, invoice in books.there("Invoice").items():
            row = queries.invoice(books.tenant_id, books.connection_id, invoice_id)
            assert (str(row.total.amount), str(row.balance.amount)) == (
                f"{invoice['TotalAmt']:.2f}",
                f"{invoice['Balance']:.2f}",
            )
            lines = queries.invoice_lines(books.tenant_id, books.connection_id, invoice_id)
            assert [line.amount_minor for line in lines if line.bundle_position is None] == [
                None if "Amount" not in line else round(line["Amount"] * 100) for line in invoice["Line"]
            ]
        applied = PaymentApplication.objects.of(books.tenant_id).count()
    assert applied == sum(len(one.get("Line", [])) for one in books.there("Payment").values())


def test_pages_share_a_row_with_their_neighbours_and_no_call_is_wasted(
    connect: Callable[[str], Books], emulator: EmulatorProcess
) -> None:
    realm_id = emulator.company()
    emulator.seed(realm_id, {"Customer": [raw.customer(1)], "Invoice": [raw.invoice(n) for n in range(1, 2501)]})
    books = connect(realm_id)
    since = books.last_request()
    run = books.sync()
    asked = [one["query"] for one in emulator.requests(since) if one["realm_id"] == realm_id]
    pages = [query for query in asked if "FROM%20Invoice%20" in query and "STARTPOSITION" in query]
    starts = [query.partition("STARTPOSITION%20")[2].partition("%20")[0] for query in pages]
    assert sorted(starts) == ["1", "1000", "1999"]  # a slow machine makes two of them be asked for at once
    # A batch (company, settings, taxes), a batch of counts, three pages of invoices and one of each other kind that has
    # any, the changes (what was made in the second in which the read began comes with the changes).
    there = [entity for entity in COVERED if run.entities[entity]["total"] and entity != "Invoice"]
    assert run.calls == len(asked) == 2 + 3 + len(there) + 1
    assert books.agrees()


@pytest.mark.parametrize("deletes_per_page", [2, 25])
def test_what_changes_between_pages_is_neither_lost_nor_kept(
    deletes_per_page: int, connect: Callable[[str], Books], emulator: EmulatorProcess
) -> None:
    realm_id = emulator.company()
    invoices = [raw.invoice(n, customer_id=str(1 + n % 200)) for n in range(1, 2201)]
    emulator.seed(realm_id, {"Customer": [raw.customer(n) for n in range(1, 201)], "Invoice": invoices})
    books = connect(realm_id)
    pages_seen: set[int] = set()

    def bookkeeper(progress: Progress) -> None:
        count = progress.of("Invoice")
        if count.done in pages_seen or count.done == 0 or len(pages_seen) == 3:
            return
        pages_seen.add(count.done)
        # At the front of the order, so that every deletion moves rows across the page borders yet to be read.
        first = len(pages_seen) * 2 * deletes_per_page
        for number in range(first, first + deletes_per_page):
            books.change("Invoice", str(number), "0", delete=True)
            books.change("Invoice", str(number + 1000), "0", PrivateNote=f"edited after {count.done}")
        books.create("Invoice", {"CustomerRef": {"value": "1"}, "Line": raw.invoice(1)["Line"][:1]})

    assert books.sync(observe=bookkeeper).state == "done"
    assert len(pages_seen) == 3
    assert books.agrees()
    there = books.there("Invoice")
    with scope(books.tenant_id):
        lines = InvoiceLine.objects.of(books.tenant_id).filter(invoice_id__in=list(there)).count()
    assert lines == sum(len(one["Line"]) for one in there.values())


def test_a_slow_server_is_asked_for_several_pages_at_once_and_nothing_is_lost(
    connect: Callable[[str], Books], emulator: EmulatorProcess
) -> None:
    realm_id = emulator.company()
    emulator.seed(realm_id, {"Customer": [raw.customer(1)], "Invoice": [raw.invoice(n) for n in range(1, 7501)]})
    books = connect(realm_id)
    emulator.fault("slow", {"entity": "Invoice", "operation": "query"}, realm_id=realm_id, times=100, delay_s=1.0)
    seen: set[int] = set()
    most_between = 0
    since = books.last_request()

    def bookkeeper(progress: Progress) -> None:
        nonlocal most_between, since
        if progress.of("Invoice").done in seen:
            return
        seen.add(progress.of("Invoice").done)
        asked = books.calls(since).count("query")
        most_between, since = max(most_between, asked), books.last_request()
        if 1 < len(seen) < 5:
            books.change("Invoice", str(len(seen)), "0", delete=True)

    assert books.sync(observe=bookkeeper).state == "done"
    assert len(seen) > 5
    assert most_between > 1, "no two pages were asked for before the first of them was stored"
    assert books.agrees()


def test_an_object_nobody_understands_is_set_aside_with_its_json(
    connect: Callable[[str], Books], emulator: EmulatorProcess
) -> None:
    realm_id = emulator.company()
    odd = raw.invoice(2) | {"TotalAmt": "much"}
    emulator.seed(realm_id, {"Customer": [raw.customer(1)], "Invoice": [raw.invoice(1), odd, raw.invoice(3)]})
    books = connect(realm_id)
    run = books.sync()
    assert run.state == "done"
    assert sorted(books.here("Invoice")) == ["1", "3"]
    assert run.entities["Invoice"]["quarantined"] == 1
    with scope(books.tenant_id):
        kept = queries.quarantined(books.tenant_id, books.connection_id).get()
        assert (kept.entity, kept.qbo_id, json.loads(kept.raw)) == ("Invoice", "2", odd)
        assert "TotalAmt" in kept.reason
    emulator.seed(realm_id, {"Invoice": [raw.invoice(2)]})
    books.sync(full=True)
    with scope(books.tenant_id):
        assert not queries.quarantined(books.tenant_id, books.connection_id).exists()
    assert sorted(books.here("Invoice")) == ["1", "2", "3"]
