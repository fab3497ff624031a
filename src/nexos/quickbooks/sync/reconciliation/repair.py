"""Reading documents again, and making their rows say what QuickBooks says."""

from collections.abc import Collection, Iterable

from django.db import transaction

from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound import gate
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.mirror.faithful import live_ids, unfaithful
from nexos.quickbooks.mirror.replace import replace, take_out
from nexos.quickbooks.mirror.understand import Objects
from nexos.quickbooks.sync.reconciliation.document import Document
from nexos.quickbooks.sync.reconciliation.verify import read


def repair(pull: Pull, documents: Iterable[Document]) -> set[Document]:
    """Reads them by Id and replaces their rows, lines and applications; a row whose document QuickBooks does not have
    is marked deleted, or taken out where no document ever stood behind it. Returns the documents that are settled: one
    that is not understood stays. Raises QboError."""
    settled: set[Document] = set()
    for asked, objects in read(pull, documents):
        _make_right(pull, objects, asked)
        settled |= {(objects.spec.name, one) for one in {*asked} - {odd.qbo_id for odd in objects.odd}}
    return settled


def _make_right(pull: Pull, objects: Objects, asked: Collection[str]) -> None:
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
