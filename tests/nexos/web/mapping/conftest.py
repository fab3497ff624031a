"""Northwind's connection with an empty mirror."""

import pytest
from django.test import Client

from cast import Cast
from mapping_pages import MappingPages
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection.models import Connection, State
from shelf import Shelf


@pytest.fixture
def mapping(cast: Cast, alice: Client) -> MappingPages:
    tenant_id = cast.northwind.id
    with scope(tenant_id):
        shelf = Shelf(cast.northwind)
        Connection.objects.of(tenant_id).update(realm_id="9130", company_name="Acme", state=State.CONNECTED)
    return MappingPages(alice, shelf, tenant_id)
