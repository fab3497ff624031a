"""Items and products: a pulled item is sold here as a product, whose price and cost then follow QuickBooks."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from itertools import batched
from uuid import UUID

from django.db import transaction

from nexos.catalog import queries as products
from nexos.catalog import services as catalog
from nexos.catalog.models import RevenueClass
from nexos.kit import clock
from nexos.kit.errors import InvalidInput
from nexos.kit.events import publish
from nexos.kit.names import normalised
from nexos.quickbooks.mapping.assigned.items import follow, say_refused
from nexos.quickbooks.mapping.events import ItemsLinked
from nexos.quickbooks.mapping.models import How, ItemLink
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.models import Item
from nexos.synclog import services as synclog

_AT_ONCE = 100  # items per transaction, so that none is long


@dataclass(frozen=True, slots=True)
class ItemsSettled:
    """Products that were there and are linked now, products made, and linked ones whose price or cost changed."""

    linked: int
    created: int
    followed: int


def link_items(tenant_id: UUID, connection_id: UUID, item_ids: Collection[str] | None = None) -> ItemsSettled:
    """After a pull: settles these active items (default all).

    A linked item's products take over its price and cost. Another one links the product with its SKU, else the one with
    its name, where there is exactly one on each side that is free; else it becomes a product.
    """
    settler = _Settler(tenant_id, connection_id)
    wanted = mirror.items(tenant_id, connection_id).values_list("qbo_id", flat=True)
    ids = list(wanted if item_ids is None else wanted.filter(qbo_id__in=item_ids))
    for some in batched(ids, _AT_ONCE):
        with transaction.atomic():
            settler.settle(list(mirror.items(tenant_id, connection_id).filter(qbo_id__in=some).defer("raw")))
    return settler.settled


class _Settler:
    """Everything the items are compared with, read once."""

    def __init__(self, tenant_id: UUID, connection_id: UUID) -> None:
        self._tenant_id = tenant_id
        self._connection_id = connection_id
        self.settled = ItemsSettled(0, 0, 0)
        self._products: defaultdict[str, list[UUID]] = defaultdict(list)
        self._by_sku: defaultdict[str, set[UUID]] = defaultdict(set)
        self._by_name: defaultdict[str, set[UUID]] = defaultdict(set)
        links = ItemLink.objects.of(tenant_id).filter(connection_id=connection_id)
        for item_id, product_id in links.values_list("item_id", "product_id"):
            self._products[item_id].append(product_id)
        self._taken = {product_id for ids in self._products.values() for product_id in ids}
        for product_id, sku, name in products.skus_and_names(tenant_id):
            self._by_sku[normalised(sku)].add(product_id)
            self._by_name[normalised(name)].add(product_id)
        there = mirror.items(tenant_id, connection_id).values_list("sku", "name")
        self._skus_there = Counter(normalised(sku) for sku, _ in there)
        self._names_there = Counter(normalised(name) for _, name in there)

    def settle(self, items: Collection[Item]) -> None:
        # What is still wrong with one is said again below.
        synclog.resolve(self._tenant_id, "mapping", "item", [item.qbo_id for item in items])
        matched: list[tuple[Item, UUID, How]] = []
        left: list[Item] = []
        followed = 0
        for item in items:
            if own := self._products.get(item.qbo_id):
                followed += sum(follow(self._tenant_id, product_id, item) for product_id in own)
            elif match := self._match(item):
                matched.append((item, *match))
                follow(self._tenant_id, match[0], item)
            else:
                left.append(item)
        created = self._create(left)
        self._store(matched + created)
        before = self.settled
        self.settled = ItemsSettled(
            before.linked + len(matched), before.created + len(created), before.followed + followed
        )

    def _match(self, item: Item) -> tuple[UUID, How] | None:
        for how, key, here, there in (
            (How.SAME_SKU, normalised(item.sku), self._by_sku, self._skus_there),
            (How.SAME_NAME, normalised(item.name), self._by_name, self._names_there),
        ):
            free = here.get(key, set()) - self._taken
            if key and there[key] == 1 and len(free) == 1:
                (product_id,) = free
                self._taken.add(product_id)
                return product_id, how
        return None

    def _create(self, items: list[Item]) -> list[tuple[Item, UUID, How]]:
        created = []
        made = catalog.create_products(self._tenant_id, map(self._product, items))
        for item, product in zip(items, made, strict=True):
            if isinstance(product, InvalidInput):
                say_refused(self._tenant_id, item, product)
            else:
                created.append((item, product.id, How.CREATED))
        return created

    def _product(self, item: Item) -> catalog.NewProduct:
        # Items of different categories may share a name; their full names tell them apart.
        alone = self._names_there[normalised(item.name)] == 1
        return {
            "name": item.name if alone else item.fully_qualified_name[:200],
            "price": item.price or Decimal(0),
            "sku": item.sku,
            "description": item.description,
            "cost": item.cost,
            "taxable": item.taxable,
            "revenue_class": RevenueClass.NRR if item.type == "Service" else RevenueClass.PRODUCT,
        }

    def _store(self, linked: list[tuple[Item, UUID, How]]) -> None:
        ItemLink.objects.bulk_create(
            ItemLink(
                tenant_id=self._tenant_id,
                connection_id=self._connection_id,
                item_id=item.qbo_id,
                product_id=product_id,
                how=how,
                linked_at=clock.now(),
            )
            for item, product_id, how in linked
        )
        if linked:
            ids = tuple(item.qbo_id for item, _, _ in linked)
            publish(ItemsLinked(self._tenant_id, "rule", self._connection_id, ids))
