"""Northwind with a connection; nothing here calls QuickBooks."""

import pytest

from nexos.accounts.models import Tenant
from nexos.quickbooks.connection import services
from nexos.quickbooks.connection.models import Connection


@pytest.fixture
def connection(northwind: Tenant) -> Connection:
    return services.save_credentials(
        northwind.id, client_id="some-client-id", client_secret="some-secret", environment="sandbox"
    )
