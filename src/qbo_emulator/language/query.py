"""What a statement says, before it is known whether the entity has such properties."""

from dataclasses import dataclass

DEFAULT_PAGE = 100
LARGEST_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Condition:
    """`path operator value`; only IN has several values."""

    path: str
    operator: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """One sort key."""

    path: str
    descending: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed statement. `fields` is empty for `*`; `start` counts from 1."""

    entity: str
    fields: tuple[str, ...] = ()
    counts: bool = False
    where: tuple[Condition, ...] = ()
    order: tuple[Order, ...] = ()
    start: int = 1
    limit: int = DEFAULT_PAGE
