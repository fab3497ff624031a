"""What a document in QuickBooks has become since both sides agreed on it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from nexos.accounts import queries as accounts
from nexos.kit import clock
from nexos.kit.errors import NotFound
from nexos.kit.money import Money
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.state.facts import Difference, Facts, differences, facts_of
from nexos.quickbooks.state.models import DocumentState, Status
from nexos.quickbooks.state.progress import Progress
from nexos.quickbooks.state.raw import decoded
from nexos.quickbooks.state.words import day, dollars

AGREED = "QuickBooks holds it, and both sides agree to the cent."


@dataclass(frozen=True, slots=True)
class Remote:
    """A document as last read from QuickBooks; `changed_at` is its moment there in the tenant's time zone."""

    facts: Facts
    total: Money
    voided: bool
    deleted: bool
    changed_at: datetime


def remote_invoice(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> Remote | None:
    """The mirrored invoice, a deleted one too; None when the mirror could not take it."""
    try:
        row = mirror.invoice(tenant_id, connection_id, qbo_id)
    except NotFound:
        return None
    zone = ZoneInfo(accounts.tenant(tenant_id).time_zone)
    return Remote(
        facts=facts_of(decoded(row.raw)),
        total=row.total,
        voided=row.voided,
        deleted=row.deleted_at is not None,
        changed_at=row.updated_time.astimezone(zone),
    )


def judge(state: DocumentState, remote: Remote) -> Progress:
    """The state that follows from a later read of a delivered document."""
    on = day(remote.changed_at.date())
    name = state.number
    seen: dict[str, object] = {"read_back_at": clock.now(), "difference": []}
    if remote.deleted:
        return Progress(
            Status.DELETED_THERE,
            f"{name} was deleted in QuickBooks. Here it still counts as issued. Void it here too, or send it as new.",
            event="Deleted in QuickBooks",
            tone="bad",
            fields=seen,
        )
    seen |= {"remote_total_minor": remote.total.minor, "qbo_number": remote.facts["number"] or ""}
    if remote.voided:
        return Progress(
            Status.VOIDED_THERE,
            f"{name} was voided in QuickBooks on {on}. Here it still counts as issued. Void it here too.",
            event=f"Voided in QuickBooks on {on}",
            tone="bad",
            fields=seen,
        )
    moved = differences(state.sent, remote.facts)
    if moved:
        return Progress(
            Status.DIFFERS,
            f"Someone changed this invoice in QuickBooks on {on}{_by_how_much(state, remote)}. "
            "Nothing has been overwritten on either side.",
            event=f"Changed in QuickBooks on {on}: {_listed(moved)}",
            tone="diff",
            fields=seen | {"difference": moved},
        )
    return Progress(
        Status.DELIVERED,
        AGREED,
        event="Agrees to the cent again",
        tone="ok",
        fields=seen,
    )


def _by_how_much(state: DocumentState, remote: Remote) -> str:
    before = Money.rounded(Decimal(state.sent["total"]), remote.total.currency)
    if remote.total == before:
        return ""
    if remote.total < before:
        return f": {dollars(before - remote.total)} less"
    return f": {dollars(remote.total - before)} more"


def _listed(moved: list[Difference]) -> str:
    fields = [difference["field"].lower() for difference in moved]
    return ", ".join(fields) if len(fields) <= 4 else f"{', '.join(fields[:3])} and {len(fields) - 3} more"
