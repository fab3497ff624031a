"""Where a document stands, as push and the pull tell it."""

from dataclasses import dataclass, field
from typing import Any

from nexos.kit.money import Money
from nexos.quickbooks.state.facts import Difference, Facts
from nexos.quickbooks.state.models import Status


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a document stands now, in words: `sentence` says what happened, why, and what to do.

    `event` is the line added to the card's history (none when empty), `fields` further columns of `DocumentState`.
    """

    status: Status
    sentence: str = ""
    reason: str = ""
    remedy: str = ""
    remedy_target: str = ""
    event: str = ""
    tone: str = ""
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What QuickBooks answered to a write: the document there and what both sides agreed on."""

    qbo_id: str
    qbo_number: str
    customer_name: str
    total: Money
    facts: Facts
    difference: list[Difference]
    by: str
