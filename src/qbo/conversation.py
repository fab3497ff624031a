"""Asking one company: a place within its limits, a token, the exchange, the right error, and what may be repeated."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import httpx2
import msgspec

from qbo import errors, faults, replies, retry
from qbo.plan import Call, Plan
from qbo.replies import Answer
from qbo.throttle import Throttle
from qbo.transport import NothingSent, ReplyLost, Timeout, TooLarge, Transport, exchange

MINOR_VERSION = "75"
"""Every older one is answered as this one since 2025-08-01 (Intuit's announcement of 2025-01-21)."""

_log = logging.getLogger("qbo")


class Conversation(msgspec.Struct, frozen=True, kw_only=True):
    """What every call to a company shares; `company` is its address, up to and with the realm id."""

    company: str
    access_token: Callable[[], str]
    transport: Transport
    throttle: Throttle
    timeout: Timeout
    retries: retry.Policy
    on_call: Callable[[Call], None] | None
    sleep: Callable[[float], None]
    max_body: int

    def __repr__(self) -> str:
        return f"Conversation({self.company})"

    def ask[T](self, plan: Plan, understand: Callable[[Answer], T]) -> T:
        """What `understand` makes of the answer with HTTP 200; it raises `msgspec.DecodeError` for a useless one."""
        waited = 0.0
        attempt = 1
        while True:
            try:
                return self._attempt(plan, understand, attempt)
            except errors.QboError as error:
                if isinstance(error, errors.Throttled) and error.status is not None:
                    self.throttle.park(datetime.now(UTC) + timedelta(seconds=error.retry_after))
                chance = random.random()  # noqa: S311 - spreads load, guards nothing
                pause = retry.delay(error, attempt=attempt, waited=waited, policy=self.retries, chance=chance)
                if pause is None:
                    raise
            self.sleep(pause)
            waited += pause
            attempt += 1

    def _attempt[T](self, plan: Plan, understand: Callable[[Answer], T], attempt: int) -> T:
        with self.throttle.acquire(plan.kind):
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

    def _request(self, plan: Plan) -> httpx2.Request:
        headers = {"Accept": plan.accept, "Accept-Encoding": "gzip", "User-Agent": "nexos-qbo"}
        if plan.elsewhere:
            return httpx2.Request("GET", plan.elsewhere, headers=headers)
        parameters = {**plan.parameters, "minorversion": MINOR_VERSION}
        if plan.request_id:
            parameters["requestid"] = plan.request_id
        # quote, not form encoding: a blank is %20 and the + of a time zone %2B.
        address = "&".join(f"{key}={quote(value, safe='')}" for key, value in parameters.items())
        headers["Authorization"] = f"Bearer {_checked_token(self.access_token())}"
        if plan.body is not None:
            headers["Content-Type"] = plan.content_type
        url = "/".join((self.company, *plan.segments)) + "?" + address
        return httpx2.Request(plan.method, url, headers=headers, content=plan.body)

    def _exchange(self, request: httpx2.Request, plan: Plan) -> Answer:
        try:
            return exchange(self.transport, request, self.timeout, self.max_body)
        except NothingSent as failure:
            kind = errors.NotSent if plan.nature == "write" else errors.Unavailable
            raise kind(f"QuickBooks cannot be reached ({failure})") from None
        except ReplyLost as failure:
            lost = errors.OutcomeUnknown if plan.nature == "write" else errors.Unavailable
            raise lost(f"QuickBooks' answer did not arrive ({failure})") from None
        except TooLarge as failure:
            large = errors.OutcomeUnknown if plan.nature == "write" else errors.ResultTooBig
            raise large(f"QuickBooks' answer is too large ({failure})") from None

    def _report(self, plan: Plan, answer: Answer | None, began: float, attempt: int, failed: str) -> None:
        if self.on_call is None:
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
            reads=plan.reads,
            attempt=attempt,
            error=failed,
        )
        try:
            self.on_call(call)
        except Exception:
            # A write is over by now: an observer's trouble must not hide its reply.
            _log.exception("on_call failed")


def _understood[T](answer: Answer, plan: Plan, understand: Callable[[Answer], T]) -> T:
    if answer.status != 200:
        raise _failure(answer, plan, "")
    try:
        return understand(answer)
    except (msgspec.DecodeError, RecursionError) as broken:
        failure = _failure(answer, plan, str(broken))
    if (mended := replies.without_half_characters(answer)) is not answer:
        with suppress(msgspec.DecodeError, RecursionError):
            return understand(mended)
    raise failure


def _failure(answer: Answer, plan: Plan, broken: str) -> errors.QboError:
    if plan.elsewhere:
        # Another server speaks here: its 401 or 403 says nothing about the company's token.
        return errors.Unavailable("The file could not be fetched from where QuickBooks keeps it", status=answer.status)
    fault = faults.read(answer.body)
    if fault is None and answer.status < 400:
        return faults.unreadable(answer, plan.nature, broken or "not an answer of QuickBooks")
    return faults.error(fault, answer, plan.nature)


def _checked_token(token: str) -> str:
    # Deeper down a character that no header may hold is answered with an error that quotes the whole header.
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise ValueError("the access token is empty or holds characters no token has")
    return token
