"""What of ours goes as which object in QuickBooks: one page for each kind, all alike."""

import re
from decimal import Decimal

import pytest
from django.test import Client

from cast import Cast
from mapping_pages import MappingPages
from nexos.catalog import services as catalog
from nexos.crm import services as crm
from nexos.kit.tenancy import scope
from nexos.quickbooks.mapping import queries
from nexos.timekeeping import services as timekeeping
from nexos.timekeeping.models import BillingRole, WorkType

TABS = ("items", "work-types", "tax-codes", "terms", "accounts", "classes")


def work_type(mapping: MappingPages, name: str) -> str:
    with scope(mapping.tenant_id):
        return str(timekeeping.add(mapping.tenant_id, WorkType, name=name).id)


def test_the_tabs_stand_in_one_order_on_every_page(mapping: MappingPages) -> None:
    for path in ("", "employees/", "vendors/", *(f"{tab}/" for tab in TABS)):
        tabs = mapping.page(path).partition('id="mapping-kinds"')[2].partition("</nav>")[0]
        labels = [part.partition(">")[2].partition("<")[0].strip() for part in tabs.split("<a ")[1:]]
        assert labels == [
            *("Customers", "Items", "Employees", "Vendors", "Work types", "Tax codes", "Terms", "Accounts"),
            "Classes and locations",
        ], path
        assert tabs.count('aria-current="page"') == 1, path


def test_the_tabs_that_need_somebody_add_up_to_the_menus_number(mapping: MappingPages) -> None:
    work_type(mapping, "On-site")
    with scope(mapping.tenant_id):
        timekeeping.add(mapping.tenant_id, BillingRole, name="Engineer")
    page = mapping.page("work-types/")
    menu, _, tabs = page.partition('id="mapping-kinds"')
    counted = re.compile(r'<span class="n wait">(\d+)<')
    assert [int(number) for number in counted.findall(menu)] == [1]
    assert [int(number) for number in counted.findall(tabs)] == [1]


def test_a_work_type_is_assigned_changed_and_unlinked_in_its_row(mapping: MappingPages) -> None:
    key, first, second = work_type(mapping, "On-site"), mapping.item("Labor"), mapping.item("Travel time")
    (row,) = mapping.rows("work-types/")
    assert "Not linked" in row
    assert "Choose a service item" in row
    answer = mapping.decide("work-type/link", ours=key, theirs=first).content.decode()
    assert "“On-site” goes as “Labor”." in answer
    assert "Undo" in answer
    changed = mapping.decide("work-type/link", ours=key, theirs=second).content.decode()
    assert "“On-site” goes as “Travel time”." in changed
    (row,) = mapping.rows("work-types/")
    assert "By hand, Alice Moreau" in row
    assert f"/mapping/work-type/for/{key}" not in row.partition("Unlink")[2]
    answer = mapping.decide("work-type/unlink", ours=key, theirs=second).content.decode()
    assert "“On-site” is not linked any more." in answer
    assert "Link again" in answer
    assert mapping.decide("work-type/unlink", ours=key).status_code == 409


def test_only_what_fits_is_offered_and_the_page_says_why(mapping: MappingPages) -> None:
    key = work_type(mapping, "On-site")
    mapping.item("On-site labor")
    cable = mapping.item("Cable", Type="NonInventory")
    page = mapping.page(f"work-type/for/{key}")
    assert "Only service items fit" in page
    assert "On-site labor" in page
    assert "Cable" not in page.partition('id="found"')[2]
    answer = mapping.decide("work-type/link", ours=key, theirs=cable)
    assert answer.status_code == 409
    assert "“Cable” does not fit “On-site”" in answer.content.decode()


def test_exact_ones_are_accepted_together_and_similar_ones_offered_singly(mapping: MappingPages) -> None:
    for name in ("On-site Support", "Remote support", "Consulting"):
        work_type(mapping, name)
    for name in ("On-Site support", "Remote Support", "Consultings"):
        mapping.item(name)
    assert "2 suggestions are exact" in mapping.page("work-types/")
    only_similar = mapping.rows("work-types/", show="only_here")[0]
    assert "Consultings" in only_similar
    assert "Similar name" in only_similar
    text = mapping.client.post("/mapping/work-types/accept", follow=True).content.decode()
    assert "2 work types linked." in text
    with scope(mapping.tenant_id):
        assert len(queries.assigned(*mapping.shelf.place, "work_type")) == 2


def test_what_hangs_on_an_assignment_is_said_before_it_is_undone(mapping: MappingPages) -> None:
    net30 = mapping.listed("Term", "Net 30", DueDays=30)
    with scope(mapping.tenant_id):
        for name in ("Acme", "Cedar"):
            crm.create_company(mapping.tenant_id, name=name)
    mapping.decide("term/link", ours="30", theirs=net30)
    (row,) = mapping.rows("terms/")
    assert "Used by 2 companies" in row
    assert row.index("Used by") < row.index("Unlink")


def test_a_customers_documents_are_said_before_its_link_is_undone(mapping: MappingPages) -> None:
    customer, company = mapping.customer("Acme"), mapping.company("Acme")
    mapping.invoices(customer, "10", "20")
    mapping.decide("customers/link", customer=customer, company=company)
    (row,) = mapping.rows(show="linked")
    assert "Used by 2 invoices" in row


def test_an_object_that_went_inactive_is_named_so(mapping: MappingPages) -> None:
    account = mapping.listed("Account", "Sales", AccountType="Income")
    mapping.decide("account/link", ours="income", theirs=account)
    with scope(mapping.tenant_id):
        mapping.shelf.change("Account", account, Name="Sales", AccountType="Income", Active=False)
    assert "Inactive in QuickBooks" in mapping.rows("accounts/", show="inactive")[0]
    with scope(mapping.tenant_id):
        mapping.shelf.delete("Account", account)
    assert "A deleted account" in mapping.rows("accounts/", show="inactive")[0]


def test_tax_that_quickbooks_computes_asks_nothing_and_says_so(mapping: MappingPages) -> None:
    mapping.settings(TaxPrefs={"UsingSalesTax": True, "PartnerTaxEnabled": True})
    page = mapping.page("tax-codes/")
    assert "There is nothing to link." in page
    assert "<table" not in page.partition("<main")[2]


def test_what_needs_a_code_counts_in_the_menu(mapping: MappingPages) -> None:
    mapping.settings("CA", TaxPrefs={"UsingSalesTax": True})
    menu = mapping.page("tax-codes/").partition('id="side"')[2].partition("</nav>")[0]
    assert "2<span" in menu.replace("\n", "")
    assert "Taxable lines" in mapping.rows("tax-codes/")[0]


@pytest.mark.parametrize("tab", TABS)
def test_lists_are_searched_and_narrowed(mapping: MappingPages, tab: str) -> None:
    tracked = {"ClassTrackingPerTxnLine": True, "TrackDepartments": True}
    mapping.settings("CA", TaxPrefs={"UsingSalesTax": True}, AccountingInfoPrefs=tracked)
    work_type(mapping, "On-site")
    mapping.company("Acme")
    with scope(mapping.tenant_id):
        catalog.create_product(mapping.tenant_id, name="Access point", price=Decimal(156))
    rows = mapping.rows(f"{tab}/")
    assert rows
    assert mapping.rows(f"{tab}/", show="only_here") == rows
    assert "is in this state" in mapping.page(f"{tab}/", show="linked")
    assert "Nothing matches “zzz”" in mapping.page(f"{tab}/", q="zzz")


@pytest.mark.parametrize("tab", TABS)
def test_before_a_company_is_connected_every_tab_says_so(alice: Client, tab: str) -> None:
    assert "No QuickBooks company is connected yet" in alice.get(f"/mapping/{tab}/").content.decode()


@pytest.mark.parametrize("value", ["not an id", "", "x" * 60, "\0"])
def test_what_cannot_be_an_id_is_refused(mapping: MappingPages, value: str) -> None:
    for field in ("ours", "theirs"):
        posted = {"ours": "income", "theirs": "1"} | {field: value}
        assert mapping.client.post("/mapping/account/link", posted).status_code in (400, 422)


def test_deciding_needs_the_permission(mapping: MappingPages, vera: Client, cast: Cast) -> None:
    for path in ("work-type/link", "work-type/unlink", "work-types/accept"):
        assert vera.post(f"/mapping/{path}").status_code == 403
    assert "Unlink" not in vera.get("/mapping/accounts/").content.decode()
