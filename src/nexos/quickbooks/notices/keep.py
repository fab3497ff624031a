"""Keeping what a connection was told, and having it synced if that is news."""

from collections.abc import Callable, Sequence

from django.db import transaction

from nexos.kit import clock
from nexos.kit.jobs.due import due
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection.services import note_notification
from nexos.quickbooks.inbound.covered import COVERED
from nexos.quickbooks.notices.addressees import Proven
from nexos.quickbooks.notices.jobs import FORGET, KEPT_FOR
from nexos.quickbooks.notices.models import Notice
from nexos.quickbooks.notices.news import is_news
from nexos.quickbooks.notices.reading import Told
from nexos.quickbooks.sync.services import sync_soon
from nexos.quickbooks.sync.words import KINDS
from nexos.synclog.models import Outcome
from nexos.synclog.services import record

SOURCE = "notices"
_ABOUT = "Notifications from Intuit"


def keep(to: Proven, events: Sequence[Told]) -> None:
    """Stores the events that were not told before, and has the connection synced if the mirror lacks what they tell.

    Kinds of objects that no sync reads are not kept. Without effect for a connection that is not connected.
    """

    def store() -> None:
        if fresh := _stored(to, events):
            news = is_news(to.tenant_id, to.connection_id, fresh)
            _tell(to, fresh, news)
            if news:
                sync_soon(to.tenant_id, to.connection_id)

    _if_connected(to, store)


def keep_unreadable(to: Proven) -> None:
    """Has the connection synced, and the log say why."""

    def wake() -> None:
        record(
            to.tenant_id,
            SOURCE,
            Outcome.SKIPPED,
            "A notification from Intuit could not be read. QuickBooks is asked for its changes instead; nothing is "
            "lost.",
            code="notification_unreadable",
            record_kind="connection",
            record_id=to.connection_id,
            about=_ABOUT,
            settled=True,
        )
        sync_soon(to.tenant_id, to.connection_id)

    _if_connected(to, wake)


def _tell(to: Proven, fresh: Sequence[Told], news: bool) -> None:
    """Counted on one line for those that brought a sync, and on one for those that told nothing new."""
    kinds = ", ".join(sorted({KINDS.get(event.entity, event.entity) for event in fresh}))
    what = "QuickBooks is asked for its changes" if news else "all of it was known already"
    record(
        to.tenant_id,
        SOURCE,
        Outcome.DONE,
        f"Intuit told of changes to {kinds}; {what}.",
        code="news" if news else "known",
        record_kind="connection",
        record_id=to.connection_id,
        about=_ABOUT,
        repeats=True,
    )


def _if_connected(to: Proven, act: Callable[[], None]) -> None:
    with scope(to.tenant_id), transaction.atomic():
        if note_notification(to.tenant_id, to.connection_id):
            act()


def _stored(to: Proven, events: Sequence[Told]) -> list[Told]:
    """The events not told before. Of two copies arriving at once both may count as new; that costs one look at most."""
    told = {event.fingerprint: event for event in events if event.entity in COVERED}
    before = Notice.objects.of(to.tenant_id).filter(connection_id=to.connection_id, fingerprint__in=told)
    for fingerprint in list(before.values_list("fingerprint", flat=True)):
        del told[fingerprint]
    if not told:
        return []
    now = clock.now()
    rows = [
        Notice(
            tenant_id=to.tenant_id,
            connection_id=to.connection_id,
            fingerprint=event.fingerprint,
            entity=event.entity,
            qbo_id=event.qbo_id,
            operation=event.operation,
            merged_id=event.merged_id,
            changed_at=event.changed_at,
            received_at=now,
        )
        for event in told.values()
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    due(FORGET, to.tenant_id, to.connection_id, now + KEPT_FOR)
    return list(told.values())
