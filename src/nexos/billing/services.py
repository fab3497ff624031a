"""Writing invoices and taking them through their states.

Each change of state locks the invoice first, so that of two people deciding at once the second sees what the first did.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import IntegrityError, transaction

from nexos.accounts import queries as accounts
from nexos.billing.draft import Draft, DraftLine, due_problem, problems
from nexos.billing.events import InvoiceChanged, InvoiceIssued, InvoiceVoided, MayVoid
from nexos.billing.models import Invoice, InvoiceLine, Status
from nexos.catalog import queries as catalog
from nexos.crm import queries as crm
from nexos.kit import clock
from nexos.kit.checks import refuse, text_problem
from nexos.kit.errors import InvalidInput, NotFound, Refused
from nexos.kit.events import ask, publish
from nexos.kit.ids import new_id
from nexos.kit.money import Money
from nexos.kit.numbering.series import next_number

PREFIX = "INV"


class DraftChanges(TypedDict, total=False):
    """What may be changed of a draft; what the fields mean is said at `Draft`."""

    lines: Sequence[DraftLine]
    issued_on: date | None
    due_on: date | None
    terms_days: int
    memo: str


class LateChanges(TypedDict, total=False):
    """What may be changed of an issued invoice."""

    memo: str
    due_on: date


def create_draft(tenant_id: UUID, draft: Draft) -> Invoice:
    """An invoice without a number.

    Raises InvalidInput naming the fields as `draft` does, company_id and product_id too; Refused when one of the lines'
    sources is on a live invoice already.
    """
    with transaction.atomic():
        try:
            company = crm.company(tenant_id, draft.company_id)
        except NotFound as error:
            raise InvalidInput({"company_id": error.message}) from error
        _check(tenant_id, draft)
        invoice = Invoice(
            tenant_id=tenant_id,
            company=company,
            currency=draft.currency,
            issued_on=draft.issued_on,
            due_on=draft.due_on,
            terms_days=company.terms_days if draft.terms_days is None else draft.terms_days,
            memo=draft.memo.strip(),
        )
        _set_totals(invoice, draft)
        invoice.save(force_insert=True)
        _write_lines(invoice, draft.lines)
    return invoice


def update_draft(tenant_id: UUID, invoice_id: UUID, **changes: Unpack[DraftChanges]) -> Invoice:
    """Changes the named fields; `lines` replaces all lines, and those left out are free to be billed elsewhere.

    A line with the `id` of one that is there keeps that one's source. Raises NotFound; Refused unless it is a draft;
    InvalidInput naming the fields.
    """
    with transaction.atomic():
        invoice = _locked(tenant_id, invoice_id)
        _require_draft(invoice)
        before = {line.id: line.as_draft() for line in invoice.lines.all()}
        lines = _with_sources(changes["lines"], before) if "lines" in changes else list(before.values())
        draft = Draft(
            company_id=invoice.company_id,
            currency=invoice.currency,
            lines=lines,
            issued_on=changes.get("issued_on", invoice.issued_on),
            due_on=changes.get("due_on", invoice.due_on),
            terms_days=changes.get("terms_days", invoice.terms_days),
            memo=changes.get("memo", invoice.memo),
        )
        _check(tenant_id, draft)
        invoice.issued_on, invoice.due_on, invoice.memo = draft.issued_on, draft.due_on, draft.memo.strip()
        invoice.terms_days = changes.get("terms_days", invoice.terms_days)
        _set_totals(invoice, draft)
        invoice.save()
        invoice.lines.all().delete()
        _write_lines(invoice, lines)
    return invoice


def discard_draft(tenant_id: UUID, invoice_id: UUID) -> None:
    """Deletes a draft; what it billed is free again. Raises NotFound; Refused unless it is a draft."""
    with transaction.atomic():
        invoice = _locked(tenant_id, invoice_id)
        if invoice.status != Status.DRAFT:
            raise Refused(f"{invoice} is {invoice.status} and stays on record; void it to undo it.")
        invoice.delete()


def issue_invoice(tenant_id: UUID, invoice_id: UUID, cause: str = "person") -> Invoice:
    """Gives a draft its number and dates and freezes its lines; publishes InvoiceIssued.

    The number is the next of the year it is dated in. Raises NotFound; Refused unless it is a draft; InvalidInput
    (due_on) when a due date set earlier is before the day of issue.
    """
    with transaction.atomic():
        invoice = _locked(tenant_id, invoice_id)
        _require_draft(invoice)
        invoice.issued_on = invoice.issued_on or clock.today(accounts.tenant(tenant_id).time_zone)
        if problem := due_problem(invoice.issued_on, invoice.due_on):
            raise InvalidInput({"due_on": problem})
        invoice.due_on = invoice.due_on or invoice.issued_on + timedelta(days=invoice.terms_days)
        invoice.number = next_number(tenant_id, PREFIX, invoice.issued_on.year)
        invoice.status = Status.ISSUED
        invoice.issued_at = clock.now()
        invoice.save()
        publish(InvoiceIssued(tenant_id, cause, invoice.id))
    return invoice


def change_issued(tenant_id: UUID, invoice_id: UUID, cause: str = "person", **changes: Unpack[LateChanges]) -> Invoice:
    """Changes memo or due date after the issue; publishes InvoiceChanged if anything is different.

    Raises NotFound; Refused unless it is issued; InvalidInput naming memo or due_on.
    """
    with transaction.atomic():
        invoice = _locked(tenant_id, invoice_id)
        _require_issued(invoice)
        before = invoice.memo, invoice.due_on
        invoice.memo = changes.get("memo", invoice.memo).strip()
        invoice.due_on = changes.get("due_on", invoice.due_on)
        wrong = {
            "memo": text_problem("memo", invoice.memo, 4000),
            "due_on": due_problem(invoice.issued_on, invoice.due_on),
        }
        refuse(wrong)
        if (invoice.memo, invoice.due_on) != before:
            invoice.save(update_fields=["memo", "due_on"])
            publish(InvoiceChanged(tenant_id, cause, invoice.id))
    return invoice


def void_invoice(tenant_id: UUID, invoice_id: UUID, cause: str = "person", reason: str = "") -> Invoice:
    """Undoes an issued invoice: it keeps its number and amounts, and what it billed is free; publishes InvoiceVoided.

    Asks MayVoid first, unless the void has happened elsewhere already (`cause` "quickbooks"). Raises NotFound; Refused
    unless it is issued, or with the reasons of who objects; InvalidInput naming reason.
    """
    if problem := text_problem("reason", reason, 4000):
        raise InvalidInput({"reason": problem})
    with transaction.atomic():
        invoice = _locked(tenant_id, invoice_id)
        _require_issued(invoice)
        if cause != "quickbooks" and (objections := ask(MayVoid(tenant_id, invoice.id))):
            raise Refused(" ".join(objections))
        invoice.status = Status.VOID
        invoice.voided_at = clock.now()
        invoice.void_reason = reason.strip()
        invoice.save(update_fields=["status", "voided_at", "void_reason"])
        invoice.lines.update(live=False)
        publish(InvoiceVoided(tenant_id, cause, invoice.id))
    return invoice


def record_tax(tenant_id: UUID, invoice_id: UUID, tax: Money, cause: str = "quickbooks") -> Invoice:
    """Notes the tax that was computed elsewhere and adds it to the total; says nothing to others.

    Raises NotFound; Refused for a draft; ValueError for another currency, which is a defect of the caller.
    """
    with transaction.atomic():
        invoice = _locked(tenant_id, invoice_id)
        if invoice.status == Status.DRAFT:
            raise Refused("A draft has no tax yet; issue it first.")
        invoice.total_minor = (invoice.subtotal - invoice.discount + tax).minor
        invoice.tax_minor = tax.minor
        invoice.save(update_fields=["tax_minor", "total_minor"])
    return invoice


def _locked(tenant_id: UUID, invoice_id: UUID) -> Invoice:
    invoice = Invoice.objects.of(tenant_id).select_for_update(no_key=True).filter(id=invoice_id).first()
    if invoice is None:
        raise NotFound("There is no such invoice.")
    return invoice


def _require_draft(invoice: Invoice) -> None:
    if invoice.status == Status.ISSUED:
        raise Refused(f"{invoice} is issued already; its lines cannot be changed. Void it and write a new one.")
    if invoice.status == Status.VOID:
        raise Refused(f"{invoice} is void; write a new invoice.")


def _require_issued(invoice: Invoice) -> None:
    if invoice.status == Status.DRAFT:
        raise Refused("This invoice is still a draft; change or discard it as a draft.")
    if invoice.status == Status.VOID:
        raise Refused(f"{invoice} is void already.")


def _check(tenant_id: UUID, draft: Draft) -> None:
    wrong = problems(draft)
    known = catalog.product_names(tenant_id, {line.product_id for line in draft.lines if line.product_id})
    for place, line in enumerate(draft.lines):
        if line.product_id and line.product_id not in known:
            wrong[f"lines.{place}.product_id"] = "There is no such product."
    if wrong:
        raise InvalidInput(wrong)


def _with_sources(lines: Sequence[DraftLine], before: Mapping[UUID, DraftLine]) -> list[DraftLine]:
    """The lines, each with the source of the line it replaces and with no other."""
    wrong = {}
    seen: set[UUID] = set()
    for place, line in enumerate(lines):
        if line.id and line.id not in before:
            wrong[f"lines.{place}.id"] = "There is no such line on this invoice."
        if line.id in seen:
            wrong[f"lines.{place}.id"] = "This line is on the invoice twice."
        seen |= {line.id} if line.id else set()
    if wrong:
        raise InvalidInput(wrong)
    return [replace(line, source=before[line.id].source if line.id else None) for line in lines]


def _set_totals(invoice: Invoice, draft: Draft) -> None:
    totals = draft.totals
    invoice.subtotal_minor = totals.subtotal.minor
    invoice.discount_minor = totals.discount.minor
    invoice.tax_minor = None if totals.tax is None else totals.tax.minor
    invoice.total_minor = totals.total.minor


def _write_lines(invoice: Invoice, lines: Sequence[DraftLine]) -> None:
    rows = [
        InvoiceLine(
            id=line.id or new_id(),
            tenant_id=invoice.tenant_id,
            invoice=invoice,
            position=place,
            product_id=line.product_id,
            description=line.description.strip(),
            quantity=line.quantity,
            unit_price=line.unit_price,
            amount_minor=line.amount(invoice.currency).minor,
            discount_minor=Money.rounded(line.discount, invoice.currency).minor,
            taxable=line.taxable,
            source_kind=line.source.kind if line.source else "",
            source_id=line.source.id if line.source else None,
        )
        for place, line in enumerate(lines)
    ]
    try:
        with transaction.atomic():
            InvoiceLine.objects.bulk_create(rows)
    except IntegrityError as error:
        # one_live_invoice_line_per_source: somebody was quicker
        raise Refused("Some of this is on another invoice already; look at that one first.") from error
