"""An invoice goes to QuickBooks: what arrives there, and what people read here."""

from decimal import Decimal

from desk import Desk
from nexos.kit.tenancy import scope
from nexos.quickbooks.push import queries as push


def test_what_was_previewed_is_what_arrives(desk: Desk) -> None:
    invoice = desk.invoice(("Support", "2.5", "145.00", False), ("Access point", "2", "156.00", False))
    with scope(desk.tenant_id):
        preview = push.preview(desk.tenant_id, "invoice", invoice.id)
    assert preview.can_send
    assert desk.there() == []

    card = desk.send(invoice)

    [there] = desk.there()
    assert card.badge.words == "In QuickBooks"
    assert card.qbo_id == there["Id"]
    assert preview.marker in there["PrivateNote"]
    assert (there["TxnDate"], there["DueDate"]) == ("2026-11-24", "2026-12-24")
    assert there["CustomerRef"]["value"] == desk.customer_id
    assert Decimal(str(there["TotalAmt"])) == preview.total.amount == Decimal("674.50")
    assert [line["Amount"] for line in there["Line"][:2]] == [362.5, 312]
