"""What is not mapped is held; mapping releases it at once, however old it is."""

from collections.abc import Callable
from uuid import UUID

import pytest

import raw_objects as raw
from books import Books
from emulator_process import EmulatorProcess
from nexos.crm import services as crm
from nexos.kit import clock
from nexos.kit.money import Money
from nexos.kit.tenancy import scope
from nexos.quickbooks.mapping import services as mapping
from nexos.quickbooks.mirror import queries
from nexos.quickbooks.mirror.models import HeldReason

pytestmark = pytest.mark.django_db(transaction=True)

PARENT, CHILD, GRANDCHILD, STRANGER = "11", "12", "13", "14"


@pytest.fixture
def family(connect: Callable[[str], Books], emulator: EmulatorProcess) -> Books:
    """A customer with a sub-customer and a job below that, and a stranger; one invoice each, and a payment over two."""
    realm_id = emulator.company()
    below = {"Job": True, "ParentRef": {"value": PARENT}}
    customers = [
        raw.customer(11),
        raw.customer(12, **below, FullyQualifiedName="Customer 11:Customer 12"),
        raw.customer(13, **below | {"ParentRef": {"value": CHILD}}, FullyQualifiedName="Customer 11:Customer 12:13"),
        raw.customer(14),
    ]
    invoices = [raw.invoice(100 + int(one["Id"]), customer_id=one["Id"], amount="10.50") for one in customers]
    payments = [raw.payment(500, PARENT, {"111": "4.00", "114": "6.00"})]
    others = {"Estimate": [raw.invoice(201, CHILD)], "CreditMemo": [raw.invoice(301, GRANDCHILD)]}  # alike, as raw
    emulator.seed(realm_id, {"Customer": customers, "Invoice": invoices, "Payment": payments, **others})
    books = connect(realm_id)
    assert books.sync().state == "done"
    return books


def company(books: Books, name: str) -> UUID:
    with scope(books.tenant_id):
        return crm.create_company(books.tenant_id, name=name).id


def link(books: Books, customer_id: str, company_id: UUID) -> None:
    with scope(books.tenant_id):
        mapping.link_customer(books.tenant_id, books.connection_id, customer_id, company_id, by=None)


def shown(books: Books) -> dict[str, UUID | None]:
    with scope(books.tenant_id):
        rows = queries.invoices(books.tenant_id, books.connection_id)
        return {row.customer_id: row.company_id for row in rows}


def test_before_any_mapping_everything_is_held_with_its_reason(family: Books) -> None:
    assert shown(family) == {}
    with scope(family.tenant_id):
        held = queries.held_invoices(family.tenant_id, family.connection_id)
        one = queries.invoice(family.tenant_id, family.connection_id, "111")
        assert not queries.payments(family.tenant_id, family.connection_id).exists()
    assert (held.count, held.totals) == (4, [Money.from_minor(4200, "USD")])
    assert {(row.name, row.count, row.total.minor) for row in held.by_customer} >= {("Customer 14", 1, 1050)}
    assert one.held_reason == HeldReason.UNMAPPED


def test_mapping_a_customer_releases_it_and_those_below_it(family: Books) -> None:
    acme = company(family, "Acme")
    link(family, PARENT, acme)
    assert shown(family) == {PARENT: acme, CHILD: acme, GRANDCHILD: acme}


def test_the_nearest_mapped_parent_counts(family: Books) -> None:
    acme, branch = company(family, "Acme"), company(family, "Acme, branch")
    link(family, PARENT, acme)
    link(family, CHILD, branch)
    assert shown(family) == {PARENT: acme, CHILD: branch, GRANDCHILD: branch}
    with scope(family.tenant_id):
        mapping.unlink_customer(family.tenant_id, family.connection_id, CHILD, by=None)
    assert shown(family) == {PARENT: acme, CHILD: acme, GRANDCHILD: acme}


def test_unmapping_holds_again(family: Books) -> None:
    link(family, PARENT, company(family, "Acme"))
    with scope(family.tenant_id):
        mapping.unlink_customer(family.tenant_id, family.connection_id, PARENT, by=None)
    assert shown(family) == {}


def test_estimates_and_credits_are_released_and_held_with_their_customers(family: Books) -> None:
    where = (family.tenant_id, family.connection_id)

    def released() -> dict[str, UUID | None]:
        with scope(family.tenant_id):
            rows = [*queries.estimates(*where), *queries.credit_memos(*where)]
            return {row.qbo_id: row.company_id for row in rows}

    assert released() == {}
    with scope(family.tenant_id):
        assert queries.held_counts(*where) == {"Invoice": 4, "Estimate": 1, "CreditMemo": 1, "Payment": 1}
    acme = company(family, "Acme")
    link(family, PARENT, acme)
    assert released() == {"201": acme, "301": acme}
    with scope(family.tenant_id):
        assert [one.qbo_id for one in queries.credit_memos(*where, company_id=acme)] == ["301"]
        mapping.unlink_customer(family.tenant_id, family.connection_id, PARENT, by=None)
    assert released() == {}


def test_what_comes_later_passes_the_gate_at_once(family: Books) -> None:
    acme = company(family, "Acme")
    link(family, PARENT, acme)
    line = raw.invoice(1)["Line"][:1]
    fresh = family.create("Invoice", {"CustomerRef": {"value": CHILD}, "Line": line})
    run = family.sync()
    with scope(family.tenant_id):
        assert queries.invoice(family.tenant_id, family.connection_id, fresh).company_id == acme
    assert run.entities["Invoice"]["held"] == 0


def test_a_customer_who_moves_below_another_parent_takes_its_invoices_along(family: Books) -> None:
    other = company(family, "Stranger & Sons")
    link(family, STRANGER, other)
    family.update("Customer", CHILD, ParentRef={"value": STRANGER}, Job=True)
    family.sync()
    assert shown(family) == {STRANGER: other, CHILD: other, GRANDCHILD: other}


def test_a_payment_shows_for_the_mapped_invoice_it_paid(family: Books) -> None:
    stranger = company(family, "Stranger & Sons")
    link(family, STRANGER, stranger)
    where = (family.tenant_id, family.connection_id)
    with scope(family.tenant_id):
        [payment] = queries.payments(*where)
        parts = {part.txn_id: part for part in queries.applied(*where, [payment])["500"]}
        assert [one.qbo_id for one in queries.payments(*where, company_id=stranger)] == ["500"]
        [paid] = queries.payments_of_invoice(*where, "114")
    assert (parts["114"].company_id, parts["114"].amount.minor, parts["114"].unmapped) == (stranger, 600, False)
    assert (parts["111"].company_id, parts["111"].doc_number, parts["111"].unmapped) == (None, None, True)
    assert paid.amount == Money.from_minor(600, "USD")


def merge(books: Books, winner: str, loser: str) -> None:
    order = {"realm_id": books.realm_id, "entity": "Customer", "winner": winner, "loser": loser}
    books.emulator.control("merge", order)


def test_the_documents_of_a_merged_customer_go_where_the_other_ones_do(family: Books) -> None:
    acme = company(family, "Acme")
    link(family, PARENT, acme)
    merge(family, PARENT, STRANGER)
    family.sync()
    assert family.agrees()
    assert shown(family) == {PARENT: acme, CHILD: acme, GRANDCHILD: acme}
    with scope(family.tenant_id):
        assert queries.invoice(family.tenant_id, family.connection_id, "114").company_id == acme


def test_the_documents_of_a_linked_customer_that_was_merged_into_an_unlinked_one_wait(family: Books) -> None:
    link(family, STRANGER, company(family, "Stranger & Sons"))
    merge(family, PARENT, STRANGER)
    family.sync()
    assert family.agrees()
    assert shown(family) == {}
    with scope(family.tenant_id):
        held = queries.held_invoices(family.tenant_id, family.connection_id)
    assert {(row.customer_id, row.count) for row in held.by_customer} >= {(PARENT, 2)}


def test_a_payment_over_a_family_is_told_apart_by_who_its_invoices_belong_to(
    connect: Callable[[str], Books], emulator: EmulatorProcess
) -> None:
    realm_id = emulator.company()
    below = {"Job": True, "ParentRef": {"value": PARENT}}
    names = [raw.customer(11), raw.customer(12, **below, FullyQualifiedName="Customer 11:Customer 12")]
    invoices = [raw.invoice(111, PARENT, "10.50"), raw.invoice(112, CHILD, "7.25")]
    payment = raw.payment(500, PARENT, {"111": "10.50", "112": "7.25"})
    emulator.seed(realm_id, {"Customer": names, "Invoice": invoices, "Payment": [payment]})
    books = connect(realm_id)
    books.sync()

    def parts() -> dict[str, tuple[UUID | None, bool]]:
        where = (books.tenant_id, books.connection_id)
        with scope(books.tenant_id):
            shown_ones = list(queries.payments(*where))
            return {
                part.txn_id: (part.company_id, part.unmapped)
                for one in shown_ones
                for part in queries.applied(*where, shown_ones)[one.qbo_id]
            }

    assert parts() == {}
    branch = company(books, "Acme, branch")
    link(books, CHILD, branch)
    assert parts() == {"111": (None, True), "112": (branch, False)}
    acme = company(books, "Acme")
    link(books, PARENT, acme)
    assert parts() == {"111": (acme, False), "112": (branch, False)}
    with scope(books.tenant_id):
        mapping.unlink_customer(books.tenant_id, books.connection_id, CHILD, by=None)
    assert parts() == {"111": (acme, False), "112": (acme, False)}
    with scope(books.tenant_id):
        mapping.unlink_customer(books.tenant_id, books.connection_id, PARENT, by=None)
    assert parts() == {}


def test_a_sub_customer_that_becomes_a_customer_of_its_own_takes_its_invoices_along(family: Books) -> None:
    acme = company(family, "Acme")
    link(family, PARENT, acme)
    there = {key: value for key, value in family.there("Customer")[CHILD].items() if key != "ParentRef"}
    now = clock.now().replace(microsecond=0).isoformat()
    alone = {"Job": False, "FullyQualifiedName": "Customer 12", "MetaData": raw.meta(12) | {"LastUpdatedTime": now}}
    family.seed({"Customer": [there | alone]})
    family.sync()
    assert shown(family) == {PARENT: acme}
    own = company(family, "Twelve")
    link(family, CHILD, own)
    assert shown(family) == {PARENT: acme, CHILD: own, GRANDCHILD: own}
