"""Customers and companies by the thousand, as two lists that grew apart: most alike, some renamed, some strangers."""

import random
from uuid import UUID

from nexos.crm import services as crm
from nexos.kit import clock
from nexos.quickbooks.mirror.models import Customer

_FIRST = [
    "Harbor",
    "Cedar",
    "Kestrel",
    "Juniper",
    "Lakeside",
    "Summit",
    "Granite",
    "Willow",
    "Copper",
    "Falcon",
    "Prairie",
    "Beacon",
    "Sierra",
    "Anchor",
]
_TRADE = [
    "Dental",
    "Legal",
    "Medical",
    "Foods",
    "Logistics",
    "Print",
    "Design",
    "Marine",
    "Supply",
    "Motors",
    "Realty",
    "Fitness",
    "Travel",
    "Optical",
]
_KIND = ["Associates", "Group", "Partners", "Clinic", "Services", "Holdings", "Works", "Studio", "Center"]


def crowd(tenant_id: UUID, connection_id: UUID, size: int, seed: int = 7) -> None:
    """`size` customers and `size` companies. Of ten companies four have the customer's name, one also an ending, one a
    letter less, one a letter changed, three are nobody there; every twentieth customer is another's sub-customer."""
    chance = random.Random(seed)
    customers = [_name(chance, number) for number in range(size)]
    companies = [_renamed(chance, number, name) for number, name in enumerate(customers)]
    now = clock.now()
    Customer.objects.of(tenant_id).bulk_create(
        (
            Customer(
                tenant_id=tenant_id,
                connection_id=connection_id,
                qbo_id=str(number + 1),
                display_name=name,
                fully_qualified_name=f"{customers[number - 1]}:{name}" if number % 20 == 19 else name,
                email=f"ap{number}@mail.example" if number % 3 else "",
                city="Portland",
                region="OR",
                parent_id=str(number) if number % 20 == 19 else "",
                is_job=number % 20 == 19,
                currency="USD",
                sync_token="0",
                created_time=now,
                updated_time=now,
                read_at=now,
                raw="{}",
            )
            for number, name in enumerate(customers)
        ),
        batch_size=1000,
    )
    crm.enter_companies(tenant_id, [{"name": name} for name in companies])


def _name(chance: random.Random, number: int) -> str:
    own = f"{_word(chance)} {chance.choice(_TRADE)} {chance.choice(_KIND)}"
    return f"{chance.choice(_FIRST)} {own}" if number % 2 else own


def _renamed(chance: random.Random, number: int, name: str) -> str:
    match number % 10:
        case 4:
            return f"{name} Inc."
        case 5:
            return name[:-1]
        case 6:
            return name.replace("a", "e", 1)
        case 7 | 8 | 9:
            return _name(chance, number)
    return name


def _word(chance: random.Random) -> str:
    syllables = (chance.choice("bcdfghjklmnprst") + chance.choice("aeiou") for _ in range(chance.choice((2, 3))))
    return "".join(syllables).title()
