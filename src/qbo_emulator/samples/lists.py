"""The lists of a sample company: accounts, items, customers, employees, vendors."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from qbo_emulator.samples import price_list
from qbo_emulator.samples.customers import Client, make_customers
from qbo_emulator.samples.price_list import Product
from qbo_emulator.samples.sizes import Size
from qbo_emulator.samples.vocabulary import FAMILY_NAMES, GIVEN_NAMES, VENDORS
from qbo_emulator.store.text import Json
from qbo_emulator.world import Company

INCOME_ACCOUNTS = {
    "Managed Services": "Managed Services Income",
    "Labor": "Project and Labor Income",
    "Licences": "Licence Resale Income",
    "Hardware": "Hardware Sales",
}
ACCOUNT_TYPES = {
    "Managed Services Income": ("Income", "ServiceFeeIncome"),
    "Project and Labor Income": ("Income", "ServiceFeeIncome"),
    "Licence Resale Income": ("Income", "SalesOfProductIncome"),
    "Hardware Sales": ("Income", "SalesOfProductIncome"),
    "Cost of Licences and Hardware": ("Cost of Goods Sold", "SuppliesMaterialsCogs"),
    "Hardware Inventory": ("Other Current Asset", "Inventory"),
}


@dataclass
class Lists:
    """References by name, and the customers trade is done with."""

    items: dict[str, Json] = field(default_factory=dict)
    clients: Sequence[Client] = ()


def make_lists(company: Company, chance: random.Random, size: Size, country: str, at: datetime) -> Lists:
    """Everything that exists before the first document; an empty size adds nothing to a fresh company."""
    lists = Lists()
    if not size.customers:
        return lists
    lists.items = _make_items(company, at)
    lists.clients = make_customers(company, chance, size, country, at)
    _make_employees(company, chance, size.employees, at)
    for name in VENDORS[: size.vendors]:
        body = {"DisplayName": name, "PrimaryEmailAddr": {"Address": f"billing@{_domain(name)}"}}
        company.create("Vendor", body | {"Vendor1099": chance.random() < 0.2}, at)
    return lists


def _make_items(company: Company, at: datetime) -> dict[str, Json]:
    accounts = {
        name: _ref(company.create("Account", {"Name": name, "AccountType": kind, "AccountSubType": sub}, at))
        for name, (kind, sub) in ACCOUNT_TYPES.items()
    }
    categories = {
        name: _ref(company.create("Item", {"Name": name, "Type": "Category"}, at)) for name in INCOME_ACCOUNTS
    }
    items = {}
    for product in price_list.PRODUCTS:
        body = _item_body(product, accounts, at) | {"SubItem": True, "ParentRef": categories[product.category]}
        items[product.name] = _ref(company.create("Item", body, at))
    kit, parts = price_list.STARTER_KIT
    inside = [{"ItemRef": items[part.name], "Qty": count} for part, count in parts]
    company.create("Item", {"Name": kit, "Type": "Group", "ItemGroupDetail": {"ItemGroupLine": inside}}, at)
    return items


def _item_body(product: Product, accounts: dict[str, Json], at: datetime) -> Json:
    body: Json = {
        "Name": product.name,
        "Type": product.type,
        "Description": product.description,
        "UnitPrice": product.price,
        "Taxable": product.taxable,
        "IncomeAccountRef": accounts[INCOME_ACCOUNTS[product.category]],
    }
    if product.cost is not None:
        body |= {"PurchaseCost": product.cost, "ExpenseAccountRef": accounts["Cost of Licences and Hardware"]}
    if product.type == "Inventory":
        body |= {"AssetAccountRef": accounts["Hardware Inventory"], "TrackQtyOnHand": True}
        body |= {"QtyOnHand": 40, "InvStartDate": at.date().isoformat(), "Sku": _sku(product.name)}
    return body


def _make_employees(company: Company, chance: random.Random, count: int, at: datetime) -> None:
    families = chance.sample(FAMILY_NAMES, count)
    for given, family in zip(chance.sample(GIVEN_NAMES, count), families, strict=True):
        body = {
            "GivenName": given,
            "FamilyName": family,
            "PrimaryEmailAddr": {"Address": f"{_plain(given)}.{_plain(family)}@harborline.example"},
            "BillableTime": True,
            "BillRate": Decimal(chance.choice(("135", "152.5", "165", "172.5"))),
        }
        company.create("Employee", body, at)


def _ref(obj: Json) -> Json:
    return {"value": obj["Id"], "name": obj.get("FullyQualifiedName") or obj["Name"]}


def _sku(name: str) -> str:
    return "".join(word[:3].upper() for word in name.split())


def _domain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalpha() and letter.isascii()) + ".example"


def _plain(name: str) -> str:
    return name.lower().replace("é", "e")
