"""The one thing that happens while no transaction is open: the call for a task."""

from typing import cast

from nexos.kit.checkpoints import reach
from nexos.quickbooks.connection.client_factory import client_for
from nexos.quickbooks.connection.errors import NotConnected
from nexos.quickbooks.push import lookup
from nexos.quickbooks.push.outcome import Absent, Failed, NoAccess, NumberTaken, Outcome, Several, There
from nexos.quickbooks.push.task import Step, Task
from qbo import Client, Write, errors, query
from qbo.write import Operation


def perform(task: Task) -> Outcome:
    """Sends, looks or reads, as the task says. Everything that can go wrong is an outcome."""
    try:
        client = client_for(task.held.tenant_id, task.held.connection_id)
        try:
            reach("sending")
            return _STEPS[task.step](client, task)
        finally:
            client.close()
    except NotConnected as refusal:
        return NoAccess(refusal.message)
    except errors.QboError as error:
        return Failed(error)


def _send(client: Client, task: Task) -> Outcome:
    try:
        reply = client.send(Write(task.entity, cast(Operation, task.operation), task.payload), task.request_id)
    except errors.DuplicateNumber as error:
        return _whose_number(client, task, error)
    return There(lookup.opened(reply.object), reply.intuit_tid)


def _whose_number(client: Client, task: Task, error: errors.QboError) -> Outcome:
    """The number is taken: by this very document, when an earlier reply was lost and the request id forgotten."""
    ours, all_of_them = lookup.with_our_number(client, task)
    if len(ours) == 1:
        return There(ours[0])
    if len(ours) > 1:
        return Several(tuple(ours))
    return NumberTaken(error, tuple(all_of_them))


def _look(client: Client, task: Task) -> Outcome:
    found = lookup.created_since(client, task)
    if not found:
        return Absent()
    return There(found[0]) if len(found) == 1 else Several(tuple(found))


def _read(client: Client, task: Task) -> Outcome:
    found = client.query(task.entity, where=f"Id = {query.literal(task.chosen_qbo_id)}")
    return There(lookup.opened(found.items[0])) if found.items else Absent()


_STEPS = {Step.SEND: _send, Step.LOOK: _look, Step.READ: _read}
