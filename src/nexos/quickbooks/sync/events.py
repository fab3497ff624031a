"""Facts about what came from QuickBooks."""

from dataclasses import dataclass
from uuid import UUID

from nexos.kit.events import Fact


@dataclass(frozen=True, slots=True)
class Pulled(Fact):
    """Objects came, or are gone; they are stored, and linked as far as no person is needed. A quiet pull is none."""

    connection_id: UUID
