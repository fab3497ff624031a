"""From the objects of a page to the rows to write (pure, so that it happens outside the transaction).

One object that cannot be understood is set aside with the reason; the others of its page are not held up by it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

import msgspec

from nexos.quickbooks.mirror.entities import SPECS, Spec
from nexos.quickbooks.mirror.entities.spec import Values
from nexos.quickbooks.mirror.entities.values import Entity, moment_text

_NUL = "\\u0000"
_LONGEST_ID = 40

HEAD = ("qbo_id", "sync_token", "created_time", "updated_time", "read_at")
"""The columns that every kind has."""


class Understood(msgspec.Struct, frozen=True, gc=False):
    """One object as rows: `row` has the columns `HEAD`, those of its kind and `raw`, `parts` those of its parts."""

    qbo_id: str
    updated: datetime
    row: Values
    parts: list[Values]
    raw: str


class Odd(msgspec.Struct, frozen=True, gc=False):
    """One object that is not understood; `qbo_id` is empty when not even that much could be read."""

    qbo_id: str
    reason: str
    raw: str


@dataclass(slots=True)
class Objects:
    """The objects of one page. `left_out` has the Ids of those that are not mirrored, by the reason."""

    spec: Spec
    understood: dict[str, Understood] = field(default_factory=dict)
    odd: list[Odd] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)

    @property
    def ids(self) -> list[str]:
        """Every Id the page told, understood or not."""
        return [*self.understood, *self.left_out, *(odd.qbo_id for odd in self.odd if odd.qbo_id)]

    @property
    def reasons(self) -> Counter[str]:
        """How many were left out, by reason."""
        return Counter(self.left_out.values())


def understand(entity: str, raws: Iterable[msgspec.Raw | bytes], read_at: datetime, home_currency: str) -> Objects:
    """Decodes the objects of one kind; of two with the same Id the later counts. Never raises for what QuickBooks sent.

    `read_at` (UTC) also stands in for the times of an object without MetaData.
    """
    spec = SPECS[entity]
    decode = _decoder(spec.name).decode
    objects = Objects(spec)
    read = moment_text(read_at)
    for raw in raws:
        try:
            text = str(raw, "utf-8")
            found = decode(raw)
            if reason := spec.left_out(found):
                objects.understood.pop(found.Id, None)
                objects.left_out[found.Id] = reason
                continue
            rows = _rows(spec, found, text, read_at, read, home_currency)
            if "\\" in text and _NUL in text:  # the first is found at once, and seldom
                _refuse_nul(rows)
            objects.left_out.pop(found.Id, None)
            objects.understood[found.Id] = rows
        except (msgspec.MsgspecError, ValueError, ArithmeticError, RecursionError) as error:
            objects.odd.append(Odd(_id_of(raw), f"{type(error).__name__}: {error}", _legible(raw)))
    return objects


def _rows(spec: Spec, found: Entity, text: str, read_at: datetime, read: str, home_currency: str) -> Understood:
    meta = found.MetaData
    if meta is None:
        updated, created_text, updated_text = read_at, read, read
    else:
        updated, created = meta.LastUpdatedTime, meta.CreateTime
        updated_text = moment_text(updated)
        created_text = updated_text if created is None or created == updated else moment_text(created)
    parts = spec.parts.values(found, home_currency) if spec.parts else []
    values = spec.values(found, home_currency)
    row = (found.Id, found.SyncToken or "", created_text, updated_text, read, *values, text)
    return Understood(found.Id, updated, row, parts, text)


def _refuse_nul(rows: Understood) -> None:
    """Also where a column holds JSON, as links do; only the object itself may say NUL, as it came."""
    columns = (value for row in (rows.row[:-1], *rows.parts) for value in row if isinstance(value, str))
    if any("\0" in value or _NUL in value for value in columns):
        raise ValueError("it holds a NUL character, which no database text may")


@cache
def _decoder(entity: str) -> "msgspec.json.Decoder[Entity]":
    return SPECS[entity].decoder()


class _OnlyId(msgspec.Struct):
    Id: str = ""


_ID = msgspec.json.Decoder(_OnlyId)


def _id_of(raw: msgspec.Raw | bytes) -> str:
    try:
        found = _ID.decode(raw).Id
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return ""
    return found if len(found) <= _LONGEST_ID and "\0" not in found else ""


def _legible(raw: msgspec.Raw | bytes) -> str:
    return bytes(raw).decode("utf-8", errors="backslashreplace").replace("\0", "\\0")
