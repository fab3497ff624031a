"""Reading documents again, and making their rows say what QuickBooks says."""

from collections.abc import Collection, Iterable

from django.db import transaction

from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound import gate
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.mirror.faithful import live_ids, unfaithful
from nexos.quickbooks.mirror.replace import replace, take_out
from nexos.quickbooks.mirror.understand import Objects
from nexos.quickbooks.sync.reconciliation.monthly import Document
from nexos.quickbooks.sync.reconciliation.verify import PER_CALL, objects_there


def repair(pull: Pull, documents: Iterable[Document]) -> set[Document]:
    """Reads them by Id and replaces their rows, lines and applications; a row whose document QuickBooks does not have
    is marked deleted, or taken out where no document ever stood behind it. Returns the documents that are settled: one
    that is not understood stays. Raises QboError."""
    by_entity: dict[str, list[str]] = {}
    for entity, qbo_id in sorted(documents):
        by_entity.setdefault(entity, []).append(qbo_id)
    settled: set[Document] = set()
    for entity, qbo_ids in by_entity.items():
        for start in range(0, len(qbo_ids), PER_CALL):
            some = qbo_ids[start : start + PER_CALL]
            pull.check()
            objects = objects_there(pull, entity, some)
            make_right(pull, objects, some)
            settled |= {(entity, one) for one in some} - {(entity, odd.qbo_id) for odd in objects.odd}
    return settled


def make_right(pull: Pull, objects: Objects, asked: Collection[str]) -> None:
    """Replaces the rows of these objects, and takes out the rows of those `asked` for that did not come."""
    owner = (pull.tenant_id, pull.connection_id)
    entity = objects.spec.name
    with scope(pull.tenant_id), transaction.atomic():
        gone = live_ids(*owner, entity, asked) - set(objects.ids)
        doubles = set(unfaithful(*owner, entity, sorted(gone)))
        take_out(*owner, entity, doubles, gone - doubles)
        replace(*owner, objects, lambda ids: gate.companies_of(*owner, list(ids)))
        if entity == "Customer":
            gate.regate(*owner, list(objects.understood))
        pull.tell_documents(entity, asked)
