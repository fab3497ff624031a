"""Products and services. Sources: Intuit's entity page; recorded items."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from qbo.entities.record import Record
from qbo.entities.values import Entity, Ref


class ItemGroupLine(Record):
    ItemRef: Ref | None = None
    Qty: Decimal | None = None


class ItemGroupDetail(Record):
    ItemGroupLine: list[ItemGroupLine] | None = None


class Item(Entity):
    """Type is Service, NonInventory, Inventory, Group (a bundle), Category, or older kinds that can appear."""

    Name: str | None = None
    Type: str | None = None
    FullyQualifiedName: str | None = None
    Active: bool | None = None
    Description: str | None = None
    PurchaseDesc: str | None = None
    Sku: str | None = None
    UnitPrice: Decimal | None = None
    PurchaseCost: Decimal | None = None
    IncomeAccountRef: Ref | None = None
    ExpenseAccountRef: Ref | None = None
    AssetAccountRef: Ref | None = None
    TrackQtyOnHand: bool | None = None
    QtyOnHand: Decimal | None = None
    InvStartDate: date | None = None
    Taxable: bool | None = None
    SalesTaxCodeRef: Ref | None = None
    PurchaseTaxCodeRef: Ref | None = None
    SalesTaxIncluded: bool | None = None
    SubItem: bool | None = None
    ParentRef: Ref | None = None
    Level: int | None = None
    ClassRef: Ref | None = None
    PrefVendorRef: Ref | None = None
    ItemGroupDetail: ItemGroupDetail | None = None
    PrintGroupedItems: bool | None = None
