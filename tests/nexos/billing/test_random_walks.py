"""Whatever people do in whatever order, a line of a quote is never billed twice, and nothing agreed is lost."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nexos.accounts.models import Tenant
from nexos.billing import queries, services
from nexos.billing.invoicing.quote import invoice_quote, preview
from nexos.billing.models import Invoice
from nexos.kit.errors import Refused
from nexos.sales.models import Quote
from nexos.sales.offer import Offer, OfferLine

ACTS = ("invoice", "issue", "void", "discard", "drop a line")


def act(tenant_id: UUID, quote: Quote, name: str, place: int) -> None:
    """Does one thing to the quote, or to one of its invoices; a refusal is as good an outcome as any."""
    if name == "invoice":
        invoice_quote(tenant_id, quote.id)
    elif known := queries.for_quote(tenant_id, quote.id):
        invoice = known[place % len(known)]
        if name == "issue":
            services.issue_invoice(tenant_id, invoice.id)
        elif name == "void":
            services.void_invoice(tenant_id, invoice.id)
        elif name == "discard":
            services.discard_draft(tenant_id, invoice.id)
        elif len(lines := queries.lines(tenant_id, invoice.id)) > 1:
            services.update_draft(tenant_id, invoice.id, lines=[line.as_draft() for line in lines[1:]])


def live(tenant_id: UUID, quote: Quote) -> list[Invoice]:
    return [invoice for invoice in queries.for_quote(tenant_id, quote.id) if invoice.status != "void"]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    prices=st.lists(st.integers(1, 99_999), min_size=1, max_size=4),
    discount=st.integers(0, 100),
    acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 5)), max_size=12),
)
def test_a_line_is_billed_once_and_what_was_agreed_is_never_lost(
    northwind: Tenant,
    approve: Callable[[Offer], Quote],
    offer: Offer,
    prices: list[int],
    discount: int,
    acts: list[tuple[str, int]],
) -> None:
    tenant_id = northwind.id
    quote = approve(
        Offer(
            company_id=offer.company_id,
            title="Network",
            discount_kind="fixed",
            discount_value=Decimal(sum(prices) * discount // 100) / 100,
            lines=[
                OfferLine(description="Switch", quantity=Decimal(1), unit_price=Decimal(price) / 100)
                for price in prices
            ],
        )
    )
    for name, place in acts:
        try:
            act(tenant_id, quote, name, place)
        except Refused:
            continue
        finally:
            invoices = live(tenant_id, quote)
            billed = Counter(line.source_id for invoice in invoices for line in queries.lines(tenant_id, invoice.id))
            open_lines = preview(tenant_id, quote.id)
            assert all(times == 1 for times in billed.values())
            assert len(billed) + len(open_lines.lines) == len(prices)
            agreed = sum((invoice.total for invoice in invoices), open_lines.totals.total)
            assert agreed == quote.totals.total
            numbers = [invoice.number for invoice in queries.invoices(tenant_id) if invoice.number]
            assert sorted(int(number[-4:]) for number in numbers) == list(range(1, len(numbers) + 1))
