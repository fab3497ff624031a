"""Whether rows say what QuickBooks' objects say.

A row is made of its object (`understand`), and its object kept in `raw`: made again, it has to come out the same. A
column, line or application that was changed, lost or doubled here shows without a call to QuickBooks; compared with an
object that has just been read, so does a row that is out of date.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Model

from nexos.kit import clock
from nexos.kit.fields import DecimalTextField
from nexos.quickbooks.mirror import bulk
from nexos.quickbooks.mirror.entities import SPECS, Spec
from nexos.quickbooks.mirror.understand import HEAD, Objects, Understood, understand
from nexos.quickbooks.mirror.upsert import home_currency

PARTS = "parts"
"""What `differing` says of a document whose lines or applications are not its object's."""

_AT_ONCE = 500
_READ_AT = HEAD.index("read_at")
_TIMES = ("created_time", "updated_time")


def unfaithful(tenant_id: UUID, connection_id: UUID, entity: str, qbo_ids: Sequence[str]) -> list[str]:
    """Those of these live rows that differ from their own object, or hold another one's. Call inside a scope."""
    found: list[str] = []
    home = home_currency(tenant_id, connection_id)
    for start in range(0, len(qbo_ids), _AT_ONCE):
        raws = _raws(tenant_id, connection_id, SPECS[entity], qbo_ids[start : start + _AT_ONCE])
        objects = understand(entity, [msgspec.Raw(raw.encode()) for raw in raws.values()], clock.now(), home)
        strangers = raws.keys() - objects.understood.keys()
        found += [*strangers, *differing(tenant_id, connection_id, objects)]
    return found


def differing(tenant_id: UUID, connection_id: UUID, objects: Objects) -> dict[str, list[str]]:
    """By Id, the columns in which the live rows of these objects are not as they should be, and PARTS; rows that are as
    they should be, or not there, are absent. Call inside a scope."""
    spec = objects.spec
    columns = (*HEAD, *spec.columns)
    found = {}
    rows = _live(tenant_id, connection_id, spec, objects.understood).values_list(*columns)
    here = {str(row[0]): row for row in rows}
    parts = _parts(tenant_id, connection_id, spec, here)
    for qbo_id, row in here.items():
        came = objects.understood[qbo_id]
        # When it was read is no part of the object; it also stands in for times that the object does not tell.
        other = [
            name
            for place, name in enumerate(columns)
            if place != _READ_AT
            and not (name in _TIMES and came.row[place] == came.row[_READ_AT])
            and _plain(spec.model, name, came.row[place]) != _plain(spec.model, name, row[place])
        ]
        if spec.parts is not None and parts[qbo_id] != _wanted_parts(spec, came):
            other.append(PARTS)
        if other:
            found[qbo_id] = other
    return found


def live_ids(tenant_id: UUID, connection_id: UUID, entity: str, qbo_ids: Iterable[str]) -> set[str]:
    """Which of these Ids have a live row."""
    return set(_live(tenant_id, connection_id, SPECS[entity], qbo_ids).values_list("qbo_id", flat=True))


def _live(tenant_id: UUID, connection_id: UUID, spec: Spec, qbo_ids: Iterable[str]) -> Any:
    rows = spec.model.objects.of(tenant_id).filter(connection_id=connection_id, deleted_at=None)
    return rows.filter(qbo_id__in=bulk.among(list(qbo_ids)))


def _raws(tenant_id: UUID, connection_id: UUID, spec: Spec, qbo_ids: Sequence[str]) -> dict[str, str]:
    return dict(_live(tenant_id, connection_id, spec, qbo_ids).values_list("qbo_id", "raw"))


def _parts(tenant_id: UUID, connection_id: UUID, spec: Spec, qbo_ids: Iterable[str]) -> dict[str, list[list[Any]]]:
    found: defaultdict[str, list[list[Any]]] = defaultdict(list)
    if spec.parts is None:
        return found
    rows = spec.parts.model.objects.of(tenant_id).filter(connection_id=connection_id)
    mine = rows.filter(**{f"{spec.parts.parent}__in": bulk.among(list(qbo_ids))}).order_by("position")
    for parent, *values in mine.values_list(spec.parts.parent, "position", *spec.parts.columns):
        found[parent].append(_plain_part(spec, values))
    return found


def _wanted_parts(spec: Spec, came: Understood) -> list[list[Any]]:
    return [_plain_part(spec, (position, *part)) for position, part in enumerate(came.parts)]


def _plain_part(spec: Spec, values: Sequence[Any]) -> list[Any]:
    assert spec.parts is not None
    names = ("position", *spec.parts.columns)
    return [_plain(spec.parts.model, name, value) for name, value in zip(names, values, strict=True)]


def _plain(model: type[Model], name: str, value: Any) -> Any:
    """A value as `understand` writes it and as the database returns it, in one form."""
    if value is None:
        return None
    field = model._meta.get_field(name)
    kind = field.get_internal_type()
    if kind == "DateTimeField":
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    if kind == "DateField" and isinstance(value, date):
        return value.isoformat()
    if kind == "JSONField" and isinstance(value, str):
        return msgspec.json.decode(value)
    return Decimal(value) if isinstance(field, DecimalTextField) else value
