"""The customers of a sample company, and how each of them pays."""

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from qbo_emulator.samples.sizes import Size
from qbo_emulator.samples.vocabulary import PLACES, SITES, STREETS, TOWNS, TRADES, TRICKY_CUSTOMERS
from qbo_emulator.store.text import Json
from qbo_emulator.world import Company


class Payer(Enum):
    """How a customer pays: days after the due date, at the earliest and the latest."""

    PROMPT = (-12, 2)
    USUAL = (-3, 9)
    LATE = (6, 34)
    COLLECTS = (0, 0)  # one payment for everything open, in the middle of the month


@dataclass(frozen=True, slots=True)
class Client:
    """A customer trade is done with. `email`: where its bills go. `stopped_months_ago`: when it stopped paying."""

    ref: Json
    email: str
    term: Json
    taxable: bool
    payer: Payer
    stopped_months_ago: int | None


def make_customers(company: Company, chance: random.Random, size: Size, country: str, at: datetime) -> list[Client]:
    """Top-level customers, sub-customers below some, two that share an email, and one inactive.

    The first clients are those that get contracts; an inactive customer is none of them.
    """
    terms = _terms(company)
    tops = size.customers - size.sub_customers
    clients: list[Client] = []
    shared = f"accounts@{_domain('Kingsway Partners')}"
    for place, name in enumerate(_names(chance, tops)):
        email = shared if place in (2, 3) else f"accounts@{_domain(name)}"
        customer = company.create("Customer", _body(chance, name, email, country) | _terms_of(chance, terms), at)
        if place == tops - 1:
            company.update("Customer", _inactive(customer), at)
        else:
            clients.append(_client(chance, customer, email))
    for place in range(size.sub_customers):
        parent = clients[place * len(clients) // size.sub_customers]
        name = f"{parent.ref['name']} {SITES[place % len(SITES)]}"
        customer = company.create("Customer", {"DisplayName": name, "Job": True, "ParentRef": parent.ref}, at)
        clients.append(_client(chance, customer, parent.email))
    return clients


def _names(chance: random.Random, count: int) -> Iterator[str]:
    """Tricky names come early, so that small companies have some too."""
    tricky = TRICKY_CUSTOMERS[: max(2, count // 10)]
    plain = [f"{place} {trade}" for place in PLACES for trade in TRADES]
    chance.shuffle(plain)
    yield from plain[:2]
    yield from tricky[: count - 2]
    yield from plain[2 : count - len(tricky)]


def _body(chance: random.Random, name: str, email: str, country: str) -> Json:
    town, region, post_code = chance.choice(TOWNS[country])
    street = f"{chance.randrange(10, 990)} {chance.choice(STREETS)}"
    phone = f"(555) 01{chance.randrange(10):01d}-{chance.randrange(10000):04d}"
    return {
        "DisplayName": name,
        "CompanyName": name,
        "PrimaryEmailAddr": {"Address": email},
        "PrimaryPhone": {"FreeFormNumber": phone},
        "BillAddr": {"Line1": street, "City": town, "CountrySubDivisionCode": region, "PostalCode": post_code},
        "Taxable": chance.random() < 0.7,
    }


def _terms_of(chance: random.Random, terms: list[Json]) -> Json:
    return {"SalesTermRef": chance.choice(terms)} if terms else {}


def _terms(company: Company) -> list[Json]:
    shelf = company.books.shelf("Term")
    found = [record.object() for record in shelf.live().values()]
    return [{"value": term["Id"], "name": term["Name"]} for term in found if 10 <= term.get("DueDays", 0) <= 30]


def _inactive(customer: Json) -> Json:
    return {"Id": customer["Id"], "SyncToken": customer["SyncToken"], "sparse": True, "Active": False}


def _client(chance: random.Random, customer: Json, email: str) -> Client:
    return Client(
        ref={"value": customer["Id"], "name": customer["DisplayName"]},
        email=email,
        term=customer.get("SalesTermRef", {}),
        taxable=customer.get("Taxable", False),
        payer=chance.choices(list(Payer), weights=(13, 13, 8, 66))[0],
        stopped_months_ago=chance.choice((1, 2, 3)) if chance.random() < 0.05 else None,
    )


def _domain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "".join(letter for letter in letters if letter.isalnum()) + ".example"
