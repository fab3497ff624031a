"""An invoice goes to QuickBooks: what arrives there, and what people read here."""

from decimal import Decimal

import pytest

from desk import Desk
from nexos.billing import queries as billing_queries
from nexos.billing import services as billing
from nexos.billing.draft import Draft, DraftLine
from nexos.kit.errors import Refused
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection.models import CallPace
from nexos.quickbooks.mirror import queries as mirror
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


def test_a_preview_shows_what_is_missing_and_sends_nothing(desk: Desk) -> None:
    invoice = desk.invoice(("Unlinked", "1", "10", False), ("Support", "1", "10", False))
    with scope(desk.tenant_id):
        preview = push.preview(desk.tenant_id, "invoice", invoice.id)
    assert not preview.can_send
    assert preview.request == ""
    assert [(one.reason, one.what) for one in preview.blocked] == [("item", str(desk.products["Unlinked"]))]
    assert [bool(line.blocked) for line in preview.lines] == [True, False]
    assert [field.label for field in preview.fields if field.differs] == ["Customer", "Number", "Private note"]
    assert desk.writes() == []


def test_fixing_one_link_releases_what_it_blocked(desk: Desk) -> None:
    with scope(desk.tenant_id):
        desk.unlink()
    first, second = desk.invoice(), desk.invoice()
    assert desk.send(first).badge.words == "Waiting for mapping"
    assert desk.send(second).badge.why == "Customer not linked"
    assert desk.card(first).remedy == "customer"
    assert desk.card(first).remedy_target == str(desk.company_id)

    with scope(desk.tenant_id):
        desk.link()
    desk.work(first)

    assert {desk.card(invoice).badge.words for invoice in (first, second)} == {"In QuickBooks"}
    assert len(desk.there()) == 2


def test_what_was_edited_before_it_went_goes_as_it_is_now(desk: Desk) -> None:
    invoice = desk.invoice()
    desk.fault("throttle")
    desk.send(invoice)
    with scope(desk.tenant_id):
        billing.change_issued(desk.tenant_id, invoice.id, memo="December services")
    CallPace.objects.filter(connection_id=desk.connection_id).delete()

    card = desk.work(invoice, after=120)

    assert card.badge.words == "In QuickBooks"
    assert [there["CustomerMemo"]["value"] for there in desk.there()] == ["December services"]


def test_the_reply_is_in_the_mirror_at_once_and_released(desk: Desk) -> None:
    invoice = desk.invoice()
    card = desk.send(invoice)
    with scope(desk.tenant_id):
        row = mirror.invoice(desk.tenant_id, desk.connection_id, card.qbo_id)
    assert row.company_id == desk.company_id
    assert row.total == invoice.total


def test_the_tax_quickbooks_computed_is_written_back(desk: Desk) -> None:
    with desk.emulator.api(desk.realm_id) as api:
        coded = {
            "Id": desk.customer_id,
            "SyncToken": "0",
            "sparse": True,
            "Taxable": True,
            "DefaultTaxCodeRef": {"value": "2"},
        }
        assert api.post("/customer", json=coded).status_code == 200
    desk.mirror("Customer")
    invoice = desk.invoice(("Support", "1", "100", True), ("Access point", "1", "50", False), discount="10")

    card = desk.send(invoice)

    [there] = desk.there()
    tax = Decimal(str(there["TxnTaxDetail"]["TotalTax"]))
    assert tax > 0
    with scope(desk.tenant_id):
        ours = billing_queries.invoice(desk.tenant_id, invoice.id)
    assert ours.tax is not None
    assert ours.tax.amount == tax
    assert ours.total.amount == Decimal(140) + tax == Decimal(str(there["TotalAmt"]))
    assert card.badge.words == "In QuickBooks"


def test_a_draft_is_not_sent(desk: Desk) -> None:
    draft = Draft(
        company_id=desk.company_id,
        currency="USD",
        lines=[DraftLine(description="Support", quantity=Decimal(1), unit_price=Decimal(1))],
    )
    with scope(desk.tenant_id):
        invoice = billing.create_draft(desk.tenant_id, draft)
    with pytest.raises(Refused, match="Issue it first"):
        desk.ask(invoice)
