"""Whether rows still say what QuickBooks' object beside them says.

A row is made of its object (`understand`), and its object kept in `raw`: made again, it has to come out the same. A
column, line or application that was changed, lost or doubled here shows without a call to QuickBooks.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
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
from nexos.quickbooks.mirror.understand import HEAD, understand
from nexos.quickbooks.mirror.upsert import home_currency

_AT_ONCE = 500
_READ_AT = HEAD.index("read_at")


def unfaithful(tenant_id: UUID, connection_id: UUID, entity: str, qbo_ids: Sequence[str]) -> list[str]:
    """Those of these live rows that differ from their own object, or hold another one's. Call inside a scope."""
    found: list[str] = []
    for start in range(0, len(qbo_ids), _AT_ONCE):
        some = qbo_ids[start : start + _AT_ONCE]
        found += _differing(tenant_id, connection_id, SPECS[entity], some)
    return found


def _differing(tenant_id: UUID, connection_id: UUID, spec: Spec, qbo_ids: Sequence[str]) -> Iterator[str]:
    columns = (*HEAD, *spec.columns, "raw")
    rows = spec.model.objects.of(tenant_id).filter(connection_id=connection_id, deleted_at=None)
    here = {row[0]: row for row in rows.filter(qbo_id__in=bulk.among(qbo_ids)).values_list(*columns)}
    parts = _parts(tenant_id, connection_id, spec, qbo_ids)
    raws = [msgspec.Raw(row[-1].encode()) for row in here.values()]
    made = understand(spec.name, raws, clock.now(), home_currency(tenant_id, connection_id))
    for qbo_id, row in here.items():
        again = made.understood.get(qbo_id)
        if again is None:
            yield qbo_id
            continue
        expected = [_plain(spec.model, name, value) for name, value in zip(columns, again.row, strict=True)]
        stored = [_plain(spec.model, name, value) for name, value in zip(columns, row, strict=True)]
        # When it was read is no part of the object; it also stands in for times that the object does not tell.
        told = [n for n in range(len(columns)) if n != _READ_AT and not _untold(again.row, columns[n])]
        if any(expected[n] != stored[n] for n in told) or parts[qbo_id] != _expected_parts(spec, again.parts):
            yield qbo_id


def _parts(tenant_id: UUID, connection_id: UUID, spec: Spec, qbo_ids: Sequence[str]) -> dict[str, list[list[Any]]]:
    found: defaultdict[str, list[list[Any]]] = defaultdict(list)
    if spec.parts is None:
        return found
    names = ("position", *spec.parts.columns)
    rows = spec.parts.model.objects.of(tenant_id).filter(connection_id=connection_id)
    mine = rows.filter(**{f"{spec.parts.parent}__in": bulk.among(qbo_ids)}).order_by("position")
    for parent, *values in mine.values_list(spec.parts.parent, *names):
        found[parent].append([_plain(spec.parts.model, name, value) for name, value in zip(names, values, strict=True)])
    return found


def _expected_parts(spec: Spec, parts: Sequence[Sequence[Any]]) -> list[list[Any]]:
    if spec.parts is None:
        return []
    names = ("position", *spec.parts.columns)
    return [
        [_plain(spec.parts.model, name, value) for name, value in zip(names, (position, *part), strict=True)]
        for position, part in enumerate(parts)
    ]


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


def _untold(row: Sequence[Any], name: str) -> bool:
    """Whether a time of the row is only when it was read."""
    return name in ("created_time", "updated_time") and row[HEAD.index(name)] == row[_READ_AT]
