"""From saved credentials to a connected company, and every way that ends before."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from cast import Cast
from nexos.kit import clock
from nexos.kit.errors import NexosError, Refused
from nexos.kit.events import _listeners
from nexos.kit.jobs.models import DueWork
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import services
from nexos.quickbooks.connection.errors import (
    BadState,
    CodeExpired,
    ConsentRefused,
    Declined,
    OtherCompany,
    OwnedElsewhere,
    Unreachable,
    WrongCredentials,
    WrongEnvironment,
)
from nexos.quickbooks.connection.events import Connected
from nexos.quickbooks.connection.models import RealmOwner
from nexos.synclog import queries as synclog
from office import Office

type MakeCompany = Callable[[str], str]


@pytest.fixture
def connected_facts() -> Iterator[list[Connected]]:
    heard: list[Connected] = []
    _listeners[Connected].append(heard.append)
    yield heard
    _listeners[Connected].remove(heard.append)


def refused(office: Office, error: type[NexosError], answer: dict[str, str], **changes: str) -> str:
    """Finishing fails with this error and leaves nothing half-connected; returns the sentence."""
    with pytest.raises(error) as refusal:
        office.finish(answer, **changes)
    connection = office.connection
    assert connection.state == "not_connected"
    assert connection.realm_id == connection.company_name == ""
    assert connection.sealed_access_token == connection.sealed_refresh_token == ""
    assert not RealmOwner.objects.exists()
    return refusal.value.message


def test_a_company_is_connected(office: Office, company: MakeCompany, connected_facts: list[Connected]) -> None:
    realm_id = company("Northwind Managed IT LLC")
    connection = office.connect(realm_id)
    assert (connection.state, connection.realm_id) == ("connected", realm_id)
    assert connection.company_name == "Northwind Managed IT LLC"
    assert connection.connected_by == office.admin
    assert connected_facts == [Connected(office.tenant.id, "person", connection.id, first=True)]
    assert DueWork.objects.filter(kind="quickbooks.keep_alive", record_id=connection.id).exists()
    with scope(office.tenant.id):
        [entry] = synclog.page(office.tenant.id, synclog.Filters(), 9).entries
        assert "“Northwind Managed IT LLC” was connected" in entry.message


def test_the_browser_is_sent_with_an_exact_redirect_and_an_s256_challenge(office: Office, settings: Settings) -> None:
    settings.BASE_URL = "https://nexos.example"
    sent = {name: values[0] for name, values in parse_qs(urlsplit(office.set_out()).query).items()}
    assert sent["redirect_uri"] == "https://nexos.example/settings/quickbooks/callback/"
    assert sent["scope"] == "com.intuit.quickbooks.accounting"
    assert sent["code_challenge_method"] == "S256"
    assert len(base64.urlsafe_b64decode(sent["code_challenge"] + "=")) == hashlib.sha256().digest_size
    assert len(sent["state"]) >= 43


def test_consent_declined(office: Office) -> None:
    back = office.intuit.http.get(f"{office.set_out()}&decision=decline").headers["Location"]
    given = parse_qs(urlsplit(back).query)
    answer = {"state": given["state"][0], "error": given["error"][0]}
    assert "declined" in refused(office, Declined, answer)
    refused(office, BadState, answer)  # used up all the same


def test_another_refusal_by_intuit_is_passed_on(office: Office) -> None:
    state = parse_qs(urlsplit(office.set_out()).query)["state"][0]
    assert "invalid_scope" in refused(office, ConsentRefused, {"state": state, "error": "invalid_scope"})


def test_an_answer_without_a_company_is_no_answer(office: Office, company: MakeCompany) -> None:
    refused(office, ConsentRefused, office.consent(company("Acme")), realm_id="")


def test_a_state_counts_once(office: Office, company: MakeCompany) -> None:
    answer = office.consent(company("Acme"))
    office.finish(answer)
    with pytest.raises(BadState):
        office.finish(answer)
    assert office.connection.connected


def test_a_state_belongs_to_its_session_and_its_person(office: Office, company: MakeCompany, cast: Cast) -> None:
    answer = office.consent(company("Acme"))
    refused(Office(office.intuit, office.tenant, office.admin, "another-browser"), BadState, answer)
    refused(Office(office.intuit, office.tenant, cast.vera, office.session), BadState, answer)
    assert office.finish(answer).connected


def test_another_tenants_state_is_foreign(office: Office, other_office: Office, company: MakeCompany) -> None:
    answer = office.consent(company("Acme"))
    refused(other_office, BadState, answer)
    refused(other_office, BadState, answer, state="made-up")


def test_a_state_is_good_for_ten_minutes(office: Office, company: MakeCompany) -> None:
    answer = office.consent(company("Acme"))
    with clock.travel(timedelta(minutes=10, seconds=1)):
        refused(office, BadState, answer)


def test_new_credentials_end_the_walks_begun_with_the_old_ones(office: Office, company: MakeCompany) -> None:
    answer = office.consent(company("Acme"))
    office.save()
    refused(office, BadState, answer)


def test_an_expired_code(office: Office, company: MakeCompany) -> None:
    answer = office.consent(company("Acme"))
    office.intuit.control("clock", {"advance_s": 6 * 60})
    assert "good once" in refused(office, CodeExpired, answer)


def test_a_code_stolen_from_another_walk_is_worthless(office: Office, company: MakeCompany) -> None:
    stolen = office.consent(company("Acme"))["code"]
    refused(office, CodeExpired, office.consent(company("Acme")), code=stolen)


def test_a_wrong_client_secret(office: Office, company: MakeCompany) -> None:
    office.save(client_secret="mistyped")
    sentence = refused(office, WrongCredentials, office.consent(company("Acme")))
    assert "Copy both again" in sentence
    assert "mistyped" not in sentence


def test_a_realm_swapped_in_the_callback_is_not_believed(office: Office, company: MakeCompany) -> None:
    refused(office, WrongEnvironment, office.consent(company("Mine")), realm_id=company("Somebody else's"))


def test_a_realm_that_is_no_realm_sends_nothing_anywhere(office: Office, company: MakeCompany) -> None:
    refused(office, Unreachable, office.consent(company("Mine")), realm_id="../../oauth")


def test_keys_of_the_other_environment(office: Office, company: MakeCompany) -> None:
    office.intuit.fault("status", {"path": "/companyinfo/"}, status=403, code="3100", times=5)
    sentence = refused(office, WrongEnvironment, office.consent(company("Acme")))
    assert "sandbox" in sentence
    assert "Development keys" in sentence


def test_an_unreachable_api(office: Office, company: MakeCompany, settings: Settings) -> None:
    answer = office.consent(company("Acme"))
    settings.QBO_API_URL = "http://127.0.0.1:9"
    assert "Check that this server can reach Intuit" in refused(office, Unreachable, answer)


def test_an_unreachable_token_endpoint(office: Office, company: MakeCompany, settings: Settings) -> None:
    answer = office.consent(company("Acme"))
    settings.QBO_OAUTH_URL = "http://127.0.0.1:9"
    refused(office, Unreachable, answer)


def test_a_lost_reply_of_the_token_endpoint(office: Office, company: MakeCompany) -> None:
    office.intuit.fault("drop_after_commit", {"path": "/tokens/bearer"})
    refused(office, Unreachable, office.consent(company("Acme")))


def test_reconnecting_with_another_company_changes_nothing(office: Office, company: MakeCompany) -> None:
    first = office.connect(company("Northwind Managed IT LLC"))
    with pytest.raises(OtherCompany) as refusal:
        office.connect(company("Northwind Holdings"))
    assert "“Northwind Holdings”" in refusal.value.message
    assert "“Northwind Managed IT LLC”" in refusal.value.message
    assert office.connection.realm_id == first.realm_id
    assert office.connection.sealed_refresh_token == first.sealed_refresh_token
    assert RealmOwner.objects.get().realm_id == first.realm_id


def test_a_company_belongs_to_one_tenant_at_a_time(office: Office, other_office: Office, company: MakeCompany) -> None:
    realm_id = company("Acme")
    office.connect(realm_id)
    with pytest.raises(OwnedElsewhere) as refusal:
        other_office.connect(realm_id)
    assert "Northwind" not in refusal.value.message
    assert other_office.connection.state == "not_connected"
    assert other_office.connection.sealed_access_token == ""
    services.disconnect(office.tenant.id, office.admin.id)
    assert other_office.connect(realm_id).connected
    with pytest.raises(OwnedElsewhere):
        office.connect(realm_id)


def test_reconnecting_keeps_the_connection(
    office: Office, company: MakeCompany, connected_facts: list[Connected]
) -> None:
    realm_id = company("Acme")
    first = office.connect(realm_id)
    services.disconnect(office.tenant.id, office.admin.id)
    again = office.connect(realm_id)
    assert again.id == first.id
    assert [fact.first for fact in connected_facts] == [True, False]
    assert again.disconnected_at is None


def test_without_credentials_there_is_nowhere_to_go(cast: Cast, intuit: object) -> None:
    with scope(cast.northwind.id), pytest.raises(Refused, match="Save the client id"):
        services.begin(cast.northwind.id, cast.alice.id, "session")


def test_finishing_waits_for_intuit_outside_any_transaction(office: Office, company: MakeCompany) -> None:
    answer = office.consent(company("Acme"))
    with transaction.atomic(), pytest.raises(RuntimeError):
        office.finish(answer)
    assert office.finish(answer).connected
