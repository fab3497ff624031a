"""Products and items: what is sold here is sold there as an item, whose price and cost the product follows."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from nexos.billing import queries as billing
from nexos.catalog import queries as products
from nexos.catalog import services as catalog
from nexos.kit import clock
from nexos.kit.checks import decimals
from nexos.kit.errors import InvalidInput
from nexos.kit.events import publish
from nexos.quickbooks.mapping.archived import refuse_archived
from nexos.quickbooks.mapping.assigned.kind import Assigned, Made, Ours, Theirs
from nexos.quickbooks.mapping.events import ItemsLinked
from nexos.quickbooks.mapping.models import How, ItemLink
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.models import Item
from nexos.synclog.models import Outcome
from nexos.synclog.services import record

_TYPES = {"NonInventory": "Non-inventory"}


class Items(Assigned):
    """Products. The link is a row of its own kind, because a product cannot go while it has one."""

    kind = "item"
    here = "product"
    there = "item"
    without = "An invoice with it waits"

    def ours(self) -> Sequence[Ours]:
        linked = set(self._links().values_list("product_id", flat=True))
        rows = products.products(self.tenant_id).values_list("id", "name", "sku", "active")
        return [
            Ours(str(id_), name, sku if active else f"{sku}, not sold".strip(", "), code=sku)
            for id_, name, sku, active in rows
            if active or id_ in linked
        ]

    def theirs(self) -> Sequence[Theirs]:
        rows = mirror.items(self.tenant_id, self.connection_id, inactive=True).values_list(
            "qbo_id", "fully_qualified_name", "name", "sku", "type", "active", "price"
        )
        return [
            Theirs(id_, full or name, _about(_TYPES.get(kind, kind), sku, price), sku, kind, active)
            for id_, full, name, sku, kind, active, price in rows
        ]

    def used(self, keys: Collection[str]) -> Mapping[str, Mapping[str, int]]:
        counts = billing.invoices_with(self.tenant_id, map(UUID, keys))
        return {str(product_id): {"invoice": count} for product_id, count in counts.items()}

    def open_count(self) -> int:
        linked = self._links().values("product_id")
        return products.products(self.tenant_id).filter(active=True).exclude(id__in=linked).count()

    def made(self) -> dict[str, Made]:
        rows = self._links().values_list("product_id", "item_id", "how", "linked_by__name", "linked_at")
        return {str(product_id): Made(item_id, how, by or "", at) for product_id, item_id, how, by, at in rows}

    def make(self, key: str, qbo_id: str, how: How, by: UUID | None) -> None:
        refuse_archived(self.tenant_id, self.connection_id)
        item = mirror.item(self.tenant_id, self.connection_id, qbo_id)
        with transaction.atomic():
            self._store(key, qbo_id, how, by)
            follow(self.tenant_id, UUID(key), item)
            publish(ItemsLinked(self.tenant_id, "person" if by else "rule", self.connection_id, (qbo_id,)))

    def undo(self, key: str) -> bool:
        """The product keeps its price."""
        refuse_archived(self.tenant_id, self.connection_id)
        return bool(self._links().filter(product_id=key).delete()[0])

    def _store(self, key: str, qbo_id: str, how: How, by: UUID | None) -> None:
        values = {"item_id": qbo_id, "how": how, "linked_by_id": by, "linked_at": clock.now()}
        ItemLink.objects.of(self.tenant_id).update_or_create(
            connection_id=self.connection_id,
            product_id=key,
            defaults=values,
            create_defaults={**values, "tenant_id": self.tenant_id},
        )

    def _links(self) -> QuerySet[ItemLink]:
        return ItemLink.objects.of(self.tenant_id).filter(connection_id=self.connection_id)


def _about(kind: str, sku: str, price: Decimal | None) -> str:
    """What tells an item apart; a price has two decimals, or more where it has them."""
    told = [kind, sku]
    if price is not None:
        told.append(f"{price:,.{max(2, decimals(price))}f}")
    return ", ".join(filter(None, told))


def follow(tenant_id: UUID, product_id: UUID, item: Item) -> bool:
    """Gives the product the item's price and cost, and says whether they were different; an item without a price leaves
    the product's alone, and what cannot be taken over is in the sync log."""
    if item.price is None:
        return False
    try:
        return catalog.follow(tenant_id, product_id, price=item.price, cost=item.cost)
    except InvalidInput as refusal:
        say_refused(tenant_id, item, refusal)
        return False


def say_refused(tenant_id: UUID, item: Item, refusal: InvalidInput) -> None:
    """The sync log says why an item could not become a product, or its price not the product's."""
    record(
        tenant_id,
        "mapping",
        Outcome.FAILED,
        f"The item “{item.name}” could not be taken over: {refusal.message}",
        remedy="Change it in QuickBooks; it is read again with the next sync.",
        code="item_refused",
        record_kind="item",
        record_id=item.qbo_id,
        about=item.name,
    )
