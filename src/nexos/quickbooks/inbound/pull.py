"""What every part of a pull works with."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound import gate
from nexos.quickbooks.inbound.covered import COVERED
from nexos.quickbooks.inbound.progress import Progress
from nexos.quickbooks.mirror.understand import understand
from nexos.quickbooks.mirror.upsert import Stored, home_currency, store
from nexos.quickbooks.state import services as documents
from qbo import Client
from qbo.replies import Raw

type InSameTransaction = Callable[[Stored, list[str]], None]
"""Called with what was stored and every Id that came, before the transaction ends."""


@dataclass
class Pull:
    """One pull of one connection. `check` is called between pages and raises when the work was taken over; `failures`
    has the error of each kind of object that could not be read to its end; `item_ids` the items that were written;
    `entities` are the kinds to pull."""

    tenant_id: UUID
    connection_id: UUID
    client: Client
    check: Callable[[], None]
    progress: Progress
    entities: Sequence[str] = COVERED
    failures: dict[str, Exception] = field(default_factory=dict)
    item_ids: list[str] = field(default_factory=list)

    def land(self, entity: str, raws: Iterable[Raw], and_then: InSameTransaction) -> None:
        """Stores objects of one kind and whatever `and_then` writes, together or not at all."""
        read_at = clock.now()
        with scope(self.tenant_id):
            objects = understand(entity, raws, read_at, self._home_currency())
            with transaction.atomic():
                stored = store(self.tenant_id, self.connection_id, objects, self._companies_of)
                if entity == "Customer" and stored.written_ids:
                    # A customer may have been given another parent, and a document have come before its customer.
                    gate.regate(self.tenant_id, self.connection_id, stored.written_ids)
                and_then(stored, objects.ids)
                self.tell_documents(entity, stored.written_ids)
        if entity == "Item":
            self.item_ids += stored.written_ids
        self.progress.landed(entity, stored)

    def tell_documents(self, entity: str, qbo_ids: Collection[str]) -> None:
        """Has the documents that were sent from here compared with what the mirror now says of them; in the caller's
        transaction."""
        if entity == "Invoice" and qbo_ids:
            documents.observe(self.tenant_id, self.connection_id, "invoice", qbo_ids)

    def _companies_of(self, customer_ids: Iterable[str]) -> dict[str, UUID]:
        return gate.companies_of(self.tenant_id, self.connection_id, list(customer_ids))

    def _home_currency(self) -> str:
        return home_currency(self.tenant_id, self.connection_id)
