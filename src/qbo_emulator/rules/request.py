"""A create or update on its way through the rules."""

from dataclasses import dataclass

from qbo_emulator.catalog.entity import Entity
from qbo_emulator.store.text import Json


@dataclass(slots=True)
class Write:
    """What was sent, what is stored, and what it becomes: the rules of the entity complete `after`."""

    entity: Entity
    sent: Json
    before: Json | None
    after: Json
    sparse: bool
    allow_duplicate_number: bool = False
