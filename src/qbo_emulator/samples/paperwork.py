"""The bodies of a sample company's sales documents."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qbo_emulator.rules.rounding import half_up
from qbo_emulator.samples import price_list
from qbo_emulator.samples.customers import Client
from qbo_emulator.samples.price_list import Product
from qbo_emulator.samples.taxes import Taxes
from qbo_emulator.samples.vocabulary import PROJECTS
from qbo_emulator.store.text import Json

CREDITED = (price_list.OFFICE, price_list.ENDPOINT, price_list.WORKSTATION)
"""What seats are given back for."""

type Portion = tuple[Product, Decimal]
"""A product and how much of it."""


@dataclass
class Contract:
    """What a client gets every month."""

    client: Client
    first_month: int
    portions: dict[Product, Decimal]

    def drift(self, chance: random.Random) -> None:
        """People join and leave: now and then the counts per head move by one or two."""
        if chance.random() < 0.25:
            change = chance.choice((-1, 1, 1, 2))
            for product, count in self.portions.items():
                if product not in (price_list.SERVER, price_list.NETWORK, price_list.BACKUP):
                    self.portions[product] = max(count + change, Decimal(2))


def contract(chance: random.Random, client: Client, months: int) -> Contract:
    """Managed services by head, licences, backup. A sixth of the contracts began later than the books."""
    heads, servers = Decimal(chance.randint(4, 45)), Decimal(chance.randint(0, 4))
    portions = {price_list.WORKSTATION: heads, price_list.NETWORK: Decimal(1)}
    if servers:
        portions |= {price_list.SERVER: servers, price_list.BACKUP: servers}
    for product in (price_list.OFFICE, price_list.MAIL, price_list.ENDPOINT, price_list.TRAINING):
        if chance.random() < 0.6:
            portions[product] = heads
    first_month = chance.randrange(1, months // 2) if chance.random() < 1 / 6 else 0
    return Contract(client, first_month, portions)


def project(chance: random.Random) -> tuple[str, list[Portion]]:
    """One-off work: labor by the quarter hour, often with hardware. Returns what it is about, and its parts."""
    labor = chance.choice((price_list.SUPPORT, price_list.ON_SITE, price_list.LABOR))
    portions = [(labor, Decimal(chance.randint(2, 64)) / 4)]
    if chance.random() < 0.55:
        for product in chance.sample(price_list.HARDWARE, chance.randint(1, 3)):
            portions.append((product, Decimal(chance.choice((1, 1, 1, 2, 2, 3, 5)))))
    if chance.random() < 0.12:
        portions.append((price_list.FIREWALL, Decimal(1)))
    return chance.choice(PROJECTS), portions


def lines(items: dict[str, Json], client: Client, portions: Sequence[Portion], taxes: Taxes) -> list[Json]:
    """Item lines; licences and hardware are taxed where the client is."""
    return [_line(items[product.name], client, product, quantity, taxes) for product, quantity in portions]


def _line(item: Json, client: Client, product: Product, quantity: Decimal, taxes: Taxes) -> Json:
    return {
        "DetailType": "SalesItemLineDetail",
        "Description": product.description,
        "Amount": half_up(quantity * product.price),
        "SalesItemLineDetail": {
            "ItemRef": item,
            "Qty": int(quantity) if quantity == int(quantity) else quantity,
            "UnitPrice": product.price,
            "TaxCodeRef": taxes.of_line(client_taxed=client.taxable, product_taxed=product.taxable),
        },
    }


def discount(chance: random.Random) -> Json:
    """Mostly a percentage, sometimes a fixed amount."""
    if chance.random() < 0.75:
        return {
            "DetailType": "DiscountLineDetail",
            "DiscountLineDetail": {"PercentBased": True, "DiscountPercent": chance.choice((5, 10))},
        }
    amount = Decimal(chance.choice(("25.00", "50.00")))
    return {"DetailType": "DiscountLineDetail", "Amount": amount, "DiscountLineDetail": {"PercentBased": False}}


def document(client: Client, day: date, body_lines: list[Json], tax: Json, note: str) -> Json:
    """What invoices, estimates and credit memos have in common."""
    return {
        "CustomerRef": client.ref,
        "TxnDate": day.isoformat(),
        "BillEmail": {"Address": client.email},
        "CustomerMemo": {"value": note},
        "Line": body_lines,
    } | tax
