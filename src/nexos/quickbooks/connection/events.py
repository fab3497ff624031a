"""Facts about connections."""

from dataclasses import dataclass
from uuid import UUID

from nexos.kit.events import Fact, Question


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


@dataclass(frozen=True, slots=True)
class Archived(Fact):
    """A person starts afresh: the connection is over, and what belongs to it is only read from now on."""

    connection_id: UUID


@dataclass(frozen=True, slots=True)
class MayArchive(Question):
    """May this connection be archived? A refusal names what has to be found out in its company first."""

    connection_id: UUID
