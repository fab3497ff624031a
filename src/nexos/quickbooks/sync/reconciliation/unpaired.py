"""Documents that only one side has, found by counting."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.inbound.sweep import TooMuch, created_before, sweep
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.sync.reconciliation import verify
from nexos.quickbooks.sync.reconciliation.document import Document
from qbo.batch import Count
from qbo.errors import NotAllowed, QboError


@dataclass
class Unpaired:
    """`documents` are those that one side has; `too_many` is QuickBooks' count of each kind of which more differs than
    pages can settle."""

    documents: set[Document] = field(default_factory=set)
    too_many: dict[str, int] = field(default_factory=dict)


def found(pull: Pull, before: Mapping[str, datetime]) -> Unpaired:
    """Counts what was created of each kind before its moment (whole seconds), there and here, and looks for what only
    one side has where the counts differ. Raises QboError."""
    unpaired = Unpaired()
    for entity, number in _counts(pull, before).items():
        with scope(pull.tenant_id):
            aside = mirror.set_aside(pull.tenant_id, pull.connection_id, entity)
        try:
            for part in sweep(pull, entity, before[entity], number - aside):
                unpaired.documents |= {(entity, one) for one in set(verify.ids_in(entity, part.page)) ^ part.here}
        except TooMuch:
            unpaired.too_many[entity] = number
    return unpaired


def _counts(pull: Pull, before: Mapping[str, datetime]) -> dict[str, int]:
    """In one call; a kind that the company does without is absent."""
    asked = [Count(entity, created_before(entity, moment)) for entity, moment in before.items()]
    counts = {}
    for entity, outcome in zip(before, pull.client.batch(asked, uuid4().hex).items, strict=True):
        if isinstance(outcome, NotAllowed):
            continue
        if isinstance(outcome, QboError):
            raise outcome
        assert isinstance(outcome, int)
        counts[entity] = outcome
    return counts
