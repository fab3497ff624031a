"""Fills a tenant's mirror with invoices that the gate has let through to companies.

NEXOS_DATA_DIR=… python -m benchmarks.lists.fill TENANT INVOICES
"""

import sys
from collections.abc import Collection
from itertools import batched
from uuid import UUID

import msgspec

from benchmarks.books import Size, texts
from nexos.cli.django_setup import load_django

_COMPANIES = 300
_PAGE = 1000


def _fill(slug: str, size: Size) -> None:
    from django.db import transaction

    from nexos.accounts.queries import tenant_by_slug
    from nexos.crm.services import create_company
    from nexos.kit import clock
    from nexos.kit.tenancy import scope
    from nexos.quickbooks.connection.queries import current
    from nexos.quickbooks.mirror.understand import understand
    from nexos.quickbooks.mirror.upsert import store

    tenant = tenant_by_slug(slug)
    with scope(tenant.id):
        connection = current(tenant.id)
        assert connection is not None
        companies = [create_company(tenant.id, name=f"Company {place}").id for place in range(_COMPANIES)]

        def companies_of(customers: Collection[str]) -> dict[str, UUID]:
            return {customer: companies[int(customer) % _COMPANIES] for customer in customers}

        for some in batched(texts(size.objects("Invoice")), _PAGE):
            objects = understand("Invoice", map(msgspec.Raw, some), clock.now(), "USD")
            with transaction.atomic():
                store(tenant.id, connection.id, objects, companies_of)


if __name__ == "__main__":
    load_django()
    _fill(sys.argv[1], Size.of(int(sys.argv[2])))
