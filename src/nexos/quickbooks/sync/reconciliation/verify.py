"""Documents that may differ, read once more and compared with their rows: what each of them really is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched

from nexos.kit import clock
from nexos.kit.money import Money
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.covered import inactive_too
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.mirror.entities import SPECS
from nexos.quickbooks.mirror.faithful import differing, live_ids, unfaithful
from nexos.quickbooks.mirror.queries import receivables
from nexos.quickbooks.mirror.queries.receivables import Head
from nexos.quickbooks.mirror.understand import HEAD, Objects, Understood, understand
from nexos.quickbooks.mirror.upsert import home_currency
from nexos.quickbooks.sync.reconciliation import words
from nexos.quickbooks.sync.reconciliation.document import Document, by_kind
from nexos.quickbooks.sync.reconciliation.finding import Finding
from nexos.quickbooks.sync.reconciliation.models import Part, Why
from qbo import Page, query

_PER_CALL = 200  # Ids in one query


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a document is: `why` None means that both sides have it alike, or neither has it. `head` is the row here,
    `there` the document as QuickBooks has it; `columns` name what is not alike."""

    why: Why | None
    head: Head | None = None
    there: Head | None = None
    columns: tuple[str, ...] = ()


def finding(document: Document, verdict: Verdict, names: Mapping[str, str], reason: str) -> Finding:
    """A document that differs in words; `names` are the customers', `reason` why it was not understood."""
    entity, qbo_id = document
    head = verdict.head or verdict.there
    here, there = (
        Money.from_minor(one.total_minor, one.currency) if one else None for one in (verdict.head, verdict.there)
    )
    sentence = {
        Why.MISSING: words.missing(entity),
        Why.SURPLUS: words.surplus(entity),
        Why.DOUBLED: words.doubled(entity),
        Why.NOT_UNDERSTOOD: words.not_understood(reason or "see the sync log"),
        Why.ALTERED: words.altered(entity, verdict.columns, here, there),
    }
    assert verdict.why is not None
    customer_id = head.customer_id if head else qbo_id if entity == "Customer" else ""
    return Finding(
        Part.DOCUMENT,
        verdict.why,
        sentence[verdict.why],
        customer_id=customer_id,
        customer_name=names.get(customer_id, ""),
        month=head.txn_date.replace(day=1) if head and head.txn_date else None,
        entity=entity,
        qbo_id=qbo_id,
        doc_number=head.doc_number if head else "",
        currency=head.currency if head else "",
        here_minor=here.minor if here else 0 if head else None,
        there_minor=there.minor if there else 0 if head else None,
    )


def ids_in(entity: str, page: Page) -> list[str]:
    """The Ids of the objects on a page that could be rows: understood, and of a kind that is mirrored."""
    return list(understand(entity, page.items, clock.now(), "").understood)


def verified(pull: Pull, documents: Iterable[Document]) -> dict[Document, Verdict]:
    """Reads the documents and compares each with its row. Raises QboError."""
    found: dict[Document, Verdict] = {}
    for asked, objects in read(pull, documents):
        with scope(pull.tenant_id):
            found |= _judged(pull, asked, objects)
    return found


def read(pull: Pull, documents: Iterable[Document]) -> Iterator[tuple[Sequence[str], Objects]]:
    """Reads the documents by Id, many of a kind in a call: the Ids asked for, and the objects as QuickBooks has them
    now; those that are gone are absent. Raises QboError."""
    for entity, qbo_ids in by_kind(documents).items():
        for some in batched(qbo_ids, _PER_CALL):
            pull.check()
            yield some, _objects(pull, entity, some)


def _objects(pull: Pull, entity: str, qbo_ids: Sequence[str]) -> Objects:
    # Every Id that QuickBooks gave is a number; another one would make it refuse the question.
    numbers = [qbo_id for qbo_id in qbo_ids if qbo_id.isascii() and qbo_id.isdecimal()]
    raws = []
    if numbers:
        where = query.all_of(query.in_("Id", numbers), inactive_too(entity))
        raws = pull.client.query(entity, where=where).items
    with scope(pull.tenant_id):
        home = home_currency(pull.tenant_id, pull.connection_id)
    return understand(entity, raws, clock.now(), home)


def _judged(pull: Pull, qbo_ids: Sequence[str], objects: Objects) -> dict[Document, Verdict]:
    owner, entity = (pull.tenant_id, pull.connection_id), objects.spec.name
    live = set(live_ids(*owner, entity, qbo_ids))
    heads = receivables.heads(*owner, entity, qbo_ids) if entity in receivables.KINDS else {}
    odd = {one.qbo_id for one in objects.odd}
    other = differing(*owner, objects)
    strangers = set(unfaithful(*owner, entity, sorted(live - objects.understood.keys())))
    verdicts = {}
    for qbo_id in qbo_ids:
        head, came = heads.get(qbo_id), objects.understood.get(qbo_id)
        there = _head(entity, came) if came and entity in receivables.KINDS else None
        if qbo_id in odd:
            verdict = Verdict(Why.NOT_UNDERSTOOD, head)
        elif came is None and qbo_id not in live:
            verdict = Verdict(None)
        elif came is None:
            double = qbo_id in strangers or (head is not None and receivables.twins(*owner, head))
            verdict = Verdict(Why.DOUBLED if double else Why.SURPLUS, head)
        elif qbo_id not in live:
            verdict = Verdict(Why.MISSING, None, there)
        elif qbo_id in other:
            verdict = Verdict(Why.ALTERED, head, there, tuple(other[qbo_id]))
        else:
            verdict = Verdict(None, head, there)
        verdicts[entity, qbo_id] = verdict
    return verdicts


def _head(entity: str, came: Understood) -> Head:
    """The same of an object as of a row."""
    spec = SPECS[entity]
    values = dict(zip((*HEAD, *spec.columns), came.row, strict=False))
    return Head(
        entity,
        came.qbo_id,
        values.get("doc_number") or values.get("reference") or "",
        values["customer_id"],
        date.fromisoformat(values["txn_date"]) if values["txn_date"] else None,
        values["currency"],
        values["total_minor"],
        values.get("tax_minor", 0),
        values.get("voided", False),
    )
