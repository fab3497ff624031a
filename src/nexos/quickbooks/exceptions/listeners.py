"""What changes what is left out."""

from datetime import timedelta
from uuid import UUID

from nexos.kit import clock
from nexos.kit.events import listens
from nexos.kit.jobs.due import due
from nexos.quickbooks.exceptions.left_out import HELD, SOURCE, TELL
from nexos.quickbooks.mapping.events import CustomersLinked, CustomersUnlinked
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.sync.events import Pulled
from nexos.synclog.services import resolve

_A_MOMENT = timedelta(seconds=3)
"""Many changes share one look."""


@listens(Pulled)
def something_came(fact: Pulled) -> None:
    _look(fact.tenant_id, fact.connection_id)


@listens(CustomersLinked)
def customers_have_companies(fact: CustomersLinked) -> None:
    """What was left out for them and everyone below them has arrived; there is no need to look at all others."""
    family = mirror.descendants(fact.tenant_id, fact.connection_id, fact.customer_ids)
    resolve(fact.tenant_id, SOURCE, HELD, family)


@listens(CustomersUnlinked)
def customers_have_none(fact: CustomersUnlinked) -> None:
    _look(fact.tenant_id, fact.connection_id)


def _look(tenant_id: UUID, connection_id: UUID) -> None:
    due(TELL, tenant_id, connection_id, clock.now() + _A_MOMENT)
