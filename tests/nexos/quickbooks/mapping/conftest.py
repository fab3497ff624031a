"""Northwind with a mirror to fill."""

import pytest

from nexos.accounts.models import Tenant
from shelf import Shelf


@pytest.fixture
def shelf(northwind: Tenant) -> Shelf:
    return Shelf(northwind)
