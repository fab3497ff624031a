"""A company of a country with one customer, and recorded objects of single documents."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from money_invariants import Books, broken
from qbo_emulator.world import Company, World

type Json = dict[str, Any]

SHAPES = Path(__file__).parents[4] / "shared" / "recorded" / "shapes"


class Shop:
    """A company, its customer, and short ways to write its documents."""

    def __init__(self, country: str, **preferences: Json) -> None:
        self.company: Company = World().add_company(country=country)
        stored = self.company.documents("Preferences")[0]["object"]
        self.company.update("Preferences", stored | preferences | {"sparse": True})
        self.customer = self.company.create("Customer", {"DisplayName": "Buyer"})

    def sell(self, entity: str, *lines: Json, **properties: Any) -> Json:
        """A document of the customer; the books are closed after it."""
        body = {"CustomerRef": {"value": self.customer["Id"]}, "Line": list(lines)} | properties
        made = self.company.create(entity, body)
        self.check()
        return made

    def edit(self, entity: str, doc: Json, **properties: Any) -> Json:
        """A sparse update of these properties, on the present SyncToken."""
        head = {"Id": doc["Id"], "SyncToken": self.read(entity, doc)["SyncToken"], "sparse": True}
        changed = self.company.update(entity, head | properties)
        self.check()
        return changed

    def read(self, entity: str, doc: Json) -> Json:
        """The document as it is now."""
        return self.company.read(entity, doc["Id"])

    def count(self, entity: str) -> int:
        """Live objects of an entity."""
        return sum(not row["deleted"] for row in self.company.documents(entity))

    def check(self) -> None:
        """All invariants hold."""
        assert list(broken(Books(self.company.documents()))) == []

    def tax_code(self, name: str) -> str:
        """Id of a tax code."""
        return next(row["id"] for row in self.company.documents("TaxCode") if row["object"]["Name"] == name)


@pytest.fixture
def open_shop() -> Callable[..., Shop]:
    """`open_shop("CA", TaxPrefs={...})`: a company of the country with these preferences."""
    return Shop


@pytest.fixture
def shop() -> Shop:
    """A US company without automated sales tax."""
    return Shop("US")


@pytest.fixture
def shape() -> Callable[[str], list[Json]]:
    """The recorded objects of a file of single shapes."""

    def load(name: str) -> list[Json]:
        file = SHAPES / name
        if not file.is_file():
            pytest.skip(f"recorded objects are not there: {name}")
        found = json.loads(file.read_text(), parse_float=Decimal)
        return found if isinstance(found, list) else [found]

    return load
