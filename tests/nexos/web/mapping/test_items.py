"""Which product is sold as which item."""

from decimal import Decimal

from mapping_pages import MappingPages
from nexos.catalog import services as catalog
from nexos.kit.tenancy import scope
from nexos.quickbooks.mapping import services


def test_products_stand_beside_their_items_and_those_without_one_say_what_follows(mapping: MappingPages) -> None:
    mapping.item("Managed Workstation", sku="MW-1", price="58")
    with scope(mapping.tenant_id):
        services.link_items(*mapping.shelf.place)
        catalog.create_product(mapping.tenant_id, name="Access point", price=Decimal("156"))
    only_here, linked = mapping.rows("items/")
    assert "Access point" in only_here
    assert "Only here" in only_here
    assert "An invoice with it waits" in only_here
    assert "MW-1" in linked
    assert "Linked" in linked
    assert "58.00" in linked
    (found,) = mapping.rows("items/", q="mw-1")
    assert "Managed Workstation" in found


def test_an_item_that_was_made_inactive_says_so(mapping: MappingPages) -> None:
    item_id = mapping.item("Cloud backup")
    with scope(mapping.tenant_id):
        services.link_items(*mapping.shelf.place)
        mapping.shelf.change("Item", item_id, Name="Cloud backup", Type="Service", Active=False)
    (row,) = mapping.rows("items/")
    assert "Inactive in QuickBooks" in row
