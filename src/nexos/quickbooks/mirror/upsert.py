"""Storing what QuickBooks sent: one guarded bulk upsert for every kind of object.

1. Whoever writes rows of a connection waits for the others who do (`bulk.lock_writes`).
2. What is there is read: an object with the same bytes is left alone, one that is newer than what came is kept.
3. The others replace their row, and their lines or applications with it. The statement itself refuses to go back in
   time as well.
4. Which company a gated row belongs to is asked inside the same transaction, so no mapping made meanwhile is missed.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import transaction

from nexos.kit import clock
from nexos.kit.tenancy.rows import Rows
from nexos.quickbooks.mirror import bulk
from nexos.quickbooks.mirror.entities import Spec
from nexos.quickbooks.mirror.models import Preferences, QuarantinedObject
from nexos.quickbooks.mirror.understand import HEAD, Objects, Understood, understand

type CompaniesOf = Callable[[Collection[str]], Mapping[str, UUID]]
"""From QuickBooks customer Ids to the companies they belong to; unmapped ones are absent."""

_KEY = ("connection_id", "qbo_id")
_preferences = Rows(Preferences, "AND connection_id = %s")
_quarantined = Rows(QuarantinedObject, "AND connection_id = %s AND entity = %s")


@dataclass(slots=True)
class Stored:
    """What became of the objects of a page. `older` were newer in the mirror already; `written_ids` in their order."""

    written: int = 0
    unchanged: int = 0
    older: int = 0
    held: int = 0
    deleted: int = 0
    quarantined: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    written_ids: list[str] = field(default_factory=list)


def store(tenant_id: UUID, connection_id: UUID, objects: Objects, companies_of: CompaniesOf) -> Stored:
    """Writes the objects of a page, in the caller's transaction: all of it or nothing."""
    bulk.lock_writes(connection_id)
    spec = objects.spec
    fresh, known, stored = _sort(tenant_id, connection_id, objects)
    stored.quarantined = len(objects.odd)
    stored.left_out = dict(objects.reasons)
    companies = companies_of(set(_customers_of(spec, fresh)) - {""}) if spec.gated and fresh else {}
    _write(spec, tenant_id, connection_id, fresh, known, companies)
    if spec.gated:
        stored.held = sum(customer not in companies for customer in _customers_of(spec, fresh))
    stored.deleted = mark_deleted(tenant_id, connection_id, spec, dict.fromkeys(objects.left_out))
    _quarantine(tenant_id, connection_id, objects)
    return stored


def store_one(tenant_id: UUID, connection_id: UUID, entity: str, raw: bytes, company_id: UUID | None = None) -> Stored:
    """Stores one object of a mirrored kind ("Invoice"), as the reply to a write carries it, in the caller's
    transaction; the gate lets it through to `company_id`. Call inside an open scope."""
    objects = understand(entity, [msgspec.Raw(raw)], clock.now(), home_currency(tenant_id, connection_id))

    def companies_of(customer_ids: Collection[str]) -> dict[str, UUID]:
        return {} if company_id is None else dict.fromkeys(customer_ids, company_id)

    with transaction.atomic():
        return store(tenant_id, connection_id, objects, companies_of)


def mark_deleted(tenant_id: UUID, connection_id: UUID, spec: Spec, at: Mapping[str, datetime | None]) -> int:
    """Marks live rows as deleted at QuickBooks' time (None: now); an object that came back later stays. Lines and
    applications of a deleted document are kept with it. Returns how many rows changed."""
    if not at:
        return 0
    rows = spec.model.objects.of(tenant_id).filter(connection_id=connection_id, qbo_id__in=at, deleted_at=None)
    marked = 0
    for qbo_id, updated in list(rows.values_list("qbo_id", "updated_time")):
        moment = at[qbo_id] or clock.now()
        if moment >= updated:
            marked += rows.filter(qbo_id=qbo_id).update(deleted_at=moment, updated_time=moment)
    return marked


def home_currency(tenant_id: UUID, connection_id: UUID) -> str:
    """The company's own currency; US dollars until its preferences have been read."""
    return next((row.home_currency for row in _preferences(tenant_id, connection_id)), "") or "USD"


def _sort(tenant_id: UUID, connection_id: UUID, objects: Objects) -> tuple[list[Understood], set[str], Stored]:
    """The objects to write, the Ids among them that have a row already, and the count of the others."""
    stored = Stored()
    rows = objects.spec.model.objects.of(tenant_id).filter(connection_id=connection_id)
    # Every table has `raw`, as its own last column; the base that the type names has not.
    held = rows.filter(qbo_id__in=bulk.among(objects.understood)).values_list(
        "qbo_id", "updated_time", "deleted_at", "raw"
    )  # type: ignore[misc]
    there = {row[0]: row for row in held}
    fresh = []
    for came in objects.understood.values():
        if row := there.get(came.qbo_id):
            _, updated, deleted_at, raw = row
            if came.updated < updated:
                stored.older += 1
                continue
            if deleted_at is None and raw == came.raw:
                stored.unchanged += 1
                continue
        fresh.append(came)
    stored.written = len(fresh)
    stored.written_ids = [came.qbo_id for came in fresh]
    return fresh, there.keys() & set(stored.written_ids), stored


def _customers_of(spec: Spec, fresh: list[Understood]) -> list[str]:
    place = len(HEAD) + spec.columns.index("customer_id")
    return [came.row[place] for came in fresh]


def _write(
    spec: Spec,
    tenant_id: UUID,
    connection_id: UUID,
    fresh: list[Understood],
    known: set[str],
    companies: Mapping[str, UUID],
) -> None:
    owner = {"tenant_id": tenant_id, "connection_id": connection_id}
    same: dict[str, UUID | None] = {**owner, "deleted_at": None}
    columns: tuple[str, ...] = (*HEAD, *spec.columns, "raw")
    rows = [came.row for came in fresh]
    if companies:
        columns = (*columns, "company_id")
        gate = [companies.get(customer) for customer in _customers_of(spec, fresh)]
        rows = [(*row, company and company.hex) for row, company in zip(rows, gate, strict=True)]
    elif spec.gated:  # as throughout a first pull
        same["company_id"] = None
    replacing = bulk.replacing(spec.model, _KEY, (*same, *columns), guard="updated_time")
    bulk.insert(spec.model, columns, rows, replacing, same=same)
    if spec.parts is None:
        return
    parts = spec.parts
    if known:
        old = parts.model.objects.of(tenant_id).filter(connection_id=connection_id)
        old.filter(**{f"{parts.parent}__in": known}).delete()
    bulk.insert(
        parts.model,
        (parts.parent, "position", *parts.columns),
        [(came.qbo_id, position) + part for came in fresh for position, part in enumerate(came.parts)],  # noqa: RUF005 - quicker, and there are millions
        same=owner,
    )


def _quarantine(tenant_id: UUID, connection_id: UUID, objects: Objects) -> None:
    """What is understood now is there no longer, and of what is not, the version that came is."""
    rows = QuarantinedObject.objects.of(tenant_id).filter(connection_id=connection_id, entity=objects.spec.name)
    if objects.understood and _quarantined.exist(tenant_id, connection_id, objects.spec.name):
        rows.filter(qbo_id__in=objects.understood).delete()
    if not objects.odd:
        return
    now = clock.now()
    came = [
        QuarantinedObject(
            tenant_id=tenant_id,
            connection_id=connection_id,
            entity=objects.spec.name,
            qbo_id=odd.qbo_id,
            reason=odd.reason,
            digest=hashlib.sha256(odd.raw.encode()).hexdigest(),
            raw=odd.raw,
            seen_at=now,
            read_at=now,
        )
        for odd in objects.odd
    ]
    odd = {(one.qbo_id, one.digest): one for one in came}
    earlier = rows.filter(qbo_id__in={qbo_id for qbo_id, _ in odd} - {""})
    earlier.exclude(digest__in={digest for _, digest in odd}).delete()
    QuarantinedObject.objects.of(tenant_id).bulk_create(
        odd.values(),
        update_conflicts=True,
        unique_fields=["connection", "entity", "qbo_id", "digest"],
        update_fields=["reason", "read_at"],
    )
