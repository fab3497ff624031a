"""Each invoice we sent against its mirror row: number, customer, tax, total, and whether it is void."""

from collections.abc import Iterator
from itertools import batched
from uuid import UUID

from nexos.billing import queries as billing
from nexos.billing.models import Invoice
from nexos.billing.models import Status as Ours
from nexos.kit.money import Money
from nexos.quickbooks.mirror.queries import receivables
from nexos.quickbooks.mirror.queries.receivables import Head
from nexos.quickbooks.state import queries as state
from nexos.quickbooks.state.models import DocumentState, Status
from nexos.quickbooks.sync.reconciliation.document import Document
from nexos.quickbooks.sync.reconciliation.finding import Finding
from nexos.quickbooks.sync.reconciliation.models import Part, Why
from nexos.quickbooks.sync.reconciliation.words import amount

_AT_ONCE = 500


def compared(tenant_id: UUID, connection_id: UUID) -> tuple[int, list[Finding], set[Document]]:
    """How many documents were compared, how they differ, and those without a row here, to be looked for in QuickBooks.
    Call inside a scope."""
    count = 0
    found: list[Finding] = []
    missing: set[Document] = set()
    for some in batched(state.delivered(tenant_id, connection_id, "invoice").iterator(_AT_ONCE), _AT_ONCE):
        ours = billing.by_ids(tenant_id, [one.record_id for one in some])
        rows = receivables.heads(tenant_id, connection_id, "Invoice", [one.qbo_id for one in some])
        for one in some:
            count += 1
            invoice, row = ours.get(one.record_id), rows.get(one.qbo_id)
            if invoice is None:
                continue
            if row is not None:
                found += _differing(one, invoice, row)
            elif one.status != Status.DELETED_THERE:
                missing.add(("Invoice", one.qbo_id))
            elif invoice.status != Ours.VOID:
                found.append(_finding(one, invoice, None, Why.DELETED_THERE, "It was deleted in QuickBooks, not here."))
    return count, found, missing


def _differing(sent: DocumentState, invoice: Invoice, row: Head) -> Iterator[Finding]:
    voided_here = invoice.status == Ours.VOID
    if row.voided and voided_here:
        return
    if row.voided:
        yield _finding(sent, invoice, row, Why.VOIDED_THERE, "It was voided in QuickBooks, not here.")
    elif voided_here:
        yield _finding(sent, invoice, row, Why.VOIDED_HERE, "It was voided here, not in QuickBooks.")
    elif what := list(_changes(sent, invoice, row)):
        yield _finding(sent, invoice, row, Why.CHANGED_THERE, f"Here and in QuickBooks differ: {'; '.join(what)}.")


def _changes(sent: DocumentState, invoice: Invoice, row: Head) -> Iterator[str]:
    number = sent.sent.get("number")
    if number is not None and number != row.doc_number:
        yield f"number {number or 'none'} here, {row.doc_number or 'none'} there"
    if sent.sent.get("customer_id", row.customer_id) != row.customer_id:
        yield "another customer there"
    if invoice.tax is not None:  # else QuickBooks' answer has not been written back yet
        if invoice.tax.minor != row.tax_minor:
            yield f"tax {amount(invoice.tax)} here, {_of(row.tax_minor, row)} there"
        if invoice.total.minor != row.total_minor:
            yield f"total {amount(invoice.total)} here, {_of(row.total_minor, row)} there"


def _finding(sent: DocumentState, invoice: Invoice, row: Head | None, why: Why, sentence: str) -> Finding:
    return Finding(
        Part.DELIVERED,
        why,
        sentence,
        customer_id=row.customer_id if row else "",
        customer_name=invoice.company.name,
        month=invoice.issued_on.replace(day=1) if invoice.issued_on else None,
        entity="Invoice",
        qbo_id=sent.qbo_id,
        doc_number=sent.number,
        record_id=invoice.id,
        currency=invoice.currency,
        here_minor=0 if invoice.status == Ours.VOID else invoice.total_minor,
        there_minor=row.total_minor if row else 0,
    )


def _of(minor: int, row: Head) -> str:
    return amount(Money.from_minor(minor, row.currency))
