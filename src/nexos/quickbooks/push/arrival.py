"""What follows when QuickBooks has the document: the link, the mirror, its tax, and whether it says what was meant."""

from decimal import Decimal
from typing import cast

from nexos.kit.money import Money
from nexos.quickbooks.mirror import upsert as mirror
from nexos.quickbooks.push import tell
from nexos.quickbooks.push.editing import compare
from nexos.quickbooks.push.kinds import KINDS
from nexos.quickbooks.push.outcome import There
from nexos.quickbooks.push.task import Step, Task
from nexos.quickbooks.state import services as state
from nexos.quickbooks.state.facts import DECIDED_THERE, Difference, Facts, differences, facts_of
from nexos.quickbooks.state.progress import Delivery
from nexos.quickbooks.state.words import dollars


def arrived(task: Task, there: There) -> None:
    """Settles a delivery, in the caller's transaction.

    An answer to our own request that differs is told as such: nobody can have edited it yet. A document that was found
    later is compared like any other read, so that an edit or a void since then is told as theirs.
    """
    document = there.document.object
    facts = facts_of(document)
    difference = differences(task.expected, facts)
    tax = Money.rounded(Decimal(facts["tax"] or 0), task.currency)
    total = Money.rounded(Decimal(facts["total"] or 0), task.currency)
    held = task.held
    mirror.store_one(held.tenant_id, held.connection_id, task.entity, there.document.raw, company_id=task.company_id)
    if {one["field"] for one in difference} <= DECIDED_THERE:
        KINDS[held.kind].finish(held.tenant_id, held.record_id, tax)
    delivery = Delivery(
        qbo_id=document["Id"],
        qbo_number=facts["number"] or "",
        customer_name=document.get("CustomerRef", {}).get("name", ""),
        total=total,
        facts=_agreed(task.expected, facts),
        difference=difference if task.step is Step.SEND else [],
        by=task.asked_by,
    )
    tell.done(held, _sentence(task, delivery, tax), {"intuit_tid": there.intuit_tid, "request_id": task.request_id})
    state.delivered(held.tenant_id, held.connection_id, held.kind, held.record_id, held.number, delivery)
    if task.step is not Step.SEND:
        state.observe(held.tenant_id, held.connection_id, held.kind, [delivery.qbo_id])
    # It may have been edited here while its fate was unknown.
    compare(held.tenant_id, held.connection_id, held.kind, held.record_id)


def _agreed(expected: Facts, there: Facts) -> Facts:
    """The baseline of later comparisons: what we meant, and what QuickBooks decided where we left it to it."""
    decided = {key: there[key] for key in expected if expected[key] is None}  # type: ignore[literal-required]
    return cast(Facts, {**expected, **decided})


def _sentence(task: Task, delivery: Delivery, tax: Money) -> str:
    name = delivery.qbo_number or "a document without a number"
    worth = f"{dollars(delivery.total)}, tax {dollars(tax)}"
    if not delivery.difference:
        return f"{task.held.number} is in QuickBooks as {name}: {worth}."
    return f"{task.held.number} is in QuickBooks as {name}: {worth}. It differs: {_told(delivery.difference)}."


def _told(difference: list[Difference]) -> str:
    return "; ".join(f"{one['field']} here {one['here']}, there {one['there']}" for one in difference)
