"""Facts about links."""

from dataclasses import dataclass
from uuid import UUID

from nexos.kit.events import Fact


@dataclass(frozen=True, slots=True)
class CustomersLinked(Fact):
    """These customers (QuickBooks ids) have a company from now on."""

    connection_id: UUID
    customer_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CustomersUnlinked(Fact):
    """These customers (QuickBooks ids) have no company any more."""

    connection_id: UUID
    customer_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemsLinked(Fact):
    """These items (QuickBooks ids) have one product more from now on."""

    connection_id: UUID
    item_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assigned(Fact):
    """These of ours (keys of the kind `of`) go to QuickBooks as an object there from now on."""

    connection_id: UUID
    of: str
    keys: tuple[str, ...]
