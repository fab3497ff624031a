"""Products are entered, changed, found, and follow prices kept elsewhere; another tenant's are not there."""

from decimal import Decimal
from typing import Any

import pytest

from cast import Cast
from nexos.accounts.models import Tenant
from nexos.catalog import queries, services
from nexos.kit.errors import InvalidInput, NotFound
from nexos.kit.ids import new_id
from nexos.kit.tenancy import scope


def test_prices_keep_all_their_seven_decimals(northwind: Tenant) -> None:
    product = services.create_product(
        northwind.id, name="Metered backup", sku="BK-GB", price=Decimal("0.0214999"), cost=Decimal("0.0100000")
    )
    found = queries.product(northwind.id, product.id)
    assert (found.price, found.cost) == (Decimal("0.0214999"), Decimal("0.01"))
    assert (found.billing, found.revenue_class, found.taxable, found.active) == ("one_time", "product", False, True)


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"name": ""}, "name"),
        ({"sku": "s" * 101}, "sku"),
        ({"description": "d" * 4001}, "description"),
        ({"price": Decimal("0.12345678")}, "price"),
        ({"price": Decimal("NaN")}, "price"),
        ({"price": Decimal("Infinity")}, "price"),
        ({"price": Decimal(100_000_000)}, "price"),
        ({"cost": Decimal("-0.00000001")}, "cost"),
        ({"billing": "monthly"}, "billing"),
        ({"revenue_class": "arr"}, "revenue_class"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(northwind: Tenant, details: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        services.create_product(northwind.id, **{"name": "Switch", "price": Decimal(1), **details})
    assert list(refusal.value.fields) == [field]
    assert not queries.products(northwind.id).exists()


def test_a_product_follows_the_price_kept_elsewhere(northwind: Tenant) -> None:
    product = services.create_product(northwind.id, name="Switch", price=Decimal("1180.00"))
    assert services.follow(northwind.id, product.id, price=Decimal(1200), cost=Decimal(800)) is True
    assert services.follow(northwind.id, product.id, price=Decimal("1200.00"), cost=Decimal(800)) is False
    found = queries.product(northwind.id, product.id)
    assert (found.name, found.price, found.cost) == ("Switch", Decimal(1200), Decimal(800))


def test_a_change_touches_the_named_fields_only(northwind: Tenant) -> None:
    product = services.create_product(northwind.id, name="Switch", sku="SW-24", price=Decimal(1180))
    services.update_product(northwind.id, product.id, active=False)
    found = queries.product(northwind.id, product.id)
    assert (found.name, found.sku, found.price, found.active) == ("Switch", "SW-24", Decimal(1180), False)


def test_products_are_found_by_name_sku_and_description(northwind: Tenant) -> None:
    switch = services.create_product(northwind.id, name="Switch", sku="SW-24", price=Decimal(1180))
    backup = services.create_product(northwind.id, name="Backup", description="Off-site, daily", price=Decimal(20))
    assert list(queries.products(northwind.id)) == [backup, switch]
    assert list(queries.products(northwind.id, "sw-2")) == [switch]
    assert list(queries.products(northwind.id, "OFF-SITE")) == [backup]
    assert queries.skus_and_names(northwind.id) == [(switch.id, "SW-24", "Switch"), (backup.id, "", "Backup")]
    assert queries.product_names(northwind.id, [backup.id, new_id()]) == {backup.id: "Backup"}


def test_charlie_finds_nothing_of_northwind(cast: Cast) -> None:
    with scope(cast.northwind.id):
        switch = services.create_product(cast.northwind.id, name="Switch", price=Decimal(1180))
    with scope(cast.contoso.id):
        contoso = cast.contoso.id
        assert not queries.products(contoso, "Switch").exists()
        assert queries.skus_and_names(contoso) == []
        assert queries.product_names(contoso, [switch.id]) == {}
        with pytest.raises(NotFound):
            queries.product(contoso, switch.id)
        with pytest.raises(NotFound):
            services.update_product(contoso, switch.id, price=Decimal(1))
        with pytest.raises(NotFound):
            services.follow(contoso, switch.id, price=Decimal(1), cost=None)
