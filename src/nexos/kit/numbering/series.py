"""Giving out the next number of a series, without gaps."""

from uuid import UUID

from nexos.kit.numbering.models import Series


def next_number(tenant_id: UUID, prefix: str, year: int) -> str:
    """The next number of the tenant's series, as "INV-2026-0001"; longer than four digits from 10,000 on.

    Call it inside the transaction that writes the document: the series stays locked until that ends, so that two
    writers take turns, and a rollback gives the number back.
    """
    Series.objects.bulk_create([Series(tenant_id=tenant_id, prefix=prefix, year=year)], ignore_conflicts=True)
    series = Series.objects.of(tenant_id).select_for_update(no_key=True).get(prefix=prefix, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{prefix}-{year}-{series.last:04d}"
