"""Facts about vendors."""

from dataclasses import dataclass
from uuid import UUID

from nexos.kit.events import Fact


@dataclass(frozen=True, slots=True)
class VendorsEntered(Fact):
    """There are these vendors from now on."""

    vendor_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class VendorChanged(Fact):
    """These fields of a vendor have been written; they may be as they were."""

    vendor_id: UUID
    fields: frozenset[str]
