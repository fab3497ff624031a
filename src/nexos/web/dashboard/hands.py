"""What needs a person, each with its way out."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from nexos.quickbooks.connection.models import Connection, State
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.state import queries as state
from nexos.quickbooks.sync import queries as sync
from nexos.quickbooks.sync.models import RunState
from nexos.web.templatetags.parts import money

MOST_SHOWN = 5


@dataclass(frozen=True)
class Hand:
    """One thing to do: what it is, why, and the button that leads to where it is done."""

    tone: str
    icon: str
    title: str
    text: str
    button: str
    address: str


@dataclass(frozen=True)
class Hands:
    """The most urgent things, and how many there are in all."""

    shown: list[Hand]
    count: int


def hands(tenant_id: UUID, connection: Connection | None) -> Hands:
    """The connection first, then what the gate holds, then single invoices."""
    rows = state.invoice_list(tenant_id, view="needs_you")
    general = [*_connection(connection), *_sync(tenant_id, connection), *_held(tenant_id, connection)]
    singles = [_invoice(row) for row in rows[: MOST_SHOWN - min(len(general), MOST_SHOWN - 1)]]
    return Hands([*general, *singles], len(general) + rows.count())


def _connection(connection: Connection | None) -> list[Hand]:
    if connection is None or connection.state != State.NEEDS_ATTENTION:
        return []
    settings = reverse("settings-quickbooks")
    return [Hand("bad", "plug", "QuickBooks no longer lets us in", connection.reason, "Connect again", settings)]


def _sync(tenant_id: UUID, connection: Connection | None) -> list[Hand]:
    run = sync.latest_run(tenant_id, connection.id) if connection and connection.connected else None
    if run is None or run.state != RunState.FAILED:
        return []
    return [Hand("bad", "sync", "The last sync failed", run.message, "Look", reverse("settings-quickbooks"))]


def _held(tenant_id: UUID, connection: Connection | None) -> list[Hand]:
    held = mirror.held_invoices(tenant_id, connection.id) if connection else None
    if held is None or not held.count:
        return []
    one = held.count == 1
    title = f"{held.count:,} invoice{'' if one else 's'} from QuickBooks wait{'s' if one else ''} for a link"
    sums = ", ".join(money(total) for total in held.totals)
    customers = len(held.by_customer)
    text = f"{sums} of {customers:,} customer{'' if customers == 1 else 's'}. Link them and they arrive at once."
    return [Hand("wait", "unlink", title, text, "Link", reverse("mapping-customers"))]


def _invoice(row: state.InvoiceRow) -> Hand:
    address = reverse("invoice", args=[row.record_id])
    text = row.sentence or f"{row.company_name}, {money(row.total)}."
    return Hand(row.badge.tone, row.badge.icon, f"{row.number}: {row.badge.words.lower()}", text, "Open", address)
