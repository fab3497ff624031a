"""What the tables say of an app."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet, Sum

from nexos.quickbooks.metering.models import DayOfReads, IntuitApp
from nexos.quickbooks.metering.month import first_of


def row_of(app_key: str) -> QuerySet[IntuitApp]:
    """The app's one row, made if need be."""
    IntuitApp.objects.bulk_create([IntuitApp(key=app_key)], ignore_conflicts=True)
    return IntuitApp.objects.filter(key=app_key)


def allowance_of(app: IntuitApp) -> int:
    """The reads it has a month: its own number, else the installation's (`NEXOS_QBO_MONTHLY_READS`)."""
    return app.allowance or int(settings.QBO_MONTHLY_READS)


def reads_by_day(app_key: str, since: date) -> dict[date, int]:
    """Of all its connections together; days without reads are left out."""
    found = DayOfReads.objects.filter(app_key=app_key, day__gte=since)
    return dict(found.values_list("day").annotate(Sum("reads")))


def reads_of(connection_id: UUID, app_key: str, today: date) -> int:
    """This month's of one connection."""
    found = DayOfReads.objects.filter(app_key=app_key, day__gte=first_of(today), connection_id=connection_id)
    return found.aggregate(reads=Sum("reads"))["reads"] or 0


def spent(days: dict[date, int], today: date) -> int:
    """This month's."""
    return sum(reads for day, reads in days.items() if day >= first_of(today))


def connections_of(app_key: str, since: date) -> list[UUID]:
    """Those that read through it since that day."""
    found = DayOfReads.objects.filter(app_key=app_key, day__gte=since)
    return list(found.values_list("connection_id", flat=True).distinct())
