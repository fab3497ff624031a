"""Following merges: of two customers, vendors, items … a bookkeeper makes one.

The one that goes is told as deleted. Its documents, and what else named it, name the other one from then on, and that
is told by nothing: they keep their time of change (reference 9.4). So whatever the mirror thinks names an object that
is gone is read again, before the end of that object is noted: after a crash on the way it is told again, and followed.
"""

from collections.abc import Collection
from itertools import batched

from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.covered import inactive_too
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.mirror.referring import NAMED_IN, naming
from qbo import query

_AT_ONCE = 250
"""Objects asked for in one call: their Ids make a statement of a few thousand characters."""


def follow(pull: Pull, entity: str, gone: Collection[str]) -> None:
    """Reads again what names these objects of one kind, none of which QuickBooks has any more. Raises QboError."""
    if not gone or entity not in NAMED_IN:
        return
    with scope(pull.tenant_id):
        found = naming(pull.tenant_id, pull.connection_id, entity, gone)
    for kind, qbo_ids in found.items():
        for some in batched(sorted(qbo_ids), _AT_ONCE):
            pull.check()
            page = pull.client.query(kind, where=query.all_of(query.in_("Id", some), inactive_too(kind)))
            pull.land(kind, page.items, lambda *_: None)
