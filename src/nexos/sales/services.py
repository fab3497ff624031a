"""Writing quotes and taking them through their states.

Each change of state locks the quote first, so that of two people deciding at once the second sees what the first did.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from nexos.accounts import queries as accounts
from nexos.catalog import queries as catalog
from nexos.crm import queries as crm
from nexos.crm.models import Company
from nexos.kit import clock
from nexos.kit.checks import refuse, text_problem
from nexos.kit.errors import InvalidInput, NotFound, Refused
from nexos.kit.events import publish
from nexos.kit.jobs.due import due
from nexos.kit.numbering.series import next_number
from nexos.sales.acceptance import Choice, decide
from nexos.sales.events import QuoteApproved
from nexos.sales.models import Quote, QuoteLine, Status
from nexos.sales.offer import Offer, problems

PREFIX = "Q"
VALID_DAYS = 30


def create_quote(tenant_id: UUID, offer: Offer) -> Quote:
    """A draft with the next number of the business-local year, in the company's currency.

    Raises InvalidInput naming the fields as `offer` does; a company or product that is not there is named too.
    """
    with transaction.atomic():
        company = _company(tenant_id, offer)
        today = _today(tenant_id)
        quote = Quote(tenant_id=tenant_id, number=next_number(tenant_id, PREFIX, today.year))
        _fill(quote, company, offer, today)
        quote.save(force_insert=True)
        _write_lines(quote, offer)
    return quote


def update_quote(tenant_id: UUID, quote_id: UUID, offer: Offer) -> Quote:
    """Replaces what a draft offers, lines included. Raises NotFound; Refused unless it is a draft; InvalidInput."""
    with transaction.atomic():
        quote = _locked(tenant_id, quote_id)
        _require_draft(quote)
        _fill(quote, _company(tenant_id, offer), offer, _today(tenant_id))
        quote.lines.all().delete()
        quote.save()
        _write_lines(quote, offer)
    return quote


def send_quote(tenant_id: UUID, quote_id: UUID) -> Quote:
    """Puts a draft before the client. Raises NotFound; Refused unless it is a draft that is still valid."""
    with transaction.atomic():
        quote = _locked(tenant_id, quote_id)
        _require_draft(quote)
        if quote.valid_until < _today(tenant_id):
            raise Refused(f"{quote} was valid until {_day(quote.valid_until)}; give it a later date, then send it.")
        quote.status = Status.SENT
        quote.sent_at = clock.now()
        quote.save(update_fields=["status", "sent_at"])
        due("sales.expire", tenant_id, quote.id, at=_end_of(quote.valid_until, tenant_id))
    return quote


def reopen_quote(tenant_id: UUID, quote_id: UUID) -> Quote:
    """Makes a draft again of a quote that was sent, declined or has expired. Raises NotFound; Refused if approved."""
    with transaction.atomic():
        quote = _locked(tenant_id, quote_id)
        if quote.status == Status.APPROVED:
            raise Refused(_approved_sentence(quote))
        quote.status = Status.DRAFT
        quote.sent_at = None
        quote.declined_reason = ""
        quote.save(update_fields=["status", "sent_at", "declined_reason"])
    return quote


def approve_quote(
    tenant_id: UUID,
    quote_id: UUID,
    *,
    signer_name: str,
    signer_title: str = "",
    choices: Mapping[UUID, Choice],
    cause: str = "person",
) -> Quote:
    """Records that the client accepted: who signed, and by line id what was chosen (see `acceptance.decide`).

    Raises NotFound; Refused unless it was sent and is still valid; InvalidInput naming signer_name, signer_title or the
    lines, also when what was chosen comes to less than nothing.
    """
    with transaction.atomic():
        quote = _locked(tenant_id, quote_id)
        _require_open(quote, _today(tenant_id))
        _check_signer(signer_name, signer_title)
        lines = list(quote.lines.all())
        for line, decision in zip(lines, decide(lines, choices), strict=True):
            line.accepted, line.chosen_quantity = decision.accepted, decision.quantity
            line.save(update_fields=["accepted", "chosen_quantity"])
        _check_chosen(quote)
        quote.total_minor = quote.totals.total.minor
        quote.status = Status.APPROVED
        quote.approved_on = _today(tenant_id)
        quote.approved_by_name = signer_name.strip()
        quote.approved_by_title = signer_title.strip()
        quote.save()
        publish(QuoteApproved(tenant_id, cause, quote.id))
    return quote


def decline_quote(tenant_id: UUID, quote_id: UUID, *, reason: str = "") -> Quote:
    """Records that the client does not want it. Raises NotFound; Refused unless it was sent; InvalidInput (reason)."""
    if problem := text_problem("reason", reason, 4000):
        raise InvalidInput({"reason": problem})
    with transaction.atomic():
        quote = _locked(tenant_id, quote_id)
        _require_open(quote, _today(tenant_id))
        quote.status = Status.DECLINED
        quote.declined_reason = reason.strip()
        quote.save(update_fields=["status", "declined_reason"])
    return quote


def expire_quote(tenant_id: UUID, quote_id: UUID) -> datetime | None:
    """Ends a sent quote whose last good day has passed; returns when to look again (UTC), None for never."""
    with transaction.atomic():
        quote = Quote.objects.of(tenant_id).select_for_update(no_key=True).filter(id=quote_id).first()
        if quote is None or quote.status != Status.SENT:
            return None
        if quote.valid_until >= _today(tenant_id):
            return _end_of(quote.valid_until, tenant_id)
        quote.status = Status.EXPIRED
        quote.save(update_fields=["status"])
    return None


def _locked(tenant_id: UUID, quote_id: UUID) -> Quote:
    quote = Quote.objects.of(tenant_id).select_for_update(no_key=True).filter(id=quote_id).first()
    if quote is None:
        raise NotFound("There is no such quote.")
    return quote


def _require_draft(quote: Quote) -> None:
    if quote.status == Status.APPROVED:
        raise Refused(_approved_sentence(quote))
    if quote.status != Status.DRAFT:
        raise Refused(f"{quote} is {quote.status}; take it back to draft first.")


def _require_open(quote: Quote, today: date) -> None:
    if quote.status == Status.APPROVED:
        raise Refused(_approved_sentence(quote))
    if quote.status == Status.DRAFT:
        raise Refused(f"{quote} has not been sent yet; send it first.")
    if quote.status == Status.EXPIRED or (quote.status == Status.SENT and quote.valid_until < today):
        raise Refused(f"{quote} expired on {_day(quote.valid_until)}; take it back to draft and give it a later date.")
    if quote.status == Status.DECLINED:
        raise Refused(f"{quote} was declined; take it back to draft to offer it again.")


def _approved_sentence(quote: Quote) -> str:
    on = _day(quote.approved_on) if quote.approved_on else ""
    return f"{quote} was approved by {quote.approved_by_name} on {on} and stays as it is; write a new quote instead."


def _check_signer(name: str, title: str) -> None:
    wrong = {
        "signer_name": text_problem("name of who signs", name, 120, required=True),
        "signer_title": text_problem("title of who signs", title, 120),
    }
    refuse(wrong)


def _check_chosen(quote: Quote) -> None:
    totals = quote.totals
    if totals.one_time.total.amount < 0 or totals.recurring.total.amount < 0:
        problem = f"What is chosen comes to less than nothing ({totals.total}); choose more, or ask for a new quote."
        raise InvalidInput({"lines": problem})


def _company(tenant_id: UUID, offer: Offer) -> Company:
    """The offer's company, once all of the offer is known to be right."""
    try:
        company = crm.company(tenant_id, offer.company_id)
    except NotFound as error:
        raise InvalidInput({"company_id": error.message}) from error
    wrong = problems(offer, company.currency)
    known = catalog.product_names(tenant_id, {line.product_id for line in offer.lines if line.product_id})
    for place, line in enumerate(offer.lines):
        if line.product_id and line.product_id not in known:
            wrong[f"lines.{place}.product_id"] = "There is no such product."
    if wrong:
        raise InvalidInput(wrong)
    return company


def _fill(quote: Quote, company: Company, offer: Offer, today: date) -> None:
    quote.company = company
    quote.currency = company.currency
    quote.title = offer.title.strip()
    quote.note = offer.note.strip()
    quote.valid_until = offer.valid_until or today + timedelta(days=VALID_DAYS)
    quote.discount_kind = offer.discount_kind
    quote.discount_value = offer.discount_value
    quote.tax_percent = offer.tax_percent


def _write_lines(quote: Quote, offer: Offer) -> None:
    QuoteLine.objects.bulk_create(
        QuoteLine(
            tenant_id=quote.tenant_id,
            quote=quote,
            position=place,
            product_id=line.product_id,
            description=line.description.strip(),
            quantity=line.quantity,
            unit_price=line.unit_price,
            billing=line.billing,
            optional=line.optional,
            adjustable=line.adjustable,
            taxable=line.taxable,
        )
        for place, line in enumerate(offer.lines)
    )
    quote.total_minor = quote.totals.total.minor
    quote.save(update_fields=["total_minor"])


def _today(tenant_id: UUID) -> date:
    return clock.today(accounts.tenant(tenant_id).time_zone)


def _end_of(day: date, tenant_id: UUID) -> datetime:
    """The first moment after the business-local day."""
    zone = ZoneInfo(accounts.tenant(tenant_id).time_zone)
    return datetime.combine(day + timedelta(days=1), time(), zone)


def _day(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"
