"""The calls to QuickBooks' Accounting API: one method per thing one can ask."""

from __future__ import annotations

import logging
import random
import re
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal
from urllib.parse import quote

import httpx2
import msgspec

from qbo import batch, cdc, errors, faults, query, replies, retry
from qbo.batch import BatchReply
from qbo.cdc import Changes
from qbo.deadline import HttpTransport
from qbo.replies import Answer, Page, Raw, Reply
from qbo.throttle import Kind, LocalThrottle, Throttle
from qbo.transport import (
    NothingSent,
    ReplyLost,
    Timeout,
    TooLarge,
    Transport,
    exchange,
)
from qbo.write import Write, checked_request_id

PRODUCTION = "https://quickbooks.api.intuit.com"
SANDBOX = "https://sandbox-quickbooks.api.intuit.com"

MINOR_VERSION = "75"
"""Every older one is answered as this one since 2025-08-01 (Intuit's announcement of 2025-01-21)."""

LONGEST_STATEMENT_IN_ADDRESS = 1500
"""Characters; longer statements travel in the body, where no proxy cuts them."""

MAX_BODY = 64 * 1024 * 1024

_log = logging.getLogger("qbo")
_SEGMENT = re.compile(r"[A-Za-z0-9_:-]+\Z")


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One request that was made, for logs and meters: it names no customer and holds no secret.

    `status` and `intuit_tid` are empty when no answer came, `error` is the name of the error's class ("" = fine),
    `bytes` the size of the decompressed answer. `metered`: Intuit counts it as data out ("CorePlus"; writes are free).
    """

    method: str
    path: Literal["query", "read", "cdc", "write", "batch"]
    entity: str
    operation: str
    status: int | None
    intuit_tid: str
    request_id: str
    milliseconds: float
    bytes: int
    metered: bool
    attempt: int
    error: str


class _Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A request before it has a token, and how to understand its answer."""

    path: Literal["query", "read", "cdc", "write", "batch"]
    segments: tuple[str, ...]
    entity: str
    operation: str = ""
    parameters: dict[str, str] = {}
    body: bytes | None = None
    content_type: str = "application/json"
    request_id: str = ""

    @property
    def nature(self) -> faults.Nature:
        return "write" if self.path in ("write", "batch") else "read"

    @property
    def kind(self) -> Kind:
        return self.path if self.path in ("write", "batch") else "read"

    @property
    def method(self) -> str:
        return "GET" if self.body is None else "POST"


class Client:
    """One QuickBooks company.

    `access_token` is asked before every attempt and should be quick; `TokenExpired` is raised to the caller, who
    refreshes and repeats the call. Without a `transport` the client opens its own connections and `close` ends them;
    share one `HttpTransport` between many clients. Without a `throttle` the company's limits are kept inside this
    object only. `on_call` hears of every attempt; what it raises is logged and ignored.

    Every method may raise `NotSent` (writes), `Throttled`, `Unavailable`, `TokenExpired`, `AccessDenied`,
    `CompanyInactive` and, for what was asked, the other `Refused`. Only writes raise `OutcomeUnknown`.
    """

    def __init__(
        self,
        realm_id: str,
        access_token: Callable[[], str],
        *,
        base_url: str,
        transport: Transport | None = None,
        throttle: Throttle | None = None,
        timeout: Timeout | None = None,
        retries: retry.Policy | None = None,
        on_call: Callable[[Call], None] | None = None,
        sleep: Callable[[float], None] = time.sleep,
        max_body: int = MAX_BODY,
    ) -> None:
        self._company = f"{base_url.rstrip('/')}/v3/company/{_segment(realm_id, 'realm id')}"
        self.realm_id = realm_id
        self._access_token = access_token
        self._owns_transport = transport is None
        self._transport = transport or HttpTransport()
        self._throttle = throttle or LocalThrottle()
        self._timeout = timeout or Timeout()
        self._retries = retries or retry.Policy()
        self._on_call = on_call
        self._sleep = sleep
        self._max_body = max_body

    def __repr__(self) -> str:
        return f"Client({self._company})"

    def close(self) -> None:
        """End the connections this client opened itself."""
        if self._owns_transport:
            self._transport.close()

    def query(
        self,
        entity: str,
        *,
        where: str = "",
        order_by: str = "Id",
        start: int = 1,
        limit: int = query.MOST_ROWS,
    ) -> Page:
        """Rows `start` to `start + limit - 1` (from 1; at most 1,000). `where` is made with `qbo.query`.

        Inactive names are left out unless `where` says `Active IN (true, false)` (recorded).
        """
        statement = query.select(entity, where=where, order_by=order_by, start=start, limit=limit)
        return self._ask(_statement(entity, statement), lambda got: replies.page(got.body, entity, start))

    def count(self, entity: str, where: str = "") -> int:
        """How many rows a query has in all."""
        return self._ask(_statement(entity, query.count(entity, where)), lambda got: replies.total(got.body))

    def read(self, entity: str, id: str) -> Raw:  # noqa: A002
        """One object, inactive ones too. Raises `NotFound` when it is deleted or never was."""
        return self._read(entity, (query.name(entity).lower(), _segment(id, "id")))

    def company_info(self) -> Raw:
        """The company's name, addresses and country; its address carries the realm id, not the object's Id."""
        return self._read("CompanyInfo", ("companyinfo", self.realm_id))

    def preferences(self) -> Raw:
        """The company's settings."""
        return self._read("Preferences", ("preferences",))

    def changes(self, entities: Sequence[str], since: datetime) -> Changes:
        """Everything of `entities` that changed since an aware moment, at most 30 days ago, in one metered call."""
        plan = _Plan(
            path="cdc",
            segments=("cdc",),
            entity=",".join(entities),
            parameters=cdc.parameters(entities, since),
        )
        return self._ask(plan, lambda got: cdc.changes(got.body, entities))

    def send(self, write: Write, request_id: str) -> Reply:
        """Make one change. The bytes go out unchanged; the same `request_id` (1 to 50 characters, never used for
        anything else) makes QuickBooks answer a repetition with the first reply instead of writing twice.

        Raises `OutcomeUnknown` when it may have happened and nothing proves it.
        """
        plan = _Plan(
            path="write",
            segments=(write.entity.lower(),),
            entity=write.entity,
            operation=write.operation,
            parameters=write.parameters(),
            body=write.body,
            request_id=checked_request_id(request_id),
        )
        return self._ask(plan, lambda got: Reply(*replies.one(got.body, write.entity), got.intuit_tid))

    def batch(self, writes: Sequence[Write], request_id: str) -> BatchReply:
        """Make up to 30 independent changes in one call. The request id has at most 36 characters."""
        return self.send_batch(batch.freeze(writes), request_id)

    def send_batch(self, body: bytes, request_id: str) -> BatchReply:
        """Send a batch made by `qbo.batch.freeze`, unchanged. Raises like `send` when the whole batch failed."""
        plan = _Plan(
            path="batch",
            segments=("batch",),
            entity="",
            body=body,
            request_id=checked_request_id(request_id, batch.REQUEST_ID_LENGTH),
        )
        return self._ask(plan, lambda got: batch.outcomes(body, got))

    def _read(self, entity: str, segments: tuple[str, ...]) -> Raw:
        plan = _Plan(path="read", segments=segments, entity=entity)
        return self._ask(plan, lambda got: replies.one(got.body, entity)[0])

    def _ask[T](self, plan: _Plan, understand: Callable[[Answer], T]) -> T:
        waited = 0.0
        attempt = 1
        while True:
            try:
                return self._attempt(plan, understand, attempt)
            except errors.QboError as error:
                if isinstance(error, errors.Throttled) and error.status is not None:
                    self._throttle.park(datetime.now(UTC) + timedelta(seconds=error.retry_after))
                chance = random.random()  # noqa: S311 - spreads load, guards nothing
                pause = retry.delay(error, attempt=attempt, waited=waited, policy=self._retries, chance=chance)
                if pause is None:
                    raise
            self._sleep(pause)
            waited += pause
            attempt += 1

    def _attempt[T](self, plan: _Plan, understand: Callable[[Answer], T], attempt: int) -> T:
        with self._throttle.acquire(plan.kind):
            request = self._request(plan)
            began = time.monotonic()
            answer: Answer | None = None
            failed = ""
            try:
                answer = self._exchange(request, plan)
                return _understood(answer, plan, understand)
            except errors.QboError as error:
                failed = type(error).__name__
                raise
            finally:
                self._report(plan, answer, began, attempt, failed)

    def _request(self, plan: _Plan) -> httpx2.Request:
        parameters = {**plan.parameters, "minorversion": MINOR_VERSION}
        if plan.request_id:
            parameters["requestid"] = plan.request_id
        # quote, not form encoding: a blank is %20 and the + of a time zone %2B.
        address = "&".join(f"{key}={quote(value, safe='')}" for key, value in parameters.items())
        headers = {
            "Authorization": f"Bearer {_checked_token(self._access_token())}",
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            "User-Agent": "nexos-qbo",
        }
        if plan.body is not None:
            headers["Content-Type"] = plan.content_type
        url = "/".join((self._company, *plan.segments)) + "?" + address
        return httpx2.Request(plan.method, url, headers=headers, content=plan.body)

    def _exchange(self, request: httpx2.Request, plan: _Plan) -> Answer:
        try:
            return exchange(self._transport, request, self._timeout, self._max_body)
        except NothingSent as failure:
            kind = errors.NotSent if plan.nature == "write" else errors.Unavailable
            raise kind(f"QuickBooks cannot be reached ({failure})") from None
        except ReplyLost as failure:
            lost = errors.OutcomeUnknown if plan.nature == "write" else errors.Unavailable
            raise lost(f"QuickBooks' answer did not arrive ({failure})") from None
        except TooLarge as failure:
            large = errors.OutcomeUnknown if plan.nature == "write" else errors.ResultTooBig
            raise large(f"QuickBooks' answer is too large ({failure})") from None

    def _report(self, plan: _Plan, answer: Answer | None, began: float, attempt: int, failed: str) -> None:
        if self._on_call is None:
            return
        call = Call(
            method=plan.method,
            path=plan.path,
            entity=plan.entity,
            operation=plan.operation,
            status=answer.status if answer else None,
            intuit_tid=answer.intuit_tid if answer else "",
            request_id=plan.request_id,
            milliseconds=(time.monotonic() - began) * 1000,
            bytes=len(answer.body) if answer else 0,
            metered=plan.nature == "read" and answer is not None,
            attempt=attempt,
            error=failed,
        )
        try:
            self._on_call(call)
        except Exception:
            # A write is over by now: an observer's trouble must not hide its reply.
            _log.exception("on_call failed")


def _understood[T](answer: Answer, plan: _Plan, understand: Callable[[Answer], T]) -> T:
    if answer.status != 200:
        raise _failure(answer, plan, "")
    try:
        return understand(answer)
    except (msgspec.DecodeError, RecursionError) as broken:
        raise _failure(answer, plan, str(broken)) from None


def _failure(answer: Answer, plan: _Plan, broken: str) -> errors.QboError:
    fault = faults.read(answer.body)
    if fault is None and answer.status < 400:
        return faults.unreadable(answer, plan.nature, broken or "not an answer of QuickBooks")
    return faults.error(fault, answer, plan.nature)


def _statement(entity: str, statement: str) -> _Plan:
    if len(statement) <= LONGEST_STATEMENT_IN_ADDRESS:
        return _Plan(path="query", segments=("query",), entity=entity, parameters={"query": statement})
    return _Plan(
        path="query",
        segments=("query",),
        entity=entity,
        body=statement.encode(),
        content_type="application/text",
    )


def _checked_token(token: str) -> str:
    # Deeper down a character that no header may hold is answered with an error that quotes the whole header.
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise ValueError("the access token is empty or holds characters no token has")
    return token


def _segment(value: str, what: str) -> str:
    if not _SEGMENT.match(value):
        raise ValueError(f"{value!r} is not a QuickBooks {what}")
    return value
