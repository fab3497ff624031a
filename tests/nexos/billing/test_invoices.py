"""An invoice is drafted, issued and voided; what is wrong is named, what is too late is refused."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from nexos.accounts.models import Tenant
from nexos.billing import queries, services
from nexos.billing.draft import Draft, DraftLine, problems
from nexos.billing.events import InvoiceChanged, InvoiceIssued, InvoiceVoided, MayVoid
from nexos.billing.models import Invoice
from nexos.kit import clock, events
from nexos.kit.errors import InvalidInput, Refused
from nexos.kit.ids import new_id
from nexos.kit.money import Money


@pytest.fixture
def heard() -> Iterator[list[events.Fact]]:
    """The facts about invoices that listeners are told of while the test runs."""
    facts: list[events.Fact] = []
    listening = True

    def hear(fact: Any) -> None:
        if listening:
            facts.append(fact)

    for kind in (InvoiceIssued, InvoiceChanged, InvoiceVoided):
        events.listens(kind)(hear)
    yield facts
    listening = False


@pytest.fixture
def objection() -> Iterator[list[str]]:
    """What somebody says against every void; nothing until the test adds a reason."""
    reasons: list[str] = []
    events.answers(MayVoid)(lambda question: reasons[0] if reasons else None)
    yield reasons
    reasons.clear()


def issued(tenant: Tenant, draft: Draft) -> Invoice:
    return services.issue_invoice(tenant.id, services.create_draft(tenant.id, draft).id)


def test_a_draft_has_three_numbers_a_line_and_totals_but_no_number(northwind: Tenant, draft: Draft) -> None:
    invoice = queries.invoice(northwind.id, services.create_draft(northwind.id, draft).id)
    assert (invoice.number, str(invoice), invoice.status, invoice.terms_days) == ("", "Draft", "draft", 14)
    assert [(line.quantity, line.unit_price, str(line.amount)) for line in invoice.lines.all()] == [
        (Decimal(1), Decimal(1180), "1180.00 USD"),
        (Decimal("3.75"), Decimal("41.33"), "154.99 USD"),
    ]
    assert (str(invoice.subtotal), str(invoice.discount), str(invoice.total)) == (
        "1334.99 USD",
        "59.00 USD",
        "1275.99 USD",
    )
    assert invoice.tax is None


def test_without_a_taxable_line_the_tax_is_known_to_be_nothing(northwind: Tenant, draft: Draft) -> None:
    invoice = services.create_draft(northwind.id, replace(draft, lines=draft.lines[1:]))
    assert invoice.tax == Money.zero("USD")


LINE = DraftLine(description="Switch", quantity=Decimal(1), unit_price=Decimal(100))
CREDIT = replace(LINE, unit_price=Decimal(-100))
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"lines": []}, "lines"),
    ({"lines": [LINE] * 501}, "lines"),
    ({"lines": [CREDIT]}, "lines"),
    ({"lines": [replace(LINE, description="")]}, "lines.0.description"),
    ({"lines": [LINE, replace(LINE, quantity=Decimal(0))]}, "lines.1.quantity"),
    ({"lines": [replace(LINE, quantity=Decimal("-2"))]}, "lines.0.quantity"),
    ({"lines": [replace(LINE, quantity=Decimal("0.33333333"))]}, "lines.0.quantity"),
    ({"lines": [replace(LINE, unit_price=Decimal("1.00000001"))]}, "lines.0.unit_price"),
    ({"lines": [replace(LINE, unit_price=Decimal("NaN"))]}, "lines.0.unit_price"),
    ({"lines": [replace(LINE, discount=Decimal("100.01"))]}, "lines.0.discount"),
    ({"lines": [replace(LINE, discount=Decimal("-1"))]}, "lines.0.discount"),
    ({"lines": [replace(LINE, discount=Decimal("0.001"))]}, "lines.0.discount"),
    ({"lines": [LINE, replace(CREDIT, discount=Decimal(1))]}, "lines.1.discount"),
    ({"lines": [replace(LINE, quantity=Decimal(900_000), unit_price=Decimal(90_000_000))]}, "lines.0.unit_price"),
    ({"issued_on": date.max}, "issued_on"),
    ({"due_on": date.max}, "due_on"),
    ({"currency": "usd"}, "currency"),
    ({"memo": "m" * 4001}, "memo"),
    ({"terms_days": -1}, "terms_days"),
    ({"issued_on": date(2026, 11, 20), "due_on": date(2026, 11, 19)}, "due_on"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG)
def test_what_is_wrong_with_a_draft_is_named(changes: dict[str, Any], field: str) -> None:
    draft = replace(Draft(company_id=new_id(), currency="USD", lines=[LINE]), **changes)
    assert list(problems(draft)) == [field]


def test_a_refused_draft_leaves_nothing(northwind: Tenant, draft: Draft) -> None:
    with pytest.raises(InvalidInput) as refusal:
        services.create_draft(northwind.id, replace(draft, lines=[LINE, replace(LINE, description="")]))
    assert list(refusal.value.fields) == ["lines.1.description"]
    assert not queries.invoices(northwind.id).exists()


def test_issuing_gives_number_and_dates_and_tells_others(
    northwind: Tenant, draft: Draft, heard: list[events.Fact]
) -> None:
    today = clock.today(northwind.time_zone)
    first, second = issued(northwind, draft), issued(northwind, draft)
    assert [first.number, second.number] == [f"INV-{today.year}-0001", f"INV-{today.year}-0002"]
    found = queries.invoice(northwind.id, first.id)
    assert (found.status, found.issued_on, found.due_on) == ("issued", today, today + timedelta(days=14))
    assert heard == [InvoiceIssued(northwind.id, "person", first.id), InvoiceIssued(northwind.id, "person", second.id)]


def test_the_number_belongs_to_the_year_on_the_invoice(northwind: Tenant, draft: Draft) -> None:
    numbers = [
        issued(northwind, replace(draft, issued_on=day)).number
        for day in (date(2025, 12, 31), date(2026, 1, 1), date(2025, 6, 30))
    ]
    assert numbers == ["INV-2025-0001", "INV-2026-0001", "INV-2025-0002"]


def test_an_issue_that_is_undone_gives_its_number_back(northwind: Tenant, draft: Draft) -> None:
    broken = True

    @events.listens(InvoiceIssued)
    def fail(fact: InvoiceIssued) -> None:
        if broken:
            raise RuntimeError("the listener is broken")

    waiting = services.create_draft(northwind.id, draft)
    try:
        with pytest.raises(RuntimeError):
            services.issue_invoice(northwind.id, waiting.id)
    finally:
        broken = False
    assert queries.invoice(northwind.id, waiting.id).status == "draft"
    assert services.issue_invoice(northwind.id, waiting.id).number.endswith("-0001")


def test_a_due_date_before_the_day_of_issue_is_refused(northwind: Tenant, draft: Draft) -> None:
    waiting = services.create_draft(northwind.id, replace(draft, due_on=date(2020, 1, 1)))
    with pytest.raises(InvalidInput) as refusal:
        services.issue_invoice(northwind.id, waiting.id)
    assert list(refusal.value.fields) == ["due_on"]
    assert queries.invoice(northwind.id, waiting.id).number == ""


def test_lines_are_frozen_once_issued(northwind: Tenant, draft: Draft) -> None:
    invoice = issued(northwind, draft)
    for attempt in (
        lambda: services.update_draft(northwind.id, invoice.id, lines=[LINE]),
        lambda: services.update_draft(northwind.id, invoice.id, memo="Other"),
        lambda: services.discard_draft(northwind.id, invoice.id),
        lambda: services.issue_invoice(northwind.id, invoice.id),
    ):
        with pytest.raises(Refused, match=invoice.number):
            attempt()
    assert len(queries.lines(northwind.id, invoice.id)) == 2


def test_a_draft_can_be_changed_line_by_line(northwind: Tenant, draft: Draft) -> None:
    invoice = services.create_draft(northwind.id, draft)
    switch, _ = queries.lines(northwind.id, invoice.id)
    services.update_draft(
        northwind.id,
        invoice.id,
        memo="Changed",
        issued_on=date(2026, 11, 20),
        lines=[replace(switch.as_draft(), quantity=Decimal(2)), LINE],
    )
    found = queries.invoice(northwind.id, invoice.id)
    assert [(line.description, str(line.amount)) for line in found.lines.all()] == [
        ("Switch", "2360.00 USD"),
        ("Switch", "100.00 USD"),
    ]
    assert found.lines.all()[0].id == switch.id
    assert (found.memo, found.issued_on, str(found.total)) == ("Changed", date(2026, 11, 20), "2401.00 USD")


def test_a_line_that_is_not_on_the_draft_or_twice_is_named(northwind: Tenant, draft: Draft) -> None:
    invoice = services.create_draft(northwind.id, draft)
    switch = queries.lines(northwind.id, invoice.id)[0].as_draft()
    for lines in ([switch, replace(LINE, id=new_id())], [switch, switch]):
        with pytest.raises(InvalidInput) as refusal:
            services.update_draft(northwind.id, invoice.id, lines=lines)
        assert list(refusal.value.fields) == ["lines.1.id"]
    assert len(queries.lines(northwind.id, invoice.id)) == 2


def test_memo_and_due_date_may_change_after_the_issue_and_others_are_told(
    northwind: Tenant, draft: Draft, heard: list[events.Fact]
) -> None:
    invoice = issued(northwind, draft)
    assert invoice.due_on
    later = invoice.due_on + timedelta(days=5)
    services.change_issued(northwind.id, invoice.id, memo=" Paid by cheque ", due_on=later)
    services.change_issued(northwind.id, invoice.id, memo="Paid by cheque", due_on=later)
    found = queries.invoice(northwind.id, invoice.id)
    assert (found.memo, found.due_on) == ("Paid by cheque", later)
    assert heard[1:] == [InvoiceChanged(northwind.id, "person", invoice.id)]


@pytest.mark.parametrize(
    ("changes", "field"), [({"memo": "m" * 4001}, "memo"), ({"due_on": date(2020, 1, 1)}, "due_on")]
)
def test_a_wrong_late_change_is_named(northwind: Tenant, draft: Draft, changes: dict[str, Any], field: str) -> None:
    invoice = issued(northwind, draft)
    with pytest.raises(InvalidInput) as refusal:
        services.change_issued(northwind.id, invoice.id, **changes)
    assert list(refusal.value.fields) == [field]
    assert queries.invoice(northwind.id, invoice.id).memo == "Network refresh"


def test_a_void_keeps_number_amounts_and_reason(
    northwind: Tenant, draft: Draft, heard: list[events.Fact], objection: list[str]
) -> None:
    invoice = issued(northwind, draft)
    services.void_invoice(northwind.id, invoice.id, reason=" Billed twice ")
    found = queries.invoice(northwind.id, invoice.id)
    assert (found.status, found.number, found.void_reason, str(found.total)) == (
        "void",
        invoice.number,
        "Billed twice",
        "1275.99 USD",
    )
    assert heard[1:] == [InvoiceVoided(northwind.id, "person", invoice.id)]


def test_a_void_is_refused_with_the_reasons_against_it(
    northwind: Tenant, draft: Draft, heard: list[events.Fact], objection: list[str]
) -> None:
    invoice = issued(northwind, draft)
    objection.append("1,075.00 is applied; take it off first.")
    with pytest.raises(Refused, match="is applied; take it off first"):
        services.void_invoice(northwind.id, invoice.id)
    assert queries.invoice(northwind.id, invoice.id).status == "issued"
    assert len(heard) == 1
    assert services.void_invoice(northwind.id, invoice.id, cause="quickbooks").status == "void"


def test_a_state_that_does_not_fit_is_refused(northwind: Tenant, draft: Draft) -> None:
    waiting, voided = services.create_draft(northwind.id, draft), issued(northwind, draft)
    services.void_invoice(northwind.id, voided.id)
    attempts: list[Callable[[], object]] = [
        lambda: services.void_invoice(northwind.id, waiting.id),
        lambda: services.change_issued(northwind.id, waiting.id, memo="Other"),
        lambda: services.record_tax(northwind.id, waiting.id, Money.zero("USD")),
        lambda: services.void_invoice(northwind.id, voided.id),
        lambda: services.change_issued(northwind.id, voided.id, memo="Other"),
        lambda: services.issue_invoice(northwind.id, voided.id),
        lambda: services.update_draft(northwind.id, voided.id, memo="Other"),
    ]
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt()


def test_the_tax_computed_elsewhere_is_added_quietly(northwind: Tenant, draft: Draft, heard: list[events.Fact]) -> None:
    invoice = issued(northwind, draft)
    services.record_tax(northwind.id, invoice.id, Money(Decimal("92.48"), "USD"))
    found = queries.invoice(northwind.id, invoice.id)
    assert (str(found.tax), str(found.total)) == ("92.48 USD", "1368.47 USD")
    assert len(heard) == 1
    with pytest.raises(ValueError, match="different currencies"):
        services.record_tax(northwind.id, invoice.id, Money.zero("EUR"))


def test_invoices_are_listed_newest_first_and_found(northwind: Tenant, draft: Draft) -> None:
    older = issued(northwind, draft)
    newer = services.create_draft(northwind.id, replace(draft, memo="Backup"))
    assert list(queries.invoices(northwind.id)) == [newer, older]
    assert list(queries.invoices(northwind.id, "backup")) == [newer]
    assert list(queries.invoices(northwind.id, older.number)) == [older]
    assert list(queries.invoices(northwind.id, "pine", "issued", draft.company_id)) == [older]
    assert list(queries.invoices(northwind.id, company_id=new_id())) == []
    assert queries.by_ids(northwind.id, [older.id, new_id()]) == {older.id: older}
