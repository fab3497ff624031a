"""Several people do the same thing in the same instant: one wins, the others are told so."""

import threading
from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest
from django.db import connection

from cast import Cast
from nexos.billing import queries, services
from nexos.billing.draft import Draft, DraftLine
from nexos.billing.invoicing.quote import invoice_quote
from nexos.crm import services as crm
from nexos.kit.errors import NexosError, Refused
from nexos.kit.ids import new_id
from nexos.kit.tenancy import scope
from nexos.sales import services as sales
from nexos.sales.models import Quote
from nexos.sales.offer import Offer, OfferLine

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 4


def all_at_once(cast: Cast, acts: list[Callable[[], object]]) -> list[object]:
    """What each act returned or was refused with, each done in its own thread, for Northwind."""
    outcomes: list[object] = []
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            with scope(cast.northwind.id):
                outcome = act()
            outcomes.append(outcome)
        except NexosError as refusal:
            outcomes.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == len(acts)
    return outcomes


@pytest.fixture
def draft(cast: Cast) -> Draft:
    with scope(cast.northwind.id):
        company = crm.create_company(cast.northwind.id, name="Cedar")
    line = DraftLine(description="Switch", quantity=Decimal(1), unit_price=Decimal(1180))
    return Draft(company_id=company.id, currency="USD", lines=[line])


@pytest.fixture
def sent(cast: Cast, draft: Draft) -> Quote:
    with scope(cast.northwind.id):
        line = OfferLine(description="Switch", quantity=Decimal(1), unit_price=Decimal(1180))
        quote = sales.create_quote(cast.northwind.id, Offer(company_id=draft.company_id, title="Network", lines=[line]))
        return sales.send_quote(cast.northwind.id, quote.id)


def test_a_quote_is_approved_by_one_of_them(cast: Cast, sent: Quote) -> None:
    def approve(name: str) -> Callable[[], Quote]:
        return lambda: sales.approve_quote(cast.northwind.id, sent.id, signer_name=name, choices={})

    outcomes = all_at_once(cast, [approve(f"Signer {number}") for number in range(PEOPLE)])
    [approved] = [outcome for outcome in outcomes if isinstance(outcome, Quote)]
    refusals = [str(outcome) for outcome in outcomes if isinstance(outcome, Refused)]
    assert len(refusals) == PEOPLE - 1
    assert all(f"was approved by {approved.approved_by_name}" in refusal for refusal in refusals)


def test_a_quote_is_invoiced_by_one_of_them(cast: Cast, sent: Quote) -> None:
    northwind = cast.northwind.id
    with scope(northwind):
        sales.approve_quote(northwind, sent.id, signer_name="Nora", choices={})
    outcomes = all_at_once(cast, [lambda: invoice_quote(northwind, sent.id)] * PEOPLE)
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == PEOPLE - 1
    with scope(northwind):
        assert queries.invoices(northwind).count() == 1


def test_a_draft_is_issued_by_one_of_them(cast: Cast, draft: Draft) -> None:
    northwind = cast.northwind.id
    with scope(northwind):
        invoice = services.create_draft(northwind, draft)
    outcomes = all_at_once(cast, [lambda: services.issue_invoice(northwind, invoice.id)] * PEOPLE)
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == PEOPLE - 1
    with scope(northwind):
        assert queries.invoice(northwind, invoice.id).number.endswith("-0001")


def test_numbers_have_no_gaps_when_many_issue_and_some_are_refused(cast: Cast, draft: Draft) -> None:
    northwind = cast.northwind.id
    with scope(northwind):
        invoices = [services.create_draft(northwind, draft) for _ in range(PEOPLE)]
    ids = [invoice.id for invoice in invoices] + [new_id(), new_id()]
    all_at_once(cast, [partial(services.issue_invoice, northwind, invoice_id) for invoice_id in ids])
    with scope(northwind):
        numbers = sorted(invoice.number[-4:] for invoice in queries.invoices(northwind))
    assert numbers == [f"{number:04d}" for number in range(1, PEOPLE + 1)]
