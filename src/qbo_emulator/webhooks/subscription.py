"""A subscription: where an app wants to be told, in which form, and how patiently."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from qbo_emulator.webhooks.payload import Format

type ContentType = Literal["application/json", "application/cloudevents+json"]
type Retries = Literal["backoff", "classic"]


@dataclass(frozen=True, slots=True)
class Plan:
    """Seconds from a failed attempt to the next; `then_every_s` None gives up after the last of them.

    `retried`: the HTTP statuses that are tried again, None for all but 200; no answer always is.
    """

    delays_s: tuple[float, ...]
    then_every_s: float | None
    retried: frozenset[int] | None

    def delay_s(self, failures: int, status: int | None) -> float | None:
        """How long to wait after so many failed attempts, the last with this status; None: it is lost."""
        if status is not None and self.retried is not None and status not in self.retried:
            return None
        return self.delays_s[failures - 1] if failures <= len(self.delays_s) else self.then_every_s

    def exhausted(self, failures: int) -> bool:
        """Whether the plan ends with this failure: the endpoint is given up."""
        return self.then_every_s is None and failures > len(self.delays_s)


PLANS: dict[Retries, Plan] = {
    "backoff": Plan((10, 20, 30, 300, 1200, 7200, 14400, 21600), 21600, None),
    "classic": Plan((1200, 1800, 3000), None, frozenset({408, 500, 502, 503, 504})),
}
"""`backoff` is documented since December 2024; `classic` before it (an endpoint that fails to the end is blacklisted).

Nothing settles from when the 20, 30 and 50 minutes count (here: each from the attempt before) nor what other
refusals than the listed ones did (here: that delivery is lost).
"""


@dataclass(frozen=True, slots=True)
class Subscription:
    """`window_s`: how long events are collected before they are sent; `in_order`: a failing delivery holds back
    what comes after it; `blacklisted`: given up, its events are lost until it is posted again.
    """

    id: str
    client_id: str
    url: str
    verifier_token: str = field(repr=False)
    format: Format
    content_type: ContentType
    window_s: float
    retries: Retries
    in_order: bool
    blacklisted: bool = False

    @property
    def plan(self) -> Plan:
        """When a failed delivery is tried again."""
        return PLANS[self.retries]


def is_http(url: str, *, loopback: bool) -> bool:
    """Whether the address can be posted to: http (https as well where it need not be this machine)."""
    if not url.isascii() or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if loopback:
        return parts.scheme == "http" and _is_this_machine(host)
    return parts.scheme in ("http", "https") and bool(host)


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
