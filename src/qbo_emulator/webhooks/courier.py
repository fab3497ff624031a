"""Takes events to the endpoints: collects, packs and posts what is due, and says what came of it."""

import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import batched

from qbo_emulator.oauth.authorization import AuthorizationServer
from qbo_emulator.webhooks import payload
from qbo_emulator.webhooks.notices import Notice, rolled_up
from qbo_emulator.webhooks.outbox import Delivery, Outbox, Waiting
from qbo_emulator.webhooks.post import ACKNOWLEDGED, post
from qbo_emulator.webhooks.subjects import is_announced
from qbo_emulator.webhooks.subscription import Subscription
from qbo_emulator.world import Company, World

MOST_EVENTS = 100  # in one body; documented for CloudEvents, taken for both


@dataclass(frozen=True, slots=True, kw_only=True)
class Mischief:
    """What a round does wrong on demand: the network and the live service do all of it now and then."""

    duplicate: int = 0
    """How many copies follow each delivery."""
    reverse: bool = False
    """The newest delivery first."""
    drop: bool = False
    """What is due is lost without being sent."""
    delay_s: float = 0
    """What is due is not sent now but so much later; what comes after it is not held back."""
    forge: bool = False
    """A copy with a signature by another key goes ahead of each delivery."""
    most_events: int = MOST_EVENTS
    """How many events one body holds at most, of those packed in this round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of one delivery in a round.

    `outcome`: acknowledged, failed (comes again at `next_at`), lost, blacklisted (lost, and the endpoint given up),
    delayed, dropped; or duplicate and forged for the copies made on demand. `status` None: no answer in time.
    """

    webhook: str
    delivery: str
    attempt: int
    events: int
    realm_ids: tuple[str, ...]
    outcome: str
    status: int | None = None
    next_at: datetime | None = None


class Courier:
    """One round at a time. No company is held up while an endpoint is called."""

    def __init__(self, world: World, authorization: AuthorizationServer) -> None:
        self.world = world
        self.authorization = authorization
        self._round = threading.Lock()
        self.begin()

    def begin(self) -> None:
        """Begin with what the world's state holds: once it was cleared, without any subscription."""
        with self._round:
            self.outbox = Outbox(self.world.state)
            self._announce()

    def subscribe(self, subscription: Subscription) -> None:
        """From now on: what happened before is for the others. Takes the place of the one with its id."""
        with self._round:
            self._collect()
            self.outbox.subscribe(subscription)
            self._announce()

    def unsubscribe(self, subscription_id: str) -> bool:
        """Drop a subscription and what waits for it; False when there is none."""
        known = self.outbox.unsubscribe(subscription_id)
        self._announce()
        return known

    def deliver(self, mischief: Mischief = Mischief()) -> list[Report]:
        """One round: everything that is due at this moment, each delivery once."""
        with self._round:
            self._collect()
            return [
                report for subscription in self.outbox.subscriptions() for report in self._serve(subscription, mischief)
            ]

    def waiting(self, subscription_id: str) -> int:
        """How many events of a subscription have been collected and not been acknowledged."""
        packed = sum(delivery.events for delivery in self.outbox.deliveries(subscription_id))
        return packed + len(self.outbox.waiting(subscription_id))

    def _announce(self) -> None:
        """Have the companies note their events if anybody subscribed to them."""
        self.world.announce(bool(self.outbox.subscriptions()))

    def _collect(self) -> None:
        for company in self.world.companies():
            if company.books.events:
                self._collect_from(company)

    def _collect_from(self, company: Company) -> None:
        """1. Read the news. 2. Save the notices with the number they go up to. 3. Only then forget the news.

        An end of the process after 2 leaves news that the number tells to be old.
        """
        realm_id = company.realm_id
        done = self.outbox.collected(realm_id)
        with company.lock:
            news = company.books.events.after(done)
        told = [
            subscription
            for subscription in self.outbox.subscriptions()
            if not subscription.blacklisted and self.authorization.grants.connects(subscription.client_id, realm_id)
        ]
        notices = [
            Waiting(subscription.id, Notice.of(realm_id, event))
            for _, event in news
            if is_announced(event)
            for subscription in told
        ]
        through = news[-1][0] if news else done
        self.outbox.collect(realm_id, through, notices)
        with company.lock:
            company.books.events.forget(through)

    def _serve(self, subscription: Subscription, mischief: Mischief) -> Iterator[Report]:
        """One failing delivery ends the round of a subscription that keeps the order."""
        now = self.world.clock.now()
        self._pack(subscription, now, mischief.most_events)
        on_their_way = self.outbox.deliveries(subscription.id)
        if subscription.in_order and any(each.failures and each.due_at > now for each in on_their_way):
            return
        due = [delivery for delivery in on_their_way if delivery.due_at <= now]
        for delivery in reversed(due) if mischief.reverse else due:
            reports = list(self._handle(subscription, delivery, mischief))
            yield from reports
            outcomes = {report.outcome for report in reports}
            if "blacklisted" in outcomes or (subscription.in_order and "failed" in outcomes):
                return

    def _pack(self, subscription: Subscription, now: datetime, most_events: int) -> None:
        notices = self.outbox.waiting(subscription.id)
        if not notices or notices[0].at + timedelta(seconds=subscription.window_s) > now:
            return
        deliveries = [
            Delivery(
                id=self.outbox.next_id("delivery"),
                subscription_id=subscription.id,
                body=payload.body(subscription.format, each, subscription.client_id).decode(),
                events=len(each),
                realm_ids=tuple(dict.fromkeys(notice.realm_id for notice in each)),
                created_at=now,
                due_at=now,
            )
            for each in batched(rolled_up(notices), most_events)
        ]
        self.outbox.pack(subscription.id, deliveries)

    def _handle(self, subscription: Subscription, delivery: Delivery, mischief: Mischief) -> Iterator[Report]:
        if mischief.drop:
            self.outbox.done_with(delivery)
            yield _report(delivery, "dropped")
            return
        if mischief.delay_s:
            later = replace(delivery, due_at=self.world.clock.now() + timedelta(seconds=mischief.delay_s))
            self.outbox.put_off(later)
            yield _report(later, "delayed", next_at=later.due_at)
            return
        if mischief.forge:
            yield _report(
                delivery, "forged", _send(replace(subscription, verifier_token=secrets.token_hex()), delivery)
            )
        yield self._settled(subscription, delivery, _send(subscription, delivery))
        for _ in range(mischief.duplicate):
            yield _report(delivery, "duplicate", _send(subscription, delivery))

    def _settled(self, subscription: Subscription, delivery: Delivery, status: int | None) -> Report:
        if status == ACKNOWLEDGED:
            self.outbox.done_with(delivery)
            return _report(delivery, "acknowledged", status)
        failures = delivery.failures + 1
        delay_s = subscription.plan.delay_s(failures, status)
        if delay_s is not None:
            due_at = self.world.clock.now() + timedelta(seconds=delay_s)
            self.outbox.put_off(replace(delivery, failures=failures, due_at=due_at))
            return _report(delivery, "failed", status, next_at=due_at)
        self.outbox.done_with(delivery)
        if not subscription.plan.exhausted(failures):
            return _report(delivery, "lost", status)
        self.outbox.blacklist(replace(subscription, blacklisted=True))
        return _report(delivery, "blacklisted", status)


def _send(subscription: Subscription, delivery: Delivery) -> int | None:
    body, created_at = delivery.body.encode(), delivery.created_at
    return post(subscription.url, body, subscription.content_type, subscription.verifier_token, created_at)


def _report(delivery: Delivery, outcome: str, status: int | None = None, *, next_at: datetime | None = None) -> Report:
    return Report(
        webhook=delivery.subscription_id,
        delivery=delivery.id,
        attempt=delivery.failures + 1,
        events=delivery.events,
        realm_ids=delivery.realm_ids,
        outcome=outcome,
        status=status,
        next_at=next_at,
    )
