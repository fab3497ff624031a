"""A real sync brings what the bookkeeper did to the card of our invoice."""

import pytest

from desk import Desk
from nexos.quickbooks.sync import services as sync

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("act", "badge"),
    [
        ("/invoice", "Differs in QuickBooks"),
        ("/invoice?operation=void", "Voided in QuickBooks"),
        ("/invoice?operation=delete", "Deleted in QuickBooks"),
    ],
)
def test_what_happened_there_is_told_here(desk: Desk, act: str, badge: str) -> None:
    sync.run(desk.tenant_id, desk.connection_id)
    invoice = desk.invoice()
    desk.send(invoice)
    [there] = desk.there()
    body = {"Id": there["Id"], "SyncToken": there["SyncToken"], "sparse": True, "DueDate": "2027-01-31"}
    with desk.emulator.api(desk.realm_id) as api:
        assert api.post(act, json=body).status_code == 200

    sync.run(desk.tenant_id, desk.connection_id)

    assert desk.card(invoice).badge.words == badge
