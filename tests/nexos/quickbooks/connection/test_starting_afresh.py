"""Starting afresh: the old company is archived with all that belongs to it, and nothing of it goes to the next."""

from collections.abc import Callable

import pytest
from pytest_django.fixtures import Settings

from desk import Desk
from nexos.kit import clock
from nexos.kit.errors import InvalidInput, Refused
from nexos.kit.jobs.due import due
from nexos.kit.jobs.lease import claim
from nexos.kit.jobs.models import DueWork
from nexos.kit.jobs.worker import run, run_due
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import queries, services
from nexos.quickbooks.connection.client_factory import client_for
from nexos.quickbooks.connection.errors import NotConnected, OtherCompany, OwnedElsewhere, Undecided
from nexos.quickbooks.connection.models import CallPace, Connection, RealmOwner
from nexos.quickbooks.connection.services import Parting
from nexos.quickbooks.mapping import queries as mapping
from nexos.quickbooks.mapping import services as links
from nexos.quickbooks.mapping.models import Act, Bulk
from nexos.quickbooks.mapping.services.bulk import BULK
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.push import queries as push
from nexos.quickbooks.state import queries as state
from nexos.quickbooks.sync import queries as sync
from office import CLIENT_ID, Office

type Make = Callable[[str], str]


def afresh(office: Office, name: str = "Acme", environment: str = "sandbox", **more: bool) -> Parting:
    """Alice types the name and confirms."""
    return services.start_afresh(office.tenant.id, office.admin.id, company_name=name, environment=environment, **more)


def archived(office: Office) -> Connection:
    with scope(office.tenant.id):
        (found,) = queries.archived(office.tenant.id)
    return found


def listed(office: Office, view: state.View) -> list[state.InvoiceRow]:
    with scope(office.tenant.id):
        return list(state.invoice_list(office.tenant.id, view=view))


@pytest.fixture
def acme(office: Office, company: Make) -> Office:
    """Northwind, connected to Acme."""
    office.connect(company("Acme"))
    return office


@pytest.fixture
def desk(acme: Office) -> Desk:
    """... with a customer and items to invoice."""
    acme.intuit.control("settings", {"throttle": False})
    made = Desk(acme.intuit, acme.connection.realm_id, acme.tenant.id, acme.connection.id)
    made.furnish()
    return made


def test_the_company_is_archived_and_another_connection_begins_with_the_same_keys(acme: Office) -> None:
    before = acme.connection
    parting = afresh(acme)
    assert parting.revoked
    assert parting.message == "“Acme” was archived, and the access was revoked at Intuit."
    old, new = archived(acme), acme.connection
    assert (old.id, old.state, old.company_name, old.archived_by) == (before.id, "archived", "Acme", acme.admin)
    assert old.sealed_access_token == old.sealed_refresh_token == old.sealed_client_secret == ""
    assert (new.state, new.environment, new.realm_id) == ("not_connected", "sandbox", "")
    assert not RealmOwner.objects.exists()
    assert not CallPace.objects.filter(connection_id=old.id).exists()
    assert list(DueWork.objects.filter(record_id=old.id, due_at__isnull=False).values_list("kind")) == []


def test_the_grant_is_over_at_intuit(acme: Office) -> None:
    token = acme.intuit.tokens(acme.connection.realm_id)["access_token"]
    afresh(acme)
    realm_id = archived(acme).realm_id
    path = f"/v3/company/{realm_id}/companyinfo/{realm_id}"
    assert acme.intuit.http.get(path, headers={"Authorization": f"Bearer {token}"}).status_code == 401


@pytest.mark.django_db(transaction=True)
def test_another_company_is_connected_and_read_from_its_beginning(acme: Office, company: Make) -> None:
    afresh(acme)
    new = acme.connect(company("Bolt"))
    assert new.id != archived(acme).id
    run_due()
    with scope(acme.tenant.id):
        run = sync.latest_run(acme.tenant.id, new.id)
        assert run is not None
        assert (run.trigger, run.state) == ("first", "done")
        assert set(mirror.coverage(acme.tenant.id, new.id)) >= {"Invoice", "Customer"}


def test_for_the_other_environment_other_keys_are_asked_for(acme: Office, company: Make) -> None:
    afresh(acme, environment="production")
    with scope(acme.tenant.id):
        assert queries.current(acme.tenant.id) is None
    acme.save(environment="production")
    assert acme.connect(company("Acme Inc")).environment == "production"
    assert archived(acme).environment == "sandbox"


@pytest.mark.parametrize(
    ("given", "field"),
    [({"name": "Bolt"}, "company_name"), ({"name": ""}, "company_name"), ({"environment": "x"}, "environment")],
)
def test_what_is_typed_has_to_be_right(acme: Office, given: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        afresh(acme, **given)  # type: ignore[arg-type]
    assert list(refusal.value.fields) == [field]
    assert acme.connection.connected


def test_case_and_spaces_are_forgiven(acme: Office) -> None:
    afresh(acme, "  aCME ")
    assert archived(acme).company_name == "Acme"


def test_without_a_company_there_is_nothing_to_archive(office: Office) -> None:
    with pytest.raises(Refused, match="nothing to archive"):
        afresh(office)


def test_when_intuit_cannot_be_told_it_is_said(acme: Office, settings: Settings) -> None:
    settings.QBO_OAUTH_URL = "http://127.0.0.1:9"
    parting = afresh(acme)
    assert not parting.revoked
    assert "open Apps in QuickBooks" in parting.message
    assert archived(acme).sealed_refresh_token == ""


def test_a_company_that_was_disconnected_before_can_be_archived(acme: Office) -> None:
    services.disconnect(acme.tenant.id, acme.admin.id)
    assert afresh(acme).message == "“Acme” was archived."


def test_work_under_way_stops_before_its_next_call(acme: Office) -> None:
    client = client_for(acme.tenant.id, acme.connection.id)
    client.company_info()
    before = acme.last_request()
    afresh(acme)
    with pytest.raises(NotConnected):
        client.company_info()
    assert [request["path"] for request in acme.intuit.requests(before)] == ["/v2/oauth2/tokens/revoke"]


def test_a_walk_begun_before_leads_nowhere(acme: Office) -> None:
    answer = acme.consent(acme.connection.realm_id)
    afresh(acme)
    with pytest.raises(Refused):
        acme.finish(answer)
    assert acme.connection.state == "not_connected"


def test_the_company_is_free_for_another_tenant(acme: Office, other_office: Office) -> None:
    realm_id = acme.connection.realm_id
    afresh(acme)
    assert other_office.connect(realm_id).connected
    with pytest.raises(OwnedElsewhere):
        acme.connect(realm_id)


def test_other_tenants_see_nothing_of_it(acme: Office, other_office: Office) -> None:
    afresh(acme)
    with scope(other_office.tenant.id):
        assert queries.archived(other_office.tenant.id) == []


def test_connecting_the_archived_company_again_goes_on_with_it(acme: Office, company: Make) -> None:
    before = acme.connection
    afresh(acme)
    again = acme.connect(before.realm_id)
    assert (again.id, again.state) == (before.id, "connected")
    with scope(acme.tenant.id):
        assert queries.archived(acme.tenant.id) == []
        assert Connection.objects.count() == 1
    assert client_for(acme.tenant.id, again.id).company_info()
    with pytest.raises(OtherCompany, match="or start afresh under Advanced"):
        acme.connect(company("Bolt"))


def test_a_delivered_invoice_says_where_it_went_and_is_not_queued(acme: Office, desk: Desk, company: Make) -> None:
    invoice = desk.invoice()
    number = desk.send(invoice).number_there
    afresh(acme)
    acme.connect(company("Bolt"))
    card = desk.card(invoice)
    assert card.badge.words == "Sent to Acme"
    assert f"It was sent to “Acme” as {number}" in card.sentence
    assert card.elsewhere is not None
    assert card.elsewhere.open_url
    assert desk.work(invoice) == card
    (row,) = listed(acme, "all")
    assert (row.badge.words, row.number_there, row.status) == ("Sent to Acme", number, "Open")
    assert listed(acme, "not_sent") == listed(acme, "open") == listed(acme, "overdue") == []


def test_a_person_may_send_it_to_the_next_company_too(acme: Office, desk: Desk, company: Make) -> None:
    invoice = desk.invoice()
    first = desk.send(invoice)
    old = desk.there()[0]
    afresh(acme)
    desk.realm_id = company("Bolt")
    desk.connection_id = acme.connect(desk.realm_id).id
    with acme.intuit.api(desk.realm_id) as api:
        desk.customer_id = api.post("/customer", json={"DisplayName": "Harbor Dental Group"}).json()["Customer"]["Id"]
    desk.mirror()
    with scope(acme.tenant.id):
        desk.link()
        for product in ("Support", "Access point"):
            links.assign(acme.tenant.id, desk.connection_id, "item", str(desk.products[product]), "1", None)
        preview = push.preview(acme.tenant.id, "invoice", invoice.id)
    assert "Sending it makes another one in “Bolt”." in preview.notes[0]
    card = desk.send(invoice)
    assert card.badge.words == "In QuickBooks"
    assert card.elsewhere is not None
    assert card.elsewhere.number == first.number_there
    (new,) = desk.there()
    assert new["PrivateNote"] != old["PrivateNote"]
    assert listed(acme, "all")[0].badge.words == "In QuickBooks"


def test_what_waited_is_taken_back_and_not_sent_to_the_next_company(acme: Office, desk: Desk, company: Make) -> None:
    with scope(acme.tenant.id):
        desk.unlink()
    invoice = desk.invoice()
    assert desk.send(invoice).status == "blocked"
    afresh(acme)
    acme.connect(company("Bolt"))
    card = desk.work(invoice)
    assert (card.status, card.badge.words) == ("", "Not sent")
    assert len(listed(acme, "not_sent")) == 1
    with scope(acme.tenant.id):
        (was,) = state.documents(acme.tenant.id, archived(acme).id)
    assert was.status == "cancelled"
    assert was.sentence.startswith("“Acme” was archived before this went")


def test_links_and_mirror_of_the_archive_stay_readable(acme: Office, desk: Desk, company: Make) -> None:
    desk.send(desk.invoice())
    afresh(acme)
    acme.connect(company("Bolt"))
    with scope(acme.tenant.id):
        old = archived(acme).id
        assert mapping.counts(acme.tenant.id, old).customers_linked == 1
        assert mapping.counts(acme.tenant.id, acme.connection.id).customers_linked == 0
        assert mirror.counts(acme.tenant.id, old)["Customer"] > 0


def test_a_decision_about_many_customers_ends_with_the_archive(acme: Office) -> None:
    tenant_id = acme.tenant.id
    with scope(tenant_id):
        under_way = Bulk(
            tenant_id=tenant_id, connection_id=acme.connection.id, act=Act.CREATE, asked_at=clock.now(), total=900
        )
        under_way.asked_by_id = acme.admin.id
        under_way.save()
        due(BULK, tenant_id, under_way.id)
    afresh(acme)
    (work,) = claim(1, [BULK])
    run(work)
    with scope(tenant_id):
        under_way.refresh_from_db()
        assert under_way.ended_at is not None
        assert mapping.bulk_under_way(tenant_id, archived(acme).id) is None
    assert claim(1, [BULK]) == []


def test_what_may_have_arrived_is_named_first(acme: Office, desk: Desk) -> None:
    invoice = desk.invoice()
    desk.fault("drop_after_commit")
    assert desk.send(invoice).status == "unknown"
    with pytest.raises(Undecided, match=rf"{invoice.number} may be in “Acme” already"):
        afresh(acme, leave_undecided=True)
    assert acme.connection.connected
    assert desk.work(invoice, after=10).status == "delivered"
    afresh(acme)


def test_where_quickbooks_cannot_be_asked_any_more_a_person_may_leave_it_undecided(acme: Office, desk: Desk) -> None:
    invoice = desk.invoice()
    desk.fault("drop_after_commit")
    desk.send(invoice)
    services.disconnect(acme.tenant.id, acme.admin.id)
    with pytest.raises(Undecided):
        afresh(acme)
    afresh(acme, leave_undecided=True)
    card = desk.card(invoice)
    assert card.badge.words == "May be in Acme"
    assert len(listed(acme, "not_sent")) == 1


def test_what_was_left_undecided_is_looked_up_when_the_company_comes_back(acme: Office, desk: Desk) -> None:
    invoice = desk.invoice()
    desk.fault("drop_after_commit")
    desk.send(invoice)
    services.disconnect(acme.tenant.id, acme.admin.id)
    afresh(acme, leave_undecided=True)
    acme.connect(desk.realm_id)
    assert desk.work(invoice, after=10).status == "delivered"
    assert len(desk.there()) == 1


def test_a_connection_that_needs_attention_can_be_archived(acme: Office) -> None:
    acme.intuit.control("disconnect", {"realm_id": acme.connection.realm_id, "client_id": CLIENT_ID})
    with pytest.raises(NotConnected):
        client_for(acme.tenant.id, acme.connection.id).company_info()
    assert acme.connection.state == "needs_attention"
    assert afresh(acme).message == "“Acme” was archived. Intuit had ended the access already."
