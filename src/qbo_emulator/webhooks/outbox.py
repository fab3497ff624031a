"""Subscriptions, the notices that wait to be packed, and the deliveries that wait for their hour; all of it noted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from qbo_emulator.store.ledger import Noted, State, Turn
from qbo_emulator.webhooks.notices import Notice
from qbo_emulator.webhooks.subscription import Subscription


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice for one subscriber, not yet packed."""

    subscription_id: str
    notice: Notice


@dataclass(frozen=True, slots=True)
class Delivery:
    """A packed body on its way; `failures` counts the attempts that came to nothing."""

    id: str
    subscription_id: str
    body: str
    events: int
    realm_ids: tuple[str, ...]
    created_at: datetime
    due_at: datetime
    failures: int = 0


class Outbox:
    """Every method is one turn: what it changed is saved together."""

    def __init__(self, state: State) -> None:
        ledger = state.ledger("webhooks")
        self._turn = Turn(ledger)
        self._subscriptions = Noted(ledger, "subscription", Subscription)
        self._waiting = Noted(ledger, "notice", Waiting)
        self._deliveries = Noted(ledger, "delivery", Delivery)
        self._numbers = Noted(ledger, "number", int)
        self._collected = Noted(ledger, "collected", int)

    def subscriptions(self) -> list[Subscription]:
        """In the order they were first posted."""
        with self._turn:
            return list(self._subscriptions.values())

    def next_id(self, sequence: str) -> str:
        """A number as text, never used before."""
        with self._turn:
            self._numbers[sequence] = self._numbers.get(sequence, 0) + 1
            return str(self._numbers[sequence])

    def subscribe(self, subscription: Subscription) -> None:
        """Add it, or replace the one with its id."""
        with self._turn:
            self._subscriptions[subscription.id] = subscription

    def unsubscribe(self, subscription_id: str) -> bool:
        """Take it out with all that waits for it; False when there is none."""
        with self._turn:
            self._clear(subscription_id)
            return self._subscriptions.pop(subscription_id, None) is not None

    def blacklist(self, subscription: Subscription) -> None:
        """Put the given-up subscription in place of the living one, and drop all that waits for it."""
        with self._turn:
            self._clear(subscription.id)
            self._subscriptions[subscription.id] = subscription

    def collected(self, realm_id: str) -> int:
        """The number of the company's last event that was made notices of."""
        with self._turn:
            return self._collected.get(realm_id, 0)

    def collect(self, realm_id: str, through: int, notices: Iterable[Waiting]) -> None:
        """Add the notices of a company's events up to this number: all of them, once."""
        with self._turn:
            for waiting in notices:
                self._waiting[self.next_id("notice")] = waiting
            self._collected[realm_id] = through

    def waiting(self, subscription_id: str) -> list[Notice]:
        """The unpacked notices, oldest first."""
        with self._turn:
            return [each.notice for each in self._waiting.values() if each.subscription_id == subscription_id]

    def pack(self, subscription_id: str, deliveries: Sequence[Delivery]) -> None:
        """Put these deliveries in place of the subscription's notices."""
        with self._turn:
            self._drop_notices(subscription_id)
            for delivery in deliveries:
                self._deliveries[delivery.id] = delivery

    def deliveries(self, subscription_id: str) -> list[Delivery]:
        """Those on their way, oldest first."""
        with self._turn:
            return [each for each in self._deliveries.values() if each.subscription_id == subscription_id]

    def done_with(self, delivery: Delivery) -> None:
        """Take it out: it arrived, or is lost."""
        with self._turn:
            self._deliveries.pop(delivery.id, None)

    def put_off(self, delivery: Delivery) -> None:
        """Put a later one in place of the delivery with its id; one withdrawn meanwhile stays so."""
        with self._turn:
            if delivery.id in self._deliveries:
                self._deliveries[delivery.id] = delivery

    def _clear(self, subscription_id: str) -> None:
        self._drop_notices(subscription_id)
        for delivery_id in [each.id for each in self._deliveries.values() if each.subscription_id == subscription_id]:
            del self._deliveries[delivery_id]

    def _drop_notices(self, subscription_id: str) -> None:
        for key in [key for key, each in self._waiting.items() if each.subscription_id == subscription_id]:
            del self._waiting[key]
