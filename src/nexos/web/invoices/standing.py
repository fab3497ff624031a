"""How much of an invoice is paid: QuickBooks' word once it is there, ours before."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nexos.billing.models import Invoice, Status
from nexos.kit.errors import NotFound
from nexos.kit.money import Money
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.models import Invoice as MirroredInvoice
from nexos.quickbooks.mirror.queries import PaymentOnInvoice
from nexos.quickbooks.state.queries import Card
from nexos.web.badge import Badge

_BADGES = {
    "Draft": Badge("off", "edit", "Draft"),
    "Issued": Badge("off", "invoice", "Issued", plain=True),
    "Open": Badge("off", "invoice", "Issued", plain=True),
    "Void": Badge("off", "void", "Void"),
    "Voided": Badge("off", "void", "Void in QuickBooks"),
    "Deleted": Badge("off", "trash", "Deleted in QuickBooks"),
    "Paid": Badge("ok", "ok", "Paid", plain=True),
    "Partly paid": Badge("info", "payment", "Partly paid"),
    "Overdue": Badge("wait", "clock", "Overdue"),
}


@dataclass(frozen=True)
class Standing:
    """`open` is what is still to be paid; `payments` those applied to it, the oldest first. `late_days` past due."""

    badge: Badge
    total: Money
    paid: Money
    open: Money
    payments: list[PaymentOnInvoice]
    late_days: int = 0


def of_ours(tenant_id: UUID, invoice: Invoice, card: Card, today: date) -> Standing:
    """For an invoice that was made here."""
    if invoice.status == Status.ISSUED and (there := _there(tenant_id, card)):
        return of_theirs(tenant_id, there, today)
    nothing = Money.zero(invoice.currency)
    still_open = nothing if invoice.status == Status.VOID else invoice.total
    late = (today - invoice.due_on).days if invoice.status == Status.ISSUED and invoice.due_on else 0
    words = "Overdue" if late > 0 else invoice.get_status_display()
    return Standing(_BADGES[words], invoice.total, nothing, still_open, [], max(late, 0))


def of_theirs(tenant_id: UUID, invoice: MirroredInvoice, today: date) -> Standing:
    """For an invoice as QuickBooks holds it."""
    words = invoice.status_on(today)
    late = (today - invoice.due_date).days if words == "Overdue" and invoice.due_date else 0
    payments = mirror.payments_of_invoice(tenant_id, invoice.connection_id, invoice.qbo_id)
    paid = invoice.total - invoice.balance
    still_open = Money.zero(invoice.currency) if words == "Deleted" else invoice.balance
    return Standing(_BADGES[words], invoice.total, paid, still_open, payments, late)


def _there(tenant_id: UUID, card: Card) -> MirroredInvoice | None:
    """The invoice in the present company; else in the one that was archived with it."""
    connection = connections.current(tenant_id)
    if connection is not None and card.open_url:
        place = connection.id, card.qbo_id
    elif card.elsewhere is not None and card.elsewhere.open_url and not card.qbo_id:
        place = card.elsewhere.connection_id, card.elsewhere.qbo_id
    else:
        return None
    try:
        return mirror.invoice(tenant_id, *place)
    except NotFound:
        return None
