"""The kinds of document that go to QuickBooks: for each, how it is read, checked, translated and finished.

A kind is added here and in one module of `translators`; nothing else in push knows what an invoice is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from nexos.billing import services as billing
from nexos.kit.money import Money
from nexos.quickbooks.push import policy, sources, surroundings
from nexos.quickbooks.push.blocked import Blocked
from nexos.quickbooks.push.document import InvoiceSource, Surroundings, Translated
from nexos.quickbooks.push.translators import invoice


@dataclass(frozen=True, slots=True)
class Kind:
    """`note` is the field of QuickBooks' object that ends in the marker; `translate` has a function per operation;
    `finish` writes back into our document what QuickBooks decided (its tax, in the document's currency)."""

    entity: str
    note: str
    read: Callable[[UUID, UUID], InvoiceSource]
    surroundings: Callable[[UUID, UUID, InvoiceSource], Surroundings]
    check: Callable[[InvoiceSource, Surroundings], list[Blocked]]
    translate: Mapping[str, Callable[[InvoiceSource, Surroundings, str], Translated]]
    finish: Callable[[UUID, UUID, Money], None]


def _record_tax(tenant_id: UUID, record_id: UUID, tax: Money) -> None:
    billing.record_tax(tenant_id, record_id, tax, cause="quickbooks")


KINDS: Mapping[str, Kind] = {
    "invoice": Kind(
        entity="Invoice",
        note="PrivateNote",
        read=sources.invoice,
        surroundings=surroundings.of_invoice,
        check=policy.check,
        translate={"create": invoice.translate},
        finish=_record_tax,
    ),
}
