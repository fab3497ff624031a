"""What QuickBooks sent and nobody sees, told in the sync log: one entry for each cause, not one for each object.

The entries are made to say what the mirror says. An entry whose cause is gone is resolved; one whose numbers have not
changed is left alone, so that it costs nothing to look again.
"""

from collections.abc import Iterator
from uuid import UUID

from nexos.kit.money import Money
from nexos.quickbooks.exceptions.cause import totals
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.queries.counts import quarantined_kinds
from nexos.quickbooks.state.words import dollars
from nexos.quickbooks.sync.words import KINDS
from nexos.synclog import queries as synclog
from nexos.synclog.models import Outcome
from nexos.synclog.services import Note, record_many, resolve

TELL = "quickbooks.tell_left_out"
"""The kind of due work; its record is the connection."""

SOURCE = "sync"
HELD, NOT_UNDERSTOOD = "customer", "quarantine"
"""The kinds of record that these entries are about."""


def tell(tenant_id: UUID, connection_id: UUID) -> None:
    """Brings the log up to date with what is held and what was not understood. Needs the tenant's scope."""
    for record_kind, found in (
        (HELD, _held(tenant_id, connection_id)),
        (NOT_UNDERSTOOD, _odd(tenant_id, connection_id)),
    ):
        now = {one.record_id: one for one in found}
        told = synclog.open_messages(tenant_id, SOURCE, record_kind)
        news = [one for record_id, one in now.items() if told.get(record_id) != one.message]
        resolve(tenant_id, SOURCE, record_kind, told.keys() - now.keys())
        record_many(tenant_id, SOURCE, Outcome.SKIPPED, "left_out", news)


def _held(tenant_id: UUID, connection_id: UUID) -> Iterator[Note]:
    by_customer: dict[str, list[mirror.HeldCustomer]] = {}
    for held in mirror.held_invoices(tenant_id, connection_id).by_customer:
        by_customer.setdefault(held.customer_id, []).append(held)
    for customer_id, sums in by_customer.items():
        worth = totals((held.total.currency, held.total.minor) for held in sums)
        yield _held_by(customer_id, sums[0].name, sum(held.count for held in sums), worth)


def _held_by(customer_id: str, name: str, count: int, worth: tuple[Money, ...]) -> Note:
    what = f"{count:,} invoice{'' if count == 1 else 's'}"
    their, were = ("its", "was") if count == 1 else ("their", "were")
    amount = ", ".join(dollars(money) for money in worth)
    if not customer_id:
        message = f"{what} from QuickBooks {were} left out, because no customer is named: {amount}."
        return Note(HELD, "", "Invoices without a customer", message, "Give each a customer in QuickBooks, then sync.")
    called = name or f"customer {customer_id}"
    message = f"{what} from QuickBooks {were} left out, because {their} customer “{called}” is not linked: {amount}."
    remedy = "Link the customer, and they arrive at once, whatever their age."
    return Note(HELD, customer_id, called, message, remedy)


def _odd(tenant_id: UUID, connection_id: UUID) -> Iterator[Note]:
    for entity, count, _ in quarantined_kinds(tenant_id, connection_id):
        kind = KINDS.get(entity, entity)
        what = "object" if count == 1 else "objects"
        yield Note(
            NOT_UNDERSTOOD,
            entity,
            kind.capitalize(),
            f"{count:,} {what} among the {kind} could not be understood; what QuickBooks sent is kept.",
            "Look at them, mend them in QuickBooks or have them read again. All others were read.",
        )
