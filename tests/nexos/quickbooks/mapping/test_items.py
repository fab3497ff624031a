"""Items and products: SKU, then name, else a product; price and cost follow."""

from decimal import Decimal
from uuid import UUID

import pytest

from cast import Cast
from nexos.catalog import queries as products
from nexos.catalog import services as catalog
from nexos.kit.errors import NotFound
from nexos.kit.ids import new_id
from nexos.quickbooks.mapping import queries, services
from nexos.quickbooks.mapping.errors import NotLinked
from nexos.quickbooks.mapping.services import ItemsSettled
from nexos.synclog import queries as synclog
from shelf import Shelf


def product(shelf: Shelf, name: str, sku: str = "") -> UUID:
    return catalog.create_product(shelf.tenant_id, name=name, price=Decimal(1), sku=sku).id


def test_an_item_links_by_sku_before_name_and_its_price_is_taken_over(shelf: Shelf) -> None:
    by_sku, by_name = product(shelf, "Firewall", "FW-1"), product(shelf, "Backup")
    firewall = shelf.item("Backup appliance", "fw-1", "145.5")
    backup = shelf.item("BACKUP", price="0.0321", PurchaseCost=2)
    assert services.link_items(*shelf.place) == ItemsSettled(linked=2, created=0, followed=0)
    assert queries.items_of(*shelf.place, [by_sku, by_name]) == {by_sku: firewall, by_name: backup}
    assert products.product(shelf.tenant_id, by_sku).price == Decimal("145.5")
    followed = products.product(shelf.tenant_id, by_name)
    assert (followed.price, followed.cost) == (Decimal("0.0321"), Decimal(2))


def test_an_item_nobody_sells_becomes_a_product(shelf: Shelf) -> None:
    item = shelf.item("Managed workstation", "MW-1", "89", Description="Per seat", Taxable=True)
    assert services.link_items(*shelf.place).created == 1
    (made,) = products.products(shelf.tenant_id)
    assert (made.name, made.sku, made.price, made.taxable) == ("Managed workstation", "MW-1", Decimal(89), True)
    assert (made.description, made.billing) == ("Per seat", "one_time")
    assert queries.item_of(*shelf.place, made.id) == item
    assert services.link_items(*shelf.place) == ItemsSettled(0, 0, 0)


def test_a_linked_product_follows_later_changes(shelf: Shelf) -> None:
    item, other = shelf.item("Support"), shelf.item("Other")
    services.link_items(*shelf.place)
    for qbo_id in (item, other):
        shelf.change("Item", qbo_id, Name=f"Item {qbo_id}", Type="Service", UnitPrice=160)
    assert services.link_items(*shelf.place, [item]) == ItemsSettled(0, 0, followed=1)
    prices = {found.name: found.price for found in products.products(shelf.tenant_id)}
    assert prices == {"Support": Decimal(160), "Other": Decimal(10)}


def test_an_item_without_a_price_leaves_the_products_alone(shelf: Shelf) -> None:
    support = product(shelf, "Support")
    shelf.item("Support", UnitPrice=None)
    services.link_items(*shelf.place)
    assert products.product(shelf.tenant_id, support).price == Decimal(1)


def test_what_is_not_clear_on_both_sides_is_not_linked(shelf: Shelf) -> None:
    twins = {product(shelf, "Hours"), product(shelf, "Hours")}
    shelf.item("Hours")
    one = shelf.item("Labour", "L", FullyQualifiedName="Onsite:Labour")
    two = shelf.item("Labour", "L", FullyQualifiedName="Remote:Labour")
    labour = product(shelf, "Labour", "L")
    assert services.link_items(*shelf.place).created == 3
    assert queries.items_of(*shelf.place, [*twins, labour]) == {}
    made = {found.name for found in products.products(shelf.tenant_id)}
    assert {"Onsite:Labour", "Remote:Labour"} < made
    assert one != two


def test_inactive_items_are_left_alone(shelf: Shelf) -> None:
    shelf.item("Old", Active=False)
    assert services.link_items(*shelf.place) == ItemsSettled(0, 0, 0)


def test_an_item_we_cannot_take_over_is_said_and_stops_no_other(shelf: Shelf) -> None:
    shelf.item("Dear", price="99999999999")
    shelf.item("Good")
    assert services.link_items(*shelf.place).created == 1
    assert [found.name for found in products.products(shelf.tenant_id)] == ["Good"]
    assert "“Dear” could not be taken over" in " ".join(
        synclog.open_messages(shelf.tenant_id, "mapping", "item").values()
    )


def test_many_products_may_be_one_item_by_hand(shelf: Shelf, cast: Cast) -> None:
    item, other = shelf.item("Services", price="120"), shelf.item("Other")
    gold, silver = product(shelf, "Gold"), product(shelf, "Silver")
    for sold in (gold, silver):
        services.assign(*shelf.place, "item", str(sold), item, cast.alice.id)
    assert queries.items_of(*shelf.place, [gold, silver]) == {gold: item, silver: item}
    assert products.product(shelf.tenant_id, gold).price == Decimal(120)
    services.assign(*shelf.place, "item", str(gold), other, cast.alice.id)
    assert queries.item_of(*shelf.place, gold) == other
    services.unassign(*shelf.place, "item", str(gold))
    with pytest.raises(NotLinked, match="“Gold”"):
        services.unassign(*shelf.place, "item", str(gold))


def test_unknown_sides_are_refused(shelf: Shelf, cast: Cast) -> None:
    with pytest.raises(NotFound):
        services.assign(*shelf.place, "item", str(product(shelf, "Gold")), "404", cast.alice.id)
    with pytest.raises(NotFound):
        services.assign(*shelf.place, "item", str(new_id()), shelf.item("Support"), cast.alice.id)
