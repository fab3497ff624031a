"""What a document's page says about QuickBooks, put together for reading."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from nexos.kit.money import Money
from nexos.quickbooks.state.elsewhere import Elsewhere
from nexos.quickbooks.state.facts import Difference
from nexos.quickbooks.state.models import THERE, DocumentEvent, DocumentState, Status
from nexos.quickbooks.state.open_url import open_url
from nexos.quickbooks.state.words import NOT_SENT, Badge, badge

MOVING = (Status.WAITING, Status.IN_FLIGHT, Status.UNKNOWN)

_ACTIONS = {
    "": "preview",
    Status.BLOCKED: "fix",
    Status.REFUSED: "retry",
    Status.CANCELLED: "preview",
    Status.NEEDS_RECONNECT: "connect",
    Status.NEEDS_PERSON: "decide",
    Status.DELIVERED: "open",
    Status.DIFFERS: "open",
    Status.OUT_OF_DATE: "open",
    Status.VOIDED_THERE: "void",
    Status.DELETED_THERE: "send_again",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document in QuickBooks that might be this one; `total` is written out, `date` is ISO."""

    qbo_id: str
    number: str
    customer: str
    date: str
    total: str
    open_url: str


@dataclass(frozen=True, slots=True)
class Card:
    """`action` is the one that fits the state: preview, fix (at `remedy`, about `remedy_target`), retry, connect,
    decide (between `candidates`), open (at `open_url`), void, send_again, or "" where only waiting helps. `moving`:
    worth asking again in a few seconds. `total` is QuickBooks' figure. `elsewhere` is the company of an archived
    connection that has it, or may have it."""

    status: str
    badge: Badge
    sentence: str
    action: str
    remedy: str
    remedy_target: str
    moving: bool
    next_look_at: datetime | None
    open_url: str
    qbo_id: str
    number_there: str
    customer_there: str
    total: Money | None
    sent_at: datetime | None
    sent_by: str
    read_back_at: datetime | None
    difference: tuple[Difference, ...]
    candidates: tuple[Candidate, ...]
    events: tuple[DocumentEvent, ...]
    elsewhere: Elsewhere | None = None


def not_sent() -> Card:
    """The card of a document that nobody asked to send."""
    return Card(
        status="",
        badge=NOT_SENT,
        sentence="Nobody has asked to send this to QuickBooks. Look at what it will hold first; that sends nothing.",
        action=_ACTIONS[""],
        remedy="",
        remedy_target="",
        moving=False,
        next_look_at=None,
        open_url="",
        qbo_id="",
        number_there="",
        customer_there="",
        total=None,
        sent_at=None,
        sent_by="",
        read_back_at=None,
        difference=(),
        candidates=(),
        events=(),
    )


def with_elsewhere(card: Card, elsewhere: Elsewhere | None) -> Card:
    """The card of a document that may have gone to another company before."""
    if elsewhere is None or card.status:
        return replace(card, elsewhere=elsewhere)
    sentence = f"{elsewhere.sentence} It is not sent to another one by itself."
    return replace(card, elsewhere=elsewhere, badge=elsewhere.badge, sentence=sentence)


def of(state: DocumentState, environment: str) -> Card:
    """The card of a document with its history, newest first."""
    there = state.qbo_id and state.status in THERE and state.status != Status.DELETED_THERE
    total = None if state.remote_total_minor is None else Money.from_minor(state.remote_total_minor, state.currency)
    return Card(
        status=state.status,
        badge=badge(state.status, state.reason),
        sentence=state.sentence,
        action=_ACTIONS.get(state.status, ""),
        remedy=state.remedy,
        remedy_target=state.remedy_target,
        moving=state.status in MOVING,
        next_look_at=state.next_look_at,
        open_url=open_url(environment, state.kind, state.qbo_id) if there else "",
        qbo_id=state.qbo_id,
        number_there=state.qbo_number,
        customer_there=state.customer_name,
        total=total,
        sent_at=state.sent_at,
        sent_by=state.sent_by,
        read_back_at=state.read_back_at,
        difference=tuple(state.difference),
        candidates=tuple(_candidate(found, state.kind, environment) for found in state.candidates),
        events=tuple(state.events.order_by("-at", "-id")),
    )


def _candidate(found: dict[str, str], kind: str, environment: str) -> Candidate:
    return Candidate(**found, open_url=open_url(environment, kind, found["qbo_id"]))


def for_record(tenant_id: UUID, connection_id: UUID, environment: str, kind: str, record_id: UUID) -> Card:
    """The document's card for this connection."""
    found = DocumentState.objects.of(tenant_id).filter(connection_id=connection_id, kind=kind, record_id=record_id)
    state = found.first()
    return not_sent() if state is None else of(state, environment)
