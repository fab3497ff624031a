"""What of ours goes as which object there, many to one: what fits, what is exact, what hangs on it."""

from decimal import Decimal
from typing import Any

import pytest

from cast import Cast
from nexos.catalog import services as catalog
from nexos.crm import services as crm
from nexos.kit.errors import NotFound
from nexos.kit.tenancy import scope
from nexos.procurement import services as vendors
from nexos.quickbooks.connection.models import Connection, State
from nexos.quickbooks.mapping import queries, services
from nexos.quickbooks.mapping.assigned import KINDS
from nexos.quickbooks.mapping.errors import ConnectionArchived, DoesNotFit, NotLinked
from nexos.quickbooks.mapping.models import How
from nexos.synclog import queries as synclog
from nexos.timekeeping import services as timekeeping
from nexos.timekeeping.models import BillingRole, WorkType
from shelf import Shelf


def rows(shelf: Shelf, kind: str) -> list[tuple[str, str, str]]:
    """State, ours, theirs."""
    found = queries.completed(*shelf.place, queries.assigned_rows(*shelf.place, kind))
    return [(str(row.state), row.ours.name, row.theirs.name if row.theirs else "") for row in found]


def fitting(shelf: Shelf, kind: str, key: str, search: str = "") -> list[str]:
    return [theirs.name for theirs, _ in queries.choices(*shelf.place, kind, key, search)[1]]


def test_labour_is_sold_as_a_service_item_and_several_may_be_one(shelf: Shelf, cast: Cast) -> None:
    onsite, remote = (timekeeping.add(shelf.tenant_id, WorkType, name=name) for name in ("On-site", "Remote"))
    role = timekeeping.add(shelf.tenant_id, BillingRole, name="Engineer")
    labor = shelf.item("Labor")
    cable = shelf.item("Cable", Type="NonInventory")
    shelf.item("Old labor", Active=False)
    assert fitting(shelf, "work_type", str(onsite.id)) == ["Labor"]
    for kind, one in (("work_type", onsite), ("work_type", remote), ("billing_role", role)):
        services.assign(*shelf.place, kind, str(one.id), labor, cast.alice.id)
    assert queries.assigned(*shelf.place, "work_type") == {str(onsite.id): labor, str(remote.id): labor}
    with pytest.raises(DoesNotFit, match=r"“Cable” does not fit “On-site”\. Only service items fit"):
        services.assign(*shelf.place, "work_type", str(onsite.id), cable, cast.alice.id)
    with pytest.raises(NotFound):
        services.assign(*shelf.place, "work_type", str(onsite.id), "999", cast.alice.id)
    with pytest.raises(NotFound):
        services.assign(*shelf.place, "work_type", str(role.id), labor, cast.alice.id)


def test_what_has_one_namesake_is_accepted_together_and_nothing_by_itself(shelf: Shelf, cast: Cast) -> None:
    names = ("On-site  support", "Travel", "Consulting")
    onsite, travel, consulting = (str(timekeeping.add(shelf.tenant_id, WorkType, name=name).id) for name in names)
    item = shelf.item("On-site Support", FullyQualifiedName="Labor:On-site Support")
    for parent in ("Labor", "Other"):
        shelf.item("Travel", FullyQualifiedName=f"{parent}:Travel")
    shelf.item("Consultings")
    assert services.assign_exact(*shelf.place) == 0
    assert rows(shelf, "work_type") == [
        ("suggested", "On-site support", "Labor:On-site Support"),
        ("only_here", "Consulting", ""),
        ("only_here", "Travel", ""),
    ]
    similar = queries.completed(*shelf.place, queries.assigned_rows(*shelf.place, "work_type"))[1].similar
    assert [(theirs.name, reason) for theirs, reason in similar] == [("Consultings", "Similar name")]
    assert queries.to_decide(*shelf.place).assignments["work_type"] == 3
    assert services.accept_assignments(*shelf.place, ["work_type"], cast.alice.id) == {("work_type", onsite): None}
    assert queries.assigned(*shelf.place, "work_type") == {onsite: item}
    assert queries.open_assignments(*shelf.place)["work_type"] == 2
    assert {travel, consulting}.isdisjoint(queries.assigned(*shelf.place, "work_type"))
    assert synclog.is_noted(shelf.tenant_id, "mapping", "work type", onsite, "assigned")


def test_a_retired_work_type_stays_while_it_is_assigned(shelf: Shelf, cast: Cast) -> None:
    old = timekeeping.add(shelf.tenant_id, WorkType, name="Fax repair")
    services.assign(*shelf.place, "work_type", str(old.id), shelf.item("Labor"), cast.alice.id)
    timekeeping.retire(shelf.tenant_id, WorkType, old.id)
    assert rows(shelf, "work_type") == [("linked", "Fax repair", "Labor")]
    services.unassign(*shelf.place, "work_type", str(old.id))
    assert rows(shelf, "work_type") == []
    with pytest.raises(NotFound):
        services.unassign(*shelf.place, "work_type", str(old.id))


def test_terms_of_as_many_days_link_by_themselves_if_there_is_one_such(shelf: Shelf, cast: Cast) -> None:
    for name, days in (("Acme", 30), ("Cedar", 30), ("Kestrel", 10), ("Birch", 0)):
        crm.create_company(shelf.tenant_id, name=name, terms_days=days)
    vendors.create_vendor(shelf.tenant_id, name="Ingram", terms_days=30)
    net30 = shelf.listed("Term", "Net 30", DueDays=30)
    for name in ("Net 10", "Ten days"):
        shelf.listed("Term", name, DueDays=10)
    monthly = shelf.listed("Term", "End of month", DayOfMonthDue=31, DueNextMonthDays=5)
    assert services.assign_exact(*shelf.place) == 1
    assert services.assign_exact(*shelf.place) == 0
    assert queries.assigned(*shelf.place, "term") == {"30": net30}
    assert synclog.is_noted(shelf.tenant_id, "mapping", "terms", "30", "assigned")
    assert rows(shelf, "term") == [
        ("only_here", "Due on receipt", ""),
        ("only_here", "10 days", ""),
        ("linked", "30 days", "Net 30"),
    ]
    found = queries.completed(*shelf.place, queries.assigned_rows(*shelf.place, "term"))
    assert found[-1].used == {"company": 2, "vendor": 1}
    services.assign(*shelf.place, "term", "10", monthly, cast.alice.id)
    assert ("linked", "10 days", "End of month") in rows(shelf, "term")


US: dict[str, Any] = {"TaxPrefs": {"UsingSalesTax": True}}
AUTOMATED: dict[str, Any] = {"TaxPrefs": {"UsingSalesTax": True, "PartnerTaxEnabled": True}}


@pytest.mark.parametrize(
    ("country", "preferences", "asked", "says"),
    [
        ("US", AUTOMATED, [], "computes sales tax in this company by itself"),
        ("US", {"TaxPrefs": {"UsingSalesTax": False}}, [], "switched off"),
        ("US", US, ["Taxed invoices of customers without a code"], ""),
        ("CA", US, ["Taxable lines", "Lines that are not taxable"], ""),
    ],
)
def test_what_is_asked_about_tax_follows_the_companys_model(
    shelf: Shelf, country: str, preferences: dict[str, Any], asked: list[str], says: str
) -> None:
    shelf.settings(country, **preferences)
    assert [ours for _, ours, _ in rows(shelf, "tax_code")] == asked
    sentence = " ".join(queries.absences(*shelf.place, ["tax_code"]))
    assert says in sentence
    assert bool(sentence) is not bool(asked)
    assert ("tax_code" in queries.to_decide(*shelf.place).assignments) is (country == "CA")


def test_nothing_is_asked_before_the_settings_were_read(shelf: Shelf) -> None:
    assert rows(shelf, "tax_code") == []
    assert "not been read yet" in queries.absences(*shelf.place, ["tax_code"])[0]


def test_tax_codes_show_their_rates_and_those_for_purchases_do_not_fit(shelf: Shelf, cast: Cast) -> None:
    shelf.settings("CA", **US)
    gst = shelf.listed("TaxRate", "GST", RateValue=5)
    pst = shelf.listed("TaxRate", "PST", RateValue=7)

    def code(name: str, side: str, *rates: str) -> str:
        details = [{"TaxRateRef": {"value": rate}} for rate in rates]
        return shelf.listed("TaxCode", name, **{f"{side}TaxRateList": {"TaxRateDetail": details}})

    both, alone = code("GST/PST BC", "Sales", gst, pst), code("GST", "Sales", gst)
    input_tax = code("Input only", "Purchase", gst)
    shelf.listed("TaxCode", "TAX", Id="TAX")
    _, found, only = queries.choices(*shelf.place, "tax_code", "taxable")
    assert {theirs.id: theirs.about for theirs, _ in found} == {both: "GST 5% + PST 7%", alone: "5%"}
    assert "purchases alone" in only
    with pytest.raises(DoesNotFit):
        services.assign(*shelf.place, "tax_code", "taxable", input_tax, cast.alice.id)


def test_only_accounts_of_a_fitting_type_can_be_chosen(shelf: Shelf, cast: Cast) -> None:
    account = {name: shelf.listed("Account", name, AccountType=name) for name in ("Income", "Expense", "Bank")}
    assert fitting(shelf, "account", "income") == ["Income"]
    assert fitting(shelf, "account", "order_shipping") == ["Expense"]
    with pytest.raises(DoesNotFit, match="Only income accounts fit"):
        services.assign(*shelf.place, "account", "income", account["Bank"], cast.alice.id)
    services.assign(*shelf.place, "account", "expense", account["Expense"], cast.alice.id)
    services.assign(*shelf.place, "account", "order_shipping", account["Expense"], cast.alice.id)
    assert len(queries.assigned(*shelf.place, "account")) == 2


def test_classes_and_locations_are_there_only_where_the_company_keeps_them(shelf: Shelf, cast: Cast) -> None:
    shelf.settings()
    assert rows(shelf, "class") == rows(shelf, "location") == []
    assert len(queries.absences(*shelf.place, ["class", "location"])) == 2
    shelf.settings(AccountingInfoPrefs={"ClassTrackingPerTxnLine": True, "TrackDepartments": True})
    assert queries.absences(*shelf.place, ["class", "location"]) == []
    catalog.create_product(shelf.tenant_id, name="Backup", price=Decimal(9), revenue_class="mrr")
    recurring = shelf.listed("Class", "Monthly recurring")
    found = queries.completed(*shelf.place, queries.assigned_rows(*shelf.place, "class"))
    assert [(row.ours.name, str(row.state)) for row in found] == [
        ("Monthly recurring", "suggested"),
        ("Other recurring", "only_here"),
        ("Non-recurring", "only_here"),
        ("Product", "only_here"),
        ("Everything else", "only_here"),
    ]
    assert found[0].used == {"product": 1}
    services.assign(*shelf.place, "class", "mrr", recurring, cast.alice.id)
    shelf.change("Class", recurring, Name="Monthly recurring", Active=False)
    assert rows(shelf, "class")[0] == ("inactive", "Monthly recurring", "Monthly recurring")
    shelf.settings(AccountingInfoPrefs={"ClassTrackingPerTxn": True})
    assert [ours for _, ours, _ in rows(shelf, "class")] == ["Every invoice"]


def test_products_are_offered_the_item_with_their_sku_though_another_product_has_it(shelf: Shelf, cast: Cast) -> None:
    first, second = (
        catalog.create_product(shelf.tenant_id, name=name, price=Decimal(9), sku="MW-1") for name in ("Gold", "Silver")
    )
    item = shelf.item("Managed workstation", sku="MW-1", price="58")
    services.assign(*shelf.place, "item", str(first.id), item, cast.alice.id)
    assert rows(shelf, "item") == [
        ("suggested", "Silver", "Managed workstation"),
        ("linked", "Gold", "Managed workstation"),
    ]
    assert queries.assigned_rows(*shelf.place, "item")[0].reason == "same SKU"
    services.accept_assignments(*shelf.place, ["item"], cast.alice.id)
    assert queries.items_of(*shelf.place, [first.id, second.id]) == {first.id: item, second.id: item}
    second.refresh_from_db()
    assert second.price == 58


@pytest.mark.parametrize("kind", KINDS)
def test_an_archived_connections_assignments_can_only_be_read(shelf: Shelf, cast: Cast, kind: str) -> None:
    Connection.objects.update(state=State.ARCHIVED)
    with pytest.raises(ConnectionArchived):
        KINDS[kind](*shelf.place).undo("0")


def test_what_is_not_assigned_cannot_be_undone(shelf: Shelf) -> None:
    with pytest.raises(NotLinked):
        services.unassign(*shelf.place, "account", "income")


@pytest.mark.parametrize("kind", KINDS)
def test_another_tenant_sees_and_changes_nothing(cast: Cast, kind: str) -> None:
    with scope(cast.northwind.id):
        connection_id = Shelf(cast.northwind).connection_id
    with scope(cast.contoso.id):
        place = cast.contoso.id, connection_id
        assert queries.assigned(*place, kind) == {}
        with pytest.raises(NotFound):
            KINDS[kind](*place).make("income", "1", How.BY_HAND, cast.charlie.id)
