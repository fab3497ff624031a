"""Tax codes, terms, classes and locations: what is linked under Mapping is sent, and what waited for it goes."""

from collections.abc import Callable
from typing import Any

import pytest

from cast import Cast
from desk import Desk
from nexos.kit.tenancy import scope
from nexos.quickbooks.mapping import services as mapping
from nexos.quickbooks.push import queries as push
from office import Office

LISTS = ("TaxCode", "TaxRate", "Term", "Class", "Department")


@pytest.fixture
def desk_in(office: Office) -> Callable[[str], Desk]:
    """A desk whose QuickBooks company is in that country, with the lists its documents may name."""

    def open_in(country: str, currency: str = "USD") -> Desk:
        realm_id = office.intuit.company(country=country)
        made = Desk(office.intuit, realm_id, office.tenant.id, office.connect(realm_id).id, currency=currency)
        made.furnish()
        made.mirror(*LISTS)
        return made

    return open_in


@pytest.fixture
def canadian(desk_in: Callable[..., Desk]) -> Desk:
    return desk_in("CA", "CAD")


def id_of(desk: Desk, entity: str, name: str) -> str:
    found = (document["object"] for document in desk.emulator.documents(desk.realm_id, entity))
    return str(next(one["Id"] for one in found if one["Name"] == name))


def choose(desk: Desk, cast: Cast, kind: str, **chosen: str) -> None:
    with scope(desk.tenant_id):
        for key, qbo_id in chosen.items():
            mapping.assign(desk.tenant_id, desk.connection_id, kind, key.removeprefix("_"), qbo_id, cast.alice.id)


MIXED = (("Support", "2", "12.35", True), ("Access point", "1", "156.00", False))


def test_abroad_an_invoice_waits_for_its_tax_codes_and_goes_by_itself(canadian: Desk, cast: Cast) -> None:
    invoice = canadian.invoice(*MIXED)
    card = canadian.send(invoice)
    assert (card.badge.words, card.badge.why) == ("Waiting for mapping", "No sales tax code")
    assert card.remedy == "tax_code"

    choose(canadian, cast, "tax_code", taxable=id_of(canadian, "TaxCode", "GST/PST BC"))
    assert canadian.work(invoice).badge.words == "Waiting for mapping", "its other line has none"
    choose(canadian, cast, "tax_code", not_taxable=id_of(canadian, "TaxCode", "Exempt"))
    with scope(canadian.tenant_id):
        lines = push.preview(canadian.tenant_id, "invoice", invoice.id).lines
    assert [line.tax for line in lines] == ["Taxable: GST/PST BC", "Not taxable: Exempt"]

    assert canadian.work(invoice).badge.words == "In QuickBooks"
    (there,) = canadian.there()
    assert there["GlobalTaxCalculation"] == "TaxExcluded"
    assert [line["SalesItemLineDetail"]["TaxCodeRef"]["value"] for line in there["Line"][:2]] == [
        id_of(canadian, "TaxCode", "GST/PST BC"),
        id_of(canadian, "TaxCode", "Exempt"),
    ]
    assert str(there["TxnTaxDetail"]["TotalTax"]) == "2.97", "24.70 at 5 % and at 7 %, each rounded"


def test_unlinking_a_tax_code_holds_the_next_invoice_again(canadian: Desk, cast: Cast) -> None:
    choose(canadian, cast, "tax_code", not_taxable=id_of(canadian, "TaxCode", "Exempt"))
    assert canadian.send(canadian.invoice()).badge.words == "In QuickBooks"
    with scope(canadian.tenant_id):
        mapping.unassign(canadian.tenant_id, canadian.connection_id, "tax_code", "not_taxable")
    assert canadian.send(canadian.invoice()).badge.words == "Waiting for mapping"


def test_a_discount_abroad_leaves_the_order_of_tax_to_quickbooks(canadian: Desk, cast: Cast) -> None:
    choose(canadian, cast, "tax_code", taxable=id_of(canadian, "TaxCode", "GST"))
    invoice = canadian.invoice(("Support", "1", "100.00", True), discount="10")
    assert canadian.send(invoice).badge.words == "In QuickBooks"
    (there,) = canadian.there()
    assert "ApplyTaxAfterDiscount" not in there


def test_without_automated_tax_customers_without_a_code_go_with_the_one_chosen_for_them(
    desk_in: Callable[..., Desk], cast: Cast
) -> None:
    desk = desk_in("US")
    desk.settings(TaxPrefs={"UsingSalesTax": True, "PartnerTaxEnabled": False})
    invoice = desk.invoice(("Support", "1", "100.00", True))
    card = desk.send(invoice)
    assert (card.badge.words, card.remedy) == ("Waiting for mapping", "tax_code")
    choose(desk, cast, "tax_code", document=id_of(desk, "TaxCode", "State only"))
    assert desk.work(invoice).badge.words == "In QuickBooks"
    (there,) = desk.there()
    assert there["TxnTaxDetail"]["TxnTaxCodeRef"]["value"] == id_of(desk, "TaxCode", "State only")
    assert str(there["TxnTaxDetail"]["TotalTax"]) == "8"


@pytest.fixture
def sorting(desk: Desk) -> Desk:
    """A company that keeps classes on lines, and locations."""
    desk.settings(AccountingInfoPrefs={"ClassTrackingPerTxnLine": True, "TrackDepartments": True})
    with desk.emulator.api(desk.realm_id) as api:
        for path, name in (("class", "Recurring"), ("class", "Rest"), ("department", "Head office")):
            assert api.post(f"/{path}", json={"Name": name}).status_code == 200
        assert api.post("/term", json={"Name": "Net 30 days", "DueDays": 30}).status_code == 200
    desk.mirror(*LISTS)
    return desk


def test_term_class_and_location_go_with_the_invoice(sorting: Desk, cast: Cast) -> None:
    terms, rest, office = (
        id_of(sorting, *one) for one in (("Term", "Net 30 days"), ("Class", "Rest"), ("Department", "Head office"))
    )
    choose(sorting, cast, "class", product=id_of(sorting, "Class", "Recurring"), default=rest)
    choose(sorting, cast, "location", default=office)
    choose(sorting, cast, "term", _30=terms)
    invoice = sorting.invoice()
    with scope(sorting.tenant_id):
        fields = {field.label: field for field in push.preview(sorting.tenant_id, "invoice", invoice.id).fields}
    assert (fields["Location"].there, fields["Class"].there) == ("Head office", "Recurring")
    assert "Net 30 days" in fields["Due"].why
    assert sorting.send(invoice).badge.words == "In QuickBooks"
    there: dict[str, Any] = sorting.there()[0]
    assert there["SalesTermRef"]["value"] == terms
    assert there["DepartmentRef"]["value"] == office
    assert there["Line"][0]["SalesItemLineDetail"]["ClassRef"]["name"] == "Recurring"


def test_an_inactive_class_or_location_is_left_out(sorting: Desk, cast: Cast) -> None:
    office = id_of(sorting, "Department", "Head office")
    choose(sorting, cast, "location", default=office)
    with sorting.emulator.api(sorting.realm_id) as api:
        api.post("/department", json={"Id": office, "SyncToken": "0", "sparse": True, "Active": False})
    sorting.mirror("Department")
    assert sorting.send(sorting.invoice()).badge.words == "In QuickBooks"
    assert "DepartmentRef" not in sorting.there()[0]
