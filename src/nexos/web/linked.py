"""Whether a record here has its counterpart in QuickBooks, as lists show it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

import django_tables2 as tables
from django.utils.safestring import SafeString

from nexos.accounts import queries as accounts
from nexos.accounts.models import User
from nexos.quickbooks.connection import queries as connections
from nexos.web.badge import Badge
from nexos.web.lists import cell
from nexos.web.templatetags.parts import badge

type Links = Callable[[UUID, UUID, Iterable[UUID]], Mapping[UUID, str]]

LINKED = Badge("ok", "link", "Linked", plain=True)
NOT_LINKED = Badge("off", "unlink", "Only here", plain=True)


def unseen(actor: User) -> tuple[str, ...]:
    """What to leave out of a list for somebody who may not see QuickBooks' side."""
    return () if accounts.may(actor, "quickbooks:read") else ("quickbooks",)


class LinkColumn(tables.Column):  # type: ignore[misc]
    """“Linked” or “Only here”. `links(tenant, connection, ids)` is asked once, for the rows of the page."""

    def __init__(self, links: Links) -> None:
        super().__init__(verbose_name="QuickBooks", orderable=False, empty_values=(), attrs=cell("nowrap m-c"))
        self._links = links

    def render(self, record: Any, table: Any) -> SafeString:
        """The badge of one row."""
        if not hasattr(table, "linked"):
            table.linked = self._of_page(table)
        return badge(LINKED if record.id in table.linked else NOT_LINKED)

    def _of_page(self, table: Any) -> Mapping[UUID, str]:
        tenant_id = table.request.tenant.id
        connection = connections.current(tenant_id)
        if connection is None:
            return {}
        return self._links(tenant_id, connection.id, [row.record.id for row in table.paginated_rows])
