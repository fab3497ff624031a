"""What others may want to know about quotes."""

from dataclasses import dataclass
from uuid import UUID

from nexos.kit.events import Fact


@dataclass(frozen=True, slots=True)
class QuoteApproved(Fact):
    """A client has accepted a quote; its lines carry what was chosen."""

    quote_id: UUID
