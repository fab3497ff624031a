"""The calls to QuickBooks' Accounting API: one method per thing one can ask."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from copy import copy
from datetime import date, datetime

import msgspec

from qbo import attachments, batch, cdc, query, replies, reports, retry
from qbo.attachments import Upload, UploadReply
from qbo.batch import BatchReply
from qbo.cdc import Changes
from qbo.conversation import Conversation
from qbo.deadline import HttpTransport
from qbo.plan import Call, Plan
from qbo.replies import Page, Raw, Reply
from qbo.reports import Report
from qbo.throttle import LocalThrottle, Throttle
from qbo.transport import Timeout, Transport
from qbo.write import Write, checked_request_id

PRODUCTION = "https://quickbooks.api.intuit.com"
SANDBOX = "https://sandbox-quickbooks.api.intuit.com"

LONGEST_STATEMENT_IN_ADDRESS = 1500
"""Characters; longer statements travel in the body, where no proxy cuts them."""

MAX_BODY = 64 * 1024 * 1024

_SEGMENT = re.compile(r"[A-Za-z0-9_:-]+\Z")


class Client:
    """One QuickBooks company.

    `access_token` is asked before every attempt and should be quick; `TokenExpired` is raised to the caller, who
    refreshes and repeats the call. Without a `transport` the client opens its own connections and `close` ends them;
    share one `HttpTransport` between many clients. Without a `throttle` the company's limits are kept inside this
    object only. `on_call` hears of every attempt; what it raises is logged and ignored. An answer of more than
    `max_body` bytes is not read.

    Every method may raise `NotSent` (writes), `Throttled`, `Unavailable`, `TokenExpired`, `AccessDenied`,
    `CompanyInactive` and, for what was asked, the other `Refused`. Only writes raise `OutcomeUnknown`; `send`,
    `batch`, `email` and `upload` are writes.
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
        self.realm_id = realm_id
        self._owns_transport = transport is None
        self._conversation = Conversation(
            company=f"{base_url.rstrip('/')}/v3/company/{_segment(realm_id, 'realm id')}",
            access_token=access_token,
            transport=transport or HttpTransport(),
            throttle=throttle or LocalThrottle(),
            timeout=timeout or Timeout(),
            retries=retries or retry.Policy(),
            on_call=on_call,
            sleep=sleep,
            max_body=max_body,
        )
        self._ask = self._conversation.ask

    def __repr__(self) -> str:
        return f"Client({self._conversation.company})"

    def with_retries(self, retries: retry.Policy) -> Client:
        """A client like this one, over its connections, that repeats a call as this policy says."""
        other = copy(self)
        other._owns_transport = False
        other._conversation = msgspec.structs.replace(self._conversation, retries=retries)
        other._ask = other._conversation.ask
        return other

    def close(self) -> None:
        """End the connections this client opened itself."""
        if self._owns_transport:
            self._conversation.transport.close()

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

    def exchange_rate(self, currency: str, on: date | None = None) -> Raw:
        """The `ExchangeRate` of a currency ("EUR") on a day, by default today: it is found by code and day, having no
        Id (Intuit, "ExchangeRate")."""
        parameters = {"sourcecurrencycode": currency}
        if on is not None:
            parameters["asofdate"] = on.isoformat()
        return self._read("ExchangeRate", ("exchangerate",), parameters)

    def changes(self, entities: Sequence[str], since: datetime) -> Changes:
        """Everything of `entities` that changed since an aware moment, at most 30 days ago, in one metered call."""
        plan = Plan(
            path="cdc",
            segments=("cdc",),
            entity=",".join(entities),
            parameters=cdc.parameters(entities, since),
        )
        return self._ask(plan, lambda got: cdc.changes(got.body, entities))

    def report(self, name: str, **options: reports.Option) -> Report:
        """A report of QuickBooks, computed there: `report("AgedReceivables", report_date=date(2026, 2, 28))`.

        The options are Intuit's, by their own names (each report's page); a list becomes "1,2,3". Intuit advises
        to ask for at most six months at once ("Run reports").
        """
        plan = Plan(
            path="report",
            segments=("reports", _segment(name, "report")),
            entity=name,
            parameters={key: reports.written(value) for key, value in options.items()},
        )
        return self._ask(plan, lambda got: reports.report(got.body))

    def send(self, write: Write, request_id: str) -> Reply:
        """Make one change. The bytes go out unchanged; the same `request_id` (1 to 50 characters, never used for
        anything else) makes QuickBooks answer a repetition with the first reply instead of writing twice.

        Raises `OutcomeUnknown` when it may have happened and nothing proves it.
        """
        plan = Plan(
            path="write",
            segments=(write.entity.lower(),),
            entity=write.entity,
            operation=write.operation,
            parameters=write.parameters(),
            body=write.body,
            request_id=checked_request_id(request_id),
            nature="write",
        )
        return self._ask(plan, lambda got: Reply(*replies.one(got.body, write.entity), got.intuit_tid))

    def batch(self, items: Sequence[batch.Item], request_id: str) -> BatchReply:
        """Make up to 30 independent changes, queries and looks for changes in one call. The request id has at most
        36 characters."""
        return self.send_batch(batch.freeze(items), request_id)

    def send_batch(self, body: bytes, request_id: str) -> BatchReply:
        """Send a batch made by `qbo.batch.freeze`, unchanged. Raises like `send` when the whole batch failed."""
        natures = batch.natures(body)
        plan = Plan(
            path="batch",
            segments=("batch",),
            body=body,
            request_id=checked_request_id(request_id, batch.REQUEST_ID_LENGTH),
            nature="write" if "write" in natures else "read",
            reads_among=natures.count("read"),
        )
        return self._ask(plan, lambda got: batch.outcomes(body, got))

    def email(self, entity: str, id: str, request_id: str, *, to: str | None = None) -> Reply:  # noqa: A002
        """Have QuickBooks mail a document to its BillEmail, or to `to`, which then becomes its BillEmail; the reply
        is the document, EmailStatus EmailSent (Intuit, "Invoice", send).

        Nothing settles whether a repeated request id mails twice: after `OutcomeUnknown` read the document and look
        at DeliveryInfo. A sandbox sends 40 mails a day (Intuit, "Limits and throttles").
        """
        plan = Plan(
            path="send",
            segments=(query.name(entity).lower(), _segment(id, "id"), "send"),
            entity=entity,
            operation="send",
            parameters={} if to is None else {"sendTo": to},
            body=b"",
            content_type="application/octet-stream",
            request_id=checked_request_id(request_id),
            nature="write",
        )
        return self._ask(plan, lambda got: Reply(*replies.one(got.body, entity), got.intuit_tid))

    def pdf(self, entity: str, id: str) -> bytes:  # noqa: A002
        """A document as QuickBooks prints it (Intuit, "Invoice", get as PDF). Raises `NotFound`."""
        plan = Plan(
            path="pdf",
            segments=(query.name(entity).lower(), _segment(id, "id"), "pdf"),
            entity=entity,
            accept="application/pdf",
        )
        return self._ask(plan, lambda got: replies.printed(got.body))

    def upload(self, files: Sequence[Upload], request_id: str) -> UploadReply:
        """Store files, each linked to what its metadata names, in one call: one outcome per file.

        The request id is sent as with every call; Intuit documents it for requests in general and says nothing of
        uploads. After `OutcomeUnknown` look for the file (`Attachable` by FileName) instead of repeating.
        """
        body, content_type = attachments.multipart(files)
        plan = Plan(
            path="upload",
            segments=("upload",),
            entity="Attachable",
            operation="create",
            body=body,
            content_type=content_type,
            request_id=checked_request_id(request_id),
            nature="write",
        )
        return self._ask(plan, lambda got: attachments.outcomes(len(files), got))

    def download(self, attachable_id: str) -> bytes:
        """The content of an attached file, fetched from the address QuickBooks gives for 15 minutes (Intuit,
        "Attachable"); no token goes there. Raises `NotFound`, and `ResultTooBig` above `max_body`."""
        plan = Plan(
            path="download",
            segments=("download", _segment(attachable_id, "id")),
            entity="Attachable",
            accept="text/plain",
        )
        secure = self._conversation.company.startswith("https:")
        address = self._ask(plan, lambda got: attachments.address(got.body, secure=secure))
        file = Plan(path="download", entity="Attachable", accept="*/*", elsewhere=address)
        return self._ask(file, lambda got: got.body)

    def _read(self, entity: str, segments: tuple[str, ...], parameters: dict[str, str] | None = None) -> Raw:
        plan = Plan(path="read", segments=segments, entity=entity, parameters=parameters or {})
        return self._ask(plan, lambda got: replies.one(got.body, entity)[0])


def _statement(entity: str, statement: str) -> Plan:
    if len(statement) <= LONGEST_STATEMENT_IN_ADDRESS:
        return Plan(path="query", segments=("query",), entity=entity, parameters={"query": statement})
    return Plan(
        path="query",
        segments=("query",),
        entity=entity,
        body=statement.encode(),
        content_type="application/text",
    )


def _segment(value: str, what: str) -> str:
    if not _SEGMENT.match(value):
        raise ValueError(f"{value!r} is not a QuickBooks {what}")
    return value
