"""What changes what is left out."""

from datetime import timedelta
from uuid import UUID

from nexos.kit import clock
from nexos.kit.events import listens
from nexos.kit.jobs.due import due
from nexos.quickbooks.exceptions.left_out import TELL
from nexos.quickbooks.mapping.events import CustomersLinked, CustomersUnlinked
from nexos.quickbooks.sync.events import Pulled

_A_MOMENT = timedelta(seconds=3)
"""Many changes share one look."""


@listens(Pulled)
def something_came(fact: Pulled) -> None:
    _look(fact.tenant_id, fact.connection_id)


@listens(CustomersLinked)
def customers_have_companies(fact: CustomersLinked) -> None:
    _look(fact.tenant_id, fact.connection_id)


@listens(CustomersUnlinked)
def customers_have_none(fact: CustomersUnlinked) -> None:
    _look(fact.tenant_id, fact.connection_id)


def _look(tenant_id: UUID, connection_id: UUID) -> None:
    due(TELL, tenant_id, connection_id, clock.now() + _A_MOMENT)
