"""What happens elsewhere and matters to the customers' page."""

from uuid import UUID

from nexos.crm.events import CompaniesEntered, CompanyChanged
from nexos.kit.events import listens
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.connection.events import Archived
from nexos.quickbooks.mapping.events import CustomersLinked, CustomersUnlinked
from nexos.quickbooks.mapping.services import bulk, standings

_COMPARED = frozenset({"name", "email"})


@listens(CustomersLinked)
def customers_have_companies(fact: CustomersLinked) -> None:
    standings.show_linked(fact.tenant_id, fact.connection_id, fact.customer_ids)


@listens(CustomersUnlinked)
def customers_have_none(fact: CustomersUnlinked) -> None:
    standings.show_open(fact.tenant_id, fact.connection_id, fact.customer_ids)


@listens(Archived)
def nothing_is_linked_any_more(fact: Archived) -> None:
    bulk.call_off(fact.tenant_id, fact.connection_id)


@listens(CompaniesEntered)
def companies_are_new(fact: CompaniesEntered) -> None:
    _compare_again(fact.tenant_id)


@listens(CompanyChanged)
def company_is_called_otherwise(fact: CompanyChanged) -> None:
    if fact.fields & _COMPARED:
        _compare_again(fact.tenant_id)


def _compare_again(tenant_id: UUID) -> None:
    connection = connections.current(tenant_id)
    if connection is not None and connection.realm_id:
        standings.compare_again(tenant_id, connection.id)
