"""How one kind of object becomes rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from nexos.quickbooks.mirror.entities.values import NUMBERS, Entity
from nexos.quickbooks.mirror.models import MirrorRow
from nexos.quickbooks.mirror.models.row import ConnectionRow

type Values = tuple[Any, ...]


@dataclass(frozen=True)
class Parts:
    """The rows that are replaced together with their document: `model` with the document's Id in `parent`, then
    `position` (counted from 0), then `columns`."""

    model: type[ConnectionRow]
    parent: str
    columns: tuple[str, ...]
    values: Callable[[Any, str], list[Values]]


@dataclass(frozen=True)
class Spec:
    """One kind of object. `name` is QuickBooks'; `values` yields one value per column from the decoded object and the
    company's home currency, and raises ValueError for what cannot be kept; `left_out` says why an object is not
    mirrored, if it is not. A `gated` kind has a `customer_id` column and waits for that customer's company."""

    name: str
    model: type[MirrorRow]
    shape: type[Entity]
    columns: tuple[str, ...]
    values: Callable[[Any, str], Values]
    parts: Parts | None = None
    left_out: Callable[[Any], str | None] = lambda _: None
    gated: bool = False

    def decoder(self) -> "msgspec.json.Decoder[Entity]":
        """Reads the fields this spec needs, and skips the rest at full speed."""
        return msgspec.json.Decoder(self.shape, float_hook=NUMBERS)
