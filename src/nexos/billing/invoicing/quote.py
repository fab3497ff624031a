"""An invoice from an approved quote: its accepted one-time lines, in the quantities chosen, less the discount."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from nexos.billing import queries, services
from nexos.billing.draft import QUOTE_LINE, Draft, DraftLine, Source
from nexos.billing.models import Invoice, Status
from nexos.catalog.models import Billing
from nexos.kit.errors import Refused
from nexos.sales import queries as sales
from nexos.sales.models import Quote
from nexos.sales.models import Status as QuoteStatus


def preview(tenant_id: UUID, quote_id: UUID) -> Draft:
    """What `invoice_quote` would write: the lines that are on no live invoice, perhaps none. Writes nothing.

    Raises NotFound; Refused unless the quote is approved.
    """
    quote = sales.quote(tenant_id, quote_id)
    if quote.status != QuoteStatus.APPROVED:
        raise Refused(f"{quote} is {quote.status}; only an approved quote can be invoiced.")
    billed = queries.billed(tenant_id, QUOTE_LINE, [line.id for line in quote.lines.all()])
    return Draft(
        company_id=quote.company_id,
        currency=quote.currency,
        lines=[line for line in _one_time_lines(quote) if line.source and line.source.id not in billed],
        memo=f"{quote.title} ({quote})",
    )


def invoice_quote(tenant_id: UUID, quote_id: UUID, issued_on: date | None = None) -> Invoice:
    """A draft of what `preview` shows, to be dated `issued_on` (business-local; None: the day it is issued).

    Raises NotFound; Refused unless the quote is approved and has such lines, or when somebody was quicker.
    """
    draft = preview(tenant_id, quote_id)
    if not draft.lines:
        raise Refused(_nothing_left(tenant_id, quote_id))
    return services.create_draft(tenant_id, replace(draft, issued_on=issued_on))


def _one_time_lines(quote: Quote) -> list[DraftLine]:
    shares = quote.totals.shares
    return [
        DraftLine(
            description=line.description,
            quantity=line.counted_quantity,
            unit_price=line.unit_price,
            product_id=line.product_id,
            taxable=line.taxable,
            discount=share.amount,
            source=Source(QUOTE_LINE, line.id),
        )
        for line, share in zip(quote.counted_lines, shares, strict=True)
        if line.billing == Billing.ONE_TIME
    ]


def _nothing_left(tenant_id: UUID, quote_id: UUID) -> str:
    live = [invoice for invoice in queries.for_quote(tenant_id, quote_id) if invoice.status != Status.VOID]
    if not live:
        return "The client took no one-time line of this quote, so there is nothing to invoice."
    return f"All of this quote is invoiced already: {', '.join(str(invoice) for invoice in live)}."
