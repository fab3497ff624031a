"""What a tenant saves: checked, sealed, shown masked, and bound to its place."""

import pytest

from cast import Cast
from nexos.kit.errors import InvalidInput, Refused
from nexos.kit.tenancy import scope
from nexos.kit.vault.seal import Unreadable
from nexos.quickbooks.connection import credentials, queries, services
from nexos.quickbooks.connection.addresses import addresses
from office import SECRET, Office


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("client_id", ""),
        ("client_id", "with blank"),
        ("client_id", "ümlaut"),
        ("client_secret", ""),
        ("client_secret", "two\nlines"),
        ("verifier_token", "with blank"),
        ("environment", "staging"),
    ],
)
def test_bad_input_names_its_field_and_saves_nothing(cast: Cast, field: str, value: str) -> None:
    given = {"client_id": "id", "client_secret": "secret", "environment": "sandbox", field: value}
    with scope(cast.northwind.id):
        with pytest.raises(InvalidInput) as refusal:
            services.save_credentials(cast.northwind.id, **given)
        assert list(refusal.value.fields) == [field]
        assert queries.current(cast.northwind.id) is None


def test_blanks_around_pasted_credentials_are_dropped(office: Office) -> None:
    connection = office.save(client_id="  pasted-id ", client_secret="pasted-secret\n")
    with scope(office.tenant.id):
        assert credentials.opened(connection, "client_id") == "pasted-id"
        assert credentials.opened(connection, "client_secret") == "pasted-secret"


def test_credentials_are_shown_masked(office: Office) -> None:
    connection = office.save(client_id="ABcdefghijklmnopqrstuvwXYZ")
    with scope(office.tenant.id):
        shown = credentials.masked(connection)
    assert shown.client_id == "ABcd…wXYZ"
    assert SECRET[-4:] not in shown.client_secret
    assert shown.verifier_token == ""


def test_the_verifier_token_is_sealed_and_shown_masked(office: Office) -> None:
    connection = office.save(client_id="", client_secret="", verifier_token=" verifier-7c1e\n")
    with scope(office.tenant.id):
        assert credentials.opened(connection, "verifier_token") == "verifier-7c1e"
        assert "7c1e" not in credentials.masked(connection).verifier_token
        kept = office.save(client_id="", client_secret="")
        assert credentials.opened(kept, "verifier_token") == "verifier-7c1e"


def test_another_app_has_another_verifier_token(office: Office) -> None:
    office.save(verifier_token="verifier-7c1e")
    assert office.save(client_id="another", client_secret="its-secret").sealed_verifier_token == ""
    both = office.save(client_id="third", client_secret="its-secret", verifier_token="verifier-9b22")
    with scope(office.tenant.id):
        assert credentials.opened(both, "verifier_token") == "verifier-9b22"


def test_an_empty_secret_keeps_the_saved_one(office: Office) -> None:
    connection = office.save(client_secret="", client_id="")
    with scope(office.tenant.id):
        assert credentials.opened(connection, "client_secret") == SECRET


def test_another_client_id_needs_its_secret(office: Office) -> None:
    with pytest.raises(InvalidInput) as refusal:
        office.save(client_id="another", client_secret="")
    assert "client_secret" in refusal.value.fields


def test_the_client_id_of_a_connected_company_stays(office: Office) -> None:
    office.connect(office.intuit.company())
    with pytest.raises(Refused, match="Disconnect first"):
        office.save(client_id="another", client_secret="secret")
    assert office.save(client_secret=SECRET).connected


def test_the_environment_of_a_company_stays(office: Office) -> None:
    assert office.save(environment="production").environment == "production"
    office.connect(office.intuit.company())
    services.disconnect(office.tenant.id, office.admin.id)
    with pytest.raises(Refused, match="production environment"):
        office.save(environment="sandbox")


def test_a_sealed_value_moved_to_another_column_or_tenant_stays_shut(office: Office, other_office: Office) -> None:
    connection, foreign = office.connection, other_office.connection
    connection.sealed_client_secret = connection.sealed_client_id
    with scope(office.tenant.id), pytest.raises(Unreadable):
        credentials.opened(connection, "client_secret")
    foreign.sealed_client_secret = office.connection.sealed_client_secret
    with scope(other_office.tenant.id), pytest.raises(Unreadable):
        credentials.opened(foreign, "client_secret")


def test_the_addresses_to_paste_at_intuit() -> None:
    shown = addresses()
    assert shown.redirect == "http://127.0.0.1:8000/settings/quickbooks/callback/"
    assert shown.launch == "http://127.0.0.1:8000/settings/quickbooks/"
    assert shown.webhook == "http://127.0.0.1:8000/webhooks/quickbooks"
