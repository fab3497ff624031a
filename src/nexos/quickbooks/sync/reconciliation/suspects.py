"""Documents that do not add up in the mirror itself, or against the balance that QuickBooks wrote on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

import msgspec

from nexos.kit.money import Money
from nexos.quickbooks.mirror.entities.values import Link
from nexos.quickbooks.mirror.faithful import unfaithful
from nexos.quickbooks.mirror.queries import receivables
from nexos.quickbooks.sync.reconciliation import words
from nexos.quickbooks.sync.reconciliation.amounts import deposit_of
from nexos.quickbooks.sync.reconciliation.document import Document, by_kind
from nexos.quickbooks.sync.reconciliation.finding import Finding
from nexos.quickbooks.sync.reconciliation.models import Part, Why
from nexos.quickbooks.sync.reconciliation.verify import Verdict


class _Linked(msgspec.Struct):
    LinkedTxn: list[Link] = []


_LINKED = msgspec.json.Decoder(_Linked)


@dataclass
class Suspects:
    """`documents` are to be looked at; `unsettled` are those whose open amount as added up is not what QuickBooks wrote
    on them, with both; `deposits` by customer and currency are what invoices took when they were made."""

    documents: set[Document] = field(default_factory=set)
    unsettled: dict[Document, tuple[int, int]] = field(default_factory=dict)
    deposits: list[tuple[str, str, int]] = field(default_factory=list)


def found(tenant_id: UUID, connection_id: UUID) -> Suspects:
    """The suspects of a mirror; none in one that is sound. Call inside a scope."""
    owner = (tenant_id, connection_id)
    suspects = Suspects()
    amounts = {(kind, qbo_id): (summed, told) for kind, qbo_id, summed, told in receivables.unsettled(*owner)}
    for kind, qbo_ids in by_kind(amounts).items():
        heads = receivables.heads(*owner, kind, qbo_ids)
        for qbo_id, raw in receivables.raws(*owner, kind, qbo_ids).items():
            summed, told = amounts[kind, qbo_id]
            head = heads[qbo_id]
            deposit = deposit_of(raw, head.currency) if kind == "Invoice" else 0
            if deposit:
                suspects.deposits.append((head.customer_id, head.currency, deposit))
            if summed - deposit != told:
                suspects.unsettled[kind, qbo_id] = (summed - deposit, told)
                suspects.documents |= {("Payment", one) for one in receivables.payments_naming(*owner, qbo_id)}
                suspects.documents |= {("Payment", one) for one in _payments_in(raw)}
    suspects.documents |= suspects.unsettled.keys()
    # QuickBooks' own documents may be uneven too (`qbo-money` A4): then the row still says what the object says.
    suspects.documents |= altered(*owner, receivables.lines_do_not_add_up(*owner))
    suspects.documents |= set(receivables.applied_to_nothing(*owner))
    return suspects


def altered(tenant_id: UUID, connection_id: UUID, documents: Iterable[Document]) -> set[Document]:
    """Those of these documents whose row does not say what its own object says. Call inside a scope."""
    owner = (tenant_id, connection_id)
    return {(kind, one) for kind, ids in by_kind(documents).items() for one in unfaithful(*owner, kind, ids)}


def settled_otherwise(
    suspects: Suspects, verdicts: Mapping[Document, Verdict], names: Mapping[str, str]
) -> list[Finding]:
    """Documents that are as QuickBooks has them, and so are all payments that name them, and of which still another
    amount is open: something that is not mirrored was applied to them."""
    if any(verdict.why is not None for (kind, _), verdict in verdicts.items() if kind in receivables.KINDS):
        return []  # a document that differs explains it; what is left shows once that has been read again
    findings = []
    for document, (summed, told) in suspects.unsettled.items():
        head = verdicts[document].head
        if head is None:
            continue
        here, there = Money.from_minor(summed, head.currency), Money.from_minor(told, head.currency)
        findings.append(
            Finding(
                Part.DOCUMENT,
                Why.NOT_MIRRORED,
                words.settled_otherwise(there, here),
                customer_id=head.customer_id,
                customer_name=names.get(head.customer_id, ""),
                month=head.txn_date.replace(day=1) if head.txn_date else None,
                entity=document[0],
                qbo_id=document[1],
                doc_number=head.doc_number,
                currency=head.currency,
                here_minor=summed,
                there_minor=told,
            )
        )
    return findings


def _payments_in(raw: str) -> list[str]:
    return [link.TxnId for link in _LINKED.decode(raw).LinkedTxn if link.TxnType == "Payment"]
