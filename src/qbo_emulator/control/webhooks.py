"""Subscriptions to webhooks, and rounds of deliveries."""

from dataclasses import asdict
from typing import Any

from werkzeug import Request

from qbo_emulator.control.orders import LONGEST_S, BadInput, Order, check_range, read
from qbo_emulator.emulator import Emulator
from qbo_emulator.webhooks.courier import MOST_EVENTS, Mischief
from qbo_emulator.webhooks.payload import Format
from qbo_emulator.webhooks.subscription import ContentType, Retries, Subscription, is_http


class WebhookOrder(Order):
    url: str
    verifier_token: str
    format: Format = "legacy"
    client_id: str = "emulator-client"
    content_type: ContentType | None = None
    window_s: float = 0
    retries: Retries = "backoff"
    in_order: bool = True
    anywhere: bool = False


class DeliverOrder(Order):
    duplicate: int = 0
    reverse: bool = False
    drop: bool = False
    delay_s: float = 0
    forge: bool = False
    most_events: int = MOST_EVENTS


def subscribe(emulator: Emulator, request: Request) -> dict[str, Any]:
    """POST webhooks: the same app and url again replaces the subscription, and takes it off the blacklist."""
    order = read(request, WebhookOrder)
    _check(emulator, order)
    before = (each for each in emulator.courier.outbox.subscriptions() if _is_same(each, order))
    known = next(before, None)
    default: ContentType = "application/cloudevents+json" if order.format == "cloudevents" else "application/json"
    subscription = Subscription(
        id=known.id if known else emulator.courier.outbox.next_id("subscription"),
        client_id=order.client_id,
        url=order.url,
        verifier_token=order.verifier_token,
        format=order.format,
        content_type=order.content_type or default,
        window_s=order.window_s,
        retries=order.retries,
        in_order=order.in_order,
    )
    emulator.courier.subscribe(subscription)
    return _public(emulator, subscription)


def subscriptions(emulator: Emulator, _request: Request) -> list[dict[str, Any]]:
    """GET webhooks."""
    return [_public(emulator, each) for each in emulator.courier.outbox.subscriptions()]


def unsubscribe(emulator: Emulator, subscription_id: str) -> dict[str, Any]:
    """DELETE webhooks/{id}."""
    if not emulator.courier.unsubscribe(subscription_id):
        raise BadInput(f"id: there is no webhook {subscription_id!r}; GET webhooks lists them.")
    return {}


def deliver(emulator: Emulator, request: Request) -> dict[str, Any]:
    """POST webhooks/deliver: one round; every endpoint is called before the answer."""
    order = read(request, DeliverOrder)
    check_range(order, 0, 1000, "duplicate")
    check_range(order, 0, LONGEST_S, "delay_s")
    check_range(order, 1, MOST_EVENTS, "most_events")
    mischief = Mischief(
        duplicate=order.duplicate,
        reverse=order.reverse,
        drop=order.drop,
        delay_s=order.delay_s,
        forge=order.forge,
        most_events=order.most_events,
    )
    reports = emulator.courier.deliver(mischief)
    waiting = sum(emulator.courier.waiting(each.id) for each in emulator.courier.outbox.subscriptions())
    return {"deliveries": reports, "waiting": waiting}


def _check(emulator: Emulator, order: WebhookOrder) -> None:
    if not is_http(order.url, loopback=not order.anywhere):
        allowed = (
            "an http or https address" if order.anywhere else "an http address of this machine (else say anywhere)"
        )
        raise BadInput(f"url must be {allowed}.")
    if not order.verifier_token:
        raise BadInput("verifier_token is empty.")
    if emulator.authorization.apps.find(order.client_id) is None:
        raise BadInput(f"client_id: no app {order.client_id!r} is registered.")
    check_range(order, 0, LONGEST_S, "window_s")


def _is_same(subscription: Subscription, order: WebhookOrder) -> bool:
    return (subscription.client_id, subscription.url) == (order.client_id, order.url)


def _public(emulator: Emulator, subscription: Subscription) -> dict[str, Any]:
    """Everything but the token, and how many events wait."""
    shown = asdict(subscription) | {"waiting": emulator.courier.waiting(subscription.id)}
    del shown["verifier_token"]
    return shown
