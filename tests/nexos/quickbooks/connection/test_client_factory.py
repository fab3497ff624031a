"""Clients: what they log, when they stop, and what they never show."""

import logging
from datetime import timedelta

import httpx2
import pytest
from django.apps import apps
from django.db import transaction

from nexos.kit import clock
from nexos.kit.errors import NotFound
from nexos.kit.ids import new_id
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import credentials, services
from nexos.quickbooks.connection.client_factory import _Renewing, client_for
from nexos.quickbooks.connection.errors import NotConnected
from nexos.quickbooks.connection.refresh import AccessTokens
from office import SECRET, Office
from qbo import Client
from qbo.errors import AccessDenied, CompanyInactive
from qbo.testing import ScriptedTransport, answer


@pytest.fixture
def client(office: Office) -> Client:
    connection = office.connect(office.intuit.company())
    return client_for(office.tenant.id, connection.id)


def test_each_call_is_one_line_with_what_support_needs(
    client: Client, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "nexos.quickbooks.calls")
    client.company_info()
    (line,) = [record.getMessage() for record in caplog.records if record.name == "nexos.quickbooks.calls"]
    for part in (f"tenant={office.tenant.id}", "GET read CompanyInfo", "status=200", "ms=", "tid="):
        assert part in line
    assert " tid=none" not in line


def test_secrets_are_in_no_table_and_no_log(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    connection = office.connect(office.intuit.company())
    client = client_for(office.tenant.id, connection.id)
    with scope(office.tenant.id):
        secrets = [credentials.opened(connection, name) for name in ("access_token", "refresh_token")]
    with clock.travel(timedelta(minutes=56)):
        client.company_info()
    with scope(office.tenant.id):
        secrets += [credentials.opened(office.connection, "access_token"), SECRET]
        dump = "\n".join(repr(row) for model in apps.get_models() for row in model._base_manager.values())
    told = "\n".join(record.getMessage() for record in caplog.records)
    assert "CompanyInfo" in told
    assert str(connection.id) in told
    for secret in secrets:
        for place in (dump, told, repr(client), repr(connection)):
            assert secret not in place


def test_a_disconnect_stops_the_next_call(client: Client, office: Office) -> None:
    client.company_info()
    services.disconnect(office.tenant.id, office.admin.id)
    before = office.last_request()
    with pytest.raises(NotConnected):
        client.company_info()
    assert office.intuit.requests(before) == []


def test_losing_the_right_in_quickbooks_needs_attention(client: Client, office: Office) -> None:
    office.intuit.control("access", {"realm_id": client.realm_id, "allowed": False})
    with pytest.raises(AccessDenied):
        client.company_info()
    assert office.connection.state == "needs_attention"
    assert "An administrator of the QuickBooks company" in office.connection.reason


def test_a_lapsed_subscription_needs_attention(client: Client, office: Office) -> None:
    office.intuit.fault("status", {"path": "/preferences"}, status=400, code="6190")
    with pytest.raises(CompanyInactive):
        client.preferences()
    assert "subscription" in office.connection.reason


def test_a_refusal_from_where_no_token_goes_costs_no_renewal(client: Client, office: Office) -> None:
    """As of a file, whose address QuickBooks signs (the emulator's answers 403 where another store may say 401)."""
    tokens = AccessTokens(office.tenant.id, office.connection.id)
    before = office.last_request()
    refused = _Renewing(ScriptedTransport(answer(b"", 401)), tokens)
    assert refused.handle_request(httpx2.Request("GET", "https://files.example.test/a")).status_code == 401
    assert office.refreshes(before) == []


def test_there_is_no_client_inside_a_transaction(office: Office) -> None:
    connection = office.connect(office.intuit.company())
    with transaction.atomic(), pytest.raises(RuntimeError):
        client_for(office.tenant.id, connection.id)


def test_there_is_no_call_inside_a_transaction(client: Client) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError):
        client.company_info()


def test_another_tenants_connection_is_not_found(office: Office, other_office: Office) -> None:
    connection = office.connect(office.intuit.company())
    for tenant_id, connection_id in (
        (other_office.tenant.id, connection.id),
        (office.tenant.id, new_id()),
    ):
        with pytest.raises(NotFound):
            client_for(tenant_id, connection_id)
