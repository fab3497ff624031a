"""Northwind with a connection; only `newcomer` calls QuickBooks."""

import pytest

from emulator_process import emulator
from newcomers import newcomer
from nexos.accounts.models import Tenant
from nexos.quickbooks.connection import services
from nexos.quickbooks.connection.models import Connection

__all__ = ["emulator", "newcomer"]


@pytest.fixture
def connection(northwind: Tenant) -> Connection:
    return services.save_credentials(
        northwind.id, client_id="some-client-id", client_secret="some-secret", environment="sandbox"
    )
