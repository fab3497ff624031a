"""Entering and changing products."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from nexos.catalog.models import Billing, Product, RevenueClass
from nexos.kit.checks import choice_problem, price_problem, refuse, text_problem
from nexos.kit.errors import InvalidInput, NotFound


class Details(TypedDict, total=False):
    """What a product may have beside its name and price."""

    sku: str
    description: str
    cost: Decimal | None
    billing: str
    revenue_class: str
    taxable: bool
    active: bool


class Changes(Details, total=False):
    """What may be changed of a product."""

    name: str
    price: Decimal


class NewProduct(Details):
    """What a product is made of."""

    name: str
    price: Decimal


def create_product(tenant_id: UUID, *, name: str, price: Decimal, **details: Unpack[Details]) -> Product:
    """A product, sold once and untaxed unless said otherwise.

    `price` and `cost` are per unit in the tenant's currency, with up to seven decimals. Raises InvalidInput naming the
    fields.
    """
    product = Product(tenant_id=tenant_id)
    _fill(product, {"name": name, "price": price, **details})
    product.save(force_insert=True)
    return product


def create_products(tenant_id: UUID, wanted: Iterable[NewProduct]) -> list[Product | InvalidInput]:
    """As `create_product` for many at once: each becomes a product or, with what is wrong with it, hinders no other."""
    made: list[Product | InvalidInput] = []
    for fields in wanted:
        product = Product(tenant_id=tenant_id)
        try:
            _fill(product, fields)
        except InvalidInput as refusal:
            made.append(refusal)
        else:
            made.append(product)
    Product.objects.bulk_create(product for product in made if isinstance(product, Product))
    return made


def update_product(tenant_id: UUID, product_id: UUID, **changes: Unpack[Changes]) -> Product:
    """Changes the named fields only; documents keep the prices they were written with.

    Raises NotFound; InvalidInput naming the fields.
    """
    with transaction.atomic():
        product = Product.objects.of(tenant_id).select_for_update(no_key=True).filter(id=product_id).first()
        if product is None:
            raise NotFound("There is no such product.")
        _fill(product, changes)
        product.save(update_fields=list(changes))
    return product


def follow(tenant_id: UUID, product_id: UUID, *, price: Decimal, cost: Decimal | None) -> bool:
    """Takes over the price and cost that are kept elsewhere; says whether they were different.

    Raises NotFound; InvalidInput naming price or cost.
    """
    with transaction.atomic():
        product = Product.objects.of(tenant_id).filter(id=product_id).first()
        if product is None:
            raise NotFound("There is no such product.")
        if (product.price, product.cost) == (price, cost):
            return False
        update_product(tenant_id, product_id, price=price, cost=cost)
    return True


def _fill(product: Product, fields: Changes | NewProduct) -> None:
    for field, value in fields.items():
        setattr(product, field, value.strip() if isinstance(value, str) else value)
    wrong = {
        "name": text_problem("name", product.name, 200, required=True),
        "sku": text_problem("SKU", product.sku, 100),
        "description": text_problem("description", product.description, 4000),
        "price": price_problem(product.price),
        "cost": "" if product.cost is None else price_problem(product.cost, "cost"),
        "billing": choice_problem(product.billing, Billing.values),
        "revenue_class": choice_problem(product.revenue_class, RevenueClass.values),
    }
    refuse(wrong)
