"""Payments: shown when their customer is mapped, or when they paid an invoice that the gate has released."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from nexos.kit.errors import NotFound
from nexos.kit.money import Money
from nexos.quickbooks.mirror.models import Invoice, Payment, PaymentApplication


@dataclass(frozen=True, slots=True)
class Applied:
    """One amount of a payment. `doc_number` and `company_id` are told only of a released invoice; for a held one, or
    a document of another kind, they are None, and a held invoice is `unmapped`: "to an unmapped customer"."""

    txn_type: str
    txn_id: str
    amount: Money
    doc_number: str | None
    company_id: UUID | None
    unmapped: bool


@dataclass(frozen=True, slots=True)
class PaymentOnInvoice:
    """A payment, and the part of it that went to the invoice asked about."""

    payment: Payment
    amount: Money


def payments(tenant_id: UUID, connection_id: UUID, *, company_id: UUID | None = None) -> QuerySet[Payment]:
    """What may be shown, the newest first, without the raw object; optionally what concerns one company."""
    released = _released_invoices(tenant_id, connection_id)
    mapped = Q(company_id__isnull=False)
    if company_id is not None:
        released = released.filter(company_id=company_id)
        mapped = Q(company_id=company_id)
    # Both are looked up by their keys, row by row of the page: a list of all released invoices would be made otherwise.
    paid = PaymentApplication.objects.of(tenant_id).filter(
        Exists(released.filter(qbo_id=OuterRef("txn_id"))),
        connection_id=connection_id,
        payment_id=OuterRef("qbo_id"),
        txn_type="Invoice",
    )
    rows = Payment.objects.of(tenant_id).filter(connection_id=connection_id, deleted_at__isnull=True)
    return rows.filter(mapped | Exists(paid)).defer("raw").order_by("-txn_date", "-qbo_id")


def payment(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> Payment:
    """Any payment, whatever the gate says. Raises NotFound."""
    try:
        return Payment.objects.of(tenant_id).get(connection_id=connection_id, qbo_id=qbo_id)
    except Payment.DoesNotExist as error:
        raise NotFound("The mirror holds no such QuickBooks payment. Sync, then try again.") from error


def applied(tenant_id: UUID, connection_id: UUID, payments: Iterable[Payment]) -> dict[str, list[Applied]]:
    """What each of these payments was applied to, by the payment's QuickBooks Id."""
    currencies = {payment.qbo_id: payment.currency for payment in payments}
    rows = list(
        PaymentApplication.objects.of(tenant_id)
        .filter(connection_id=connection_id, payment_id__in=currencies)
        .order_by("payment_id", "position")
    )
    invoices = {row.txn_id for row in rows if row.txn_type == "Invoice"}
    released = {
        qbo_id: (doc_number, company)
        for qbo_id, doc_number, company in _released_invoices(tenant_id, connection_id)
        .filter(qbo_id__in=invoices)
        .values_list("qbo_id", "doc_number", "company_id")
    }
    found: defaultdict[str, list[Applied]] = defaultdict(list)
    for row in rows:
        is_invoice = row.txn_type == "Invoice"
        number, company = released.get(row.txn_id, (None, None)) if is_invoice else (None, None)
        amount = Money.from_minor(row.amount_minor, currencies[row.payment_id])
        found[row.payment_id].append(
            Applied(row.txn_type, row.txn_id, amount, number, company, is_invoice and company is None)
        )
    return dict(found)


def payments_of_invoice(tenant_id: UUID, connection_id: UUID, invoice_id: str) -> list[PaymentOnInvoice]:
    """The payments applied to an invoice (its QuickBooks Id), the oldest first."""
    parts = dict(
        PaymentApplication.objects.of(tenant_id)
        .filter(connection_id=connection_id, txn_id=invoice_id, txn_type="Invoice")
        .values_list("payment_id")
        .annotate(Sum("amount_minor"))
        .order_by()
    )
    rows = Payment.objects.of(tenant_id).filter(connection_id=connection_id, qbo_id__in=parts, deleted_at__isnull=True)
    return [
        PaymentOnInvoice(payment, Money.from_minor(parts[payment.qbo_id], payment.currency))
        for payment in rows.defer("raw").order_by("txn_date", "qbo_id")
    ]


def _released_invoices(tenant_id: UUID, connection_id: UUID) -> QuerySet[Invoice]:
    return Invoice.objects.of(tenant_id).filter(
        connection_id=connection_id, company_id__isnull=False, deleted_at__isnull=True
    )
