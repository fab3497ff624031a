"""Facts about connections."""

from dataclasses import dataclass
from uuid import UUID

from nexos.kit.events import Fact


@dataclass(frozen=True, slots=True)
class Connected(Fact):
    """The connection may be used from now on; `first`: this QuickBooks company was never connected here before."""

    connection_id: UUID
    first: bool


@dataclass(frozen=True, slots=True)
class Disconnected(Fact):
    """A person ended the connection; its mirror, mappings and queue stay."""

    connection_id: UUID


@dataclass(frozen=True, slots=True)
class NeedsAttention(Fact):
    """QuickBooks lets us in no longer, until a person acts; `reason` is the sentence to show."""

    connection_id: UUID
    reason: str
