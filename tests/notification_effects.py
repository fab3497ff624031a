"""What notifications did to a connection."""

from dataclasses import dataclass
from datetime import datetime

from books import Books
from nexos.kit.jobs.models import DueWork
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.notices.models import Notice
from nexos.quickbooks.sync import queries as sync
from nexos.quickbooks.sync.models import SyncRun
from nexos.quickbooks.sync.services import SYNC


@dataclass(frozen=True)
class Effects:
    """`waiting` is the trigger of the run that waits, if one does; `due_at` when the next run is."""

    notices: list[tuple[str, str, str]]
    notified_at: datetime | None
    waiting: str
    due_at: datetime | None


def effects(books: Books) -> Effects:
    with scope(books.tenant_id):
        rows = Notice.objects.of(books.tenant_id).filter(connection_id=books.connection_id)
        run = sync.latest_run(books.tenant_id, books.connection_id)
        return Effects(
            notices=sorted(rows.values_list("entity", "qbo_id", "operation")),
            notified_at=connections.connection(books.tenant_id, books.connection_id).notified_at,
            waiting=run.trigger if run and run.state == "waiting" else "",
            due_at=DueWork.objects.get(kind=SYNC, record_id=books.connection_id).due_at,
        )


def later_runs(books: Books) -> list[SyncRun]:
    """Those after the first, the newest first."""
    with scope(books.tenant_id):
        return list(sync.runs(books.tenant_id, books.connection_id))[:-1]
