"""The rows of an invoice list, whole, for the keys of a page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from nexos.billing import queries as billing
from nexos.crm import queries as crm
from nexos.kit.money import Money
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.state.elsewhere import Elsewhere, elsewhere
from nexos.quickbooks.state.models import DocumentState
from nexos.quickbooks.state.open_url import open_url
from nexos.quickbooks.state.words import Badge, badge

IN_QUICKBOOKS = badge("delivered")


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One invoice. `origin` is where it was made, "here" or "quickbooks"; `record_id` is ours, None for one made there,
    `qbo_id` theirs, empty for one that is only here. `number` is ours where there is one, `number_there` QuickBooks'.

    `status` is the document's own ("Draft", "Issued", "Void"; once there QuickBooks' "Open", "Overdue", "Partly paid",
    "Paid", "Voided"), `badge` what it is to QuickBooks, with `sentence` behind it. `total` and `balance` are
    QuickBooks' figures once it is there; dates are None on a draft.
    """

    origin: str
    record_id: UUID | None
    qbo_id: str
    number: str
    number_there: str
    company_id: UUID | None
    company_name: str
    issued_on: date | None
    due_on: date | None
    status: str
    overdue: bool
    badge: Badge
    sentence: str
    total: Money
    balance: Money
    open_url: str


def rows_of(
    tenant_id: UUID,
    connection_id: UUID | None,
    environment: str,
    today: date,
    keys: Sequence[tuple[str, str]],
) -> list[InvoiceRow]:
    """The rows for `keys`, in their order; `(origin, key)` is ("quickbooks", QuickBooks' Id) or ("here", our id)."""
    there_ids = [key for origin, key in keys if origin == "quickbooks"]
    here_ids = [UUID(key) for origin, key in keys if origin == "here"]
    there = _there(tenant_id, connection_id, there_ids)
    here = billing.by_ids(tenant_id, here_ids)
    states = DocumentState.objects.of(tenant_id).filter(connection=connection_id, kind="invoice")
    by_qbo_id = {state.qbo_id: state for state in states.filter(qbo_id__in=there_ids)}
    by_record = {state.record_id: state for state in states.filter(record_id__in=here_ids)}
    gone = elsewhere(tenant_id, "invoice", [id_ for id_ in here_ids if id_ not in by_record])
    archived = _archived(tenant_id, gone)
    names = crm.company_names(tenant_id, {row.company_id for row in there.values() if row.company_id})
    rows = []
    for origin, key in keys:
        if origin == "quickbooks":
            invoice = there[key]
            name = names.get(invoice.company_id, "")
            rows.append(_from_quickbooks(invoice, name, by_qbo_id.get(key), environment, today))
        else:
            record_id = UUID(key)
            row = _from_here(here[record_id], by_record.get(record_id), today)
            if record_id in gone:
                row = _as_elsewhere(row, gone[record_id], archived.get(record_id), today)
            rows.append(row)
    return rows


def _there(tenant_id: UUID, connection_id: UUID | None, qbo_ids: Iterable[str]) -> dict[str, Any]:
    if connection_id is None:
        return {}
    found = mirror.invoices(tenant_id, connection_id).order_by().filter(qbo_id__in=qbo_ids)
    return {invoice.qbo_id: invoice for invoice in found}


def _archived(tenant_id: UUID, gone: Mapping[UUID, Elsewhere]) -> dict[UUID, Any]:
    """The invoices as the archived mirrors hold them, by our ids."""
    found: dict[UUID, Any] = {}
    for connection_id in {one.connection_id for one in gone.values()}:
        there = _there(tenant_id, connection_id, [one.qbo_id for one in gone.values()])
        found |= {
            record_id: there[one.qbo_id]
            for record_id, one in gone.items()
            if one.connection_id == connection_id and one.qbo_id in there
        }
    return found


def _as_elsewhere(row: InvoiceRow, gone: Elsewhere, invoice: Any, today: date) -> InvoiceRow:
    """A row of ours whose status is the one of the company that has it."""
    row = replace(row, badge=gone.badge, sentence=gone.sentence, number_there=gone.number, open_url=gone.open_url)
    if invoice is None:
        return row
    status = invoice.status_on(today)
    return replace(row, status=status, overdue=status == "Overdue", total=invoice.total, balance=invoice.balance)


def _from_quickbooks(
    invoice: Any, company_name: str, state: DocumentState | None, environment: str, today: date
) -> InvoiceRow:
    status = invoice.status_on(today)
    return InvoiceRow(
        origin="here" if state else "quickbooks",
        record_id=state.record_id if state else None,
        qbo_id=invoice.qbo_id,
        number=state.number if state else invoice.doc_number,
        number_there=invoice.doc_number,
        company_id=invoice.company_id,
        company_name=company_name,
        issued_on=invoice.txn_date,
        due_on=invoice.due_date,
        status=status,
        overdue=status == "Overdue",
        badge=badge(state.status, state.reason, _why(state)) if state else IN_QUICKBOOKS,
        sentence=state.sentence if state else "",
        total=invoice.total,
        balance=invoice.balance,
        open_url=open_url(environment, "invoice", invoice.qbo_id),
    )


def _from_here(invoice: Any, state: DocumentState | None, today: date) -> InvoiceRow:
    issued = invoice.status == "issued"
    return InvoiceRow(
        origin="here",
        record_id=invoice.id,
        qbo_id="",
        number=invoice.number,
        number_there="",
        company_id=invoice.company_id,
        company_name=invoice.company.name,
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        status=invoice.get_status_display(),
        overdue=issued and invoice.due_on < today,
        badge=badge(state.status, state.reason, _why(state)) if state else badge(""),
        sentence=state.sentence if state else "",
        total=invoice.total,
        balance=invoice.total if issued else Money.zero(invoice.currency),
        open_url="",
    )


def _why(state: DocumentState) -> str:
    """The few words that stand beside the badge: what differs."""
    fields = [difference["field"].lower() for difference in state.difference]
    return f"{', '.join(fields[:2])}{' and more' if len(fields) > 2 else ''}".capitalize() if fields else ""
