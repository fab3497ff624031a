"""Rows of a report that has one line per name of a list, the names below another in a section of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from qbo_emulator.reports.layout import cell, money_text, section
from qbo_emulator.rules.rounding import ZERO
from qbo_emulator.store.books import Books
from qbo_emulator.store.text import Json

type Amounts = Sequence[Decimal]


@dataclass
class Tree:
    """Amounts by id of an entity's objects, as rows of `width` amounts sorted by name.

    `amounts` holds what lies on an object itself: it stands in the heading of its section, the whole branch's in the
    summary. An id of none of the objects is a name itself. `typed` rows say that they are Data: in reports of accounts
    they do, in those of balances not (Intuit).
    """

    books: Books
    entity: str
    name: str
    amounts: Mapping[str, Amounts]
    width: int
    blank_zero: bool = False
    typed: bool = False
    _listed: dict[str, Json] = field(default_factory=dict)
    _below: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.amounts:
            self._list(each)
        for object_id, listed in self._listed.items():
            self._below.setdefault(_parent(listed), []).append(object_id)

    def rows(self, parent: str = "") -> list[Json]:
        """The rows below `parent`, by default all."""
        children = sorted(self._below.get(parent, []), key=lambda each: self._name(each).casefold())
        return [self._row(each) for each in children]

    def total(self, object_id: str = "") -> list[Decimal]:
        """The amounts of an object and all below it, by default of the whole tree."""
        parts = [self.amounts.get(object_id, ()), *(self.total(each) for each in self._below.get(object_id, []))]
        return [sum((row[place] for row in parts if row), ZERO) for place in range(self.width)]

    def _list(self, object_id: str) -> None:
        """Note an object and everyone above it."""
        while object_id and object_id not in self._listed:
            record = self.books.shelf(self.entity).get(object_id)
            self._listed[object_id] = record.object() if record else {}
            object_id = _parent(self._listed[object_id])

    def _row(self, object_id: str) -> Json:
        name, own = self._name(object_id), self.amounts.get(object_id)
        cells = [cell(name, self._listed[object_id].get("Id")), *self._cells(own)]
        below = self.rows(object_id)
        if below:
            return section(cells, below, [cell(f"Total {name}"), *self._cells(self.total(object_id))])
        return {"ColData": cells} | ({"type": "Data"} if self.typed else {})

    def _name(self, object_id: str) -> str:
        return str(self._listed[object_id].get(self.name) or object_id)

    def _cells(self, amounts: Amounts | None) -> list[Json]:
        if amounts is None:
            return [cell("")] * self.width
        return [cell(money_text(each, blank_zero=self.blank_zero)) for each in amounts]


def _parent(listed: Json) -> str:
    return str((listed.get("ParentRef") or {}).get("value", ""))
