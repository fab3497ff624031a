"""Reading the log."""

from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from nexos.synclog.models import Entry, Outcome


def entries(tenant_id: UUID, *, outcome: str = "", text: str = "") -> QuerySet[Entry]:
    """Failures first, then the newest; optionally of one outcome, or holding `text` in message, record or code."""
    urgency = [When(outcome=value, then=Value(place)) for place, value in enumerate(Outcome.values)]
    found = Entry.objects.of(tenant_id).order_by(Case(*urgency, output_field=IntegerField()), "-last_seen", "-id")
    if outcome:
        found = found.filter(outcome=outcome)
    if text:
        found = found.filter(Q(message__icontains=text) | Q(about__icontains=text) | Q(code__icontains=text))
    return found


def failures(tenant_id: UUID) -> QuerySet[Entry]:
    """What failed, newest first."""
    return entries(tenant_id, outcome=Outcome.FAILED)
