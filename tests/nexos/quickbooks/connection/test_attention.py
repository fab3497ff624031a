"""When access is gone: everything waits, administrators hear of it once, and connecting again goes on (C3)."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from pytest_django.fixtures import Settings

from cast import PASSWORD, Cast
from desk import Desk
from emulator_process import EmulatorProcess
from mail_server import mail_server
from nexos.accounts import services as accounts
from nexos.kit import clock
from nexos.kit.jobs.worker import run_due
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import services
from nexos.quickbooks.connection.errors import OtherCompany
from nexos.quickbooks.mapping import queries as mapping
from nexos.synclog.models import Entry
from office import CLIENT_ID, Office

pytestmark = pytest.mark.django_db(transaction=True)

type Make = Callable[[str], str]
type End = Callable[[EmulatorProcess, str], timedelta]


@pytest.fixture
def desk(office: Office, company: Make) -> Desk:
    """Connected to Acme, with a customer and items to invoice."""
    office.intuit.control("settings", {"throttle": False})
    connection = office.connect(company("Acme"))
    made = Desk(office.intuit, connection.realm_id, office.tenant.id, connection.id)
    made.furnish()
    return made


def revoked(intuit: EmulatorProcess, realm_id: str) -> timedelta:
    """Somebody takes the app out in QuickBooks."""
    intuit.control("disconnect", {"realm_id": realm_id, "client_id": CLIENT_ID})
    return timedelta()


def idle(intuit: EmulatorProcess, realm_id: str) -> timedelta:
    """This server stands still for longer than a refresh token lives."""
    span = timedelta(days=101)
    intuit.control("clock", {"advance_s": span.total_seconds()})
    return span


def refused(intuit: EmulatorProcess, realm_id: str) -> timedelta:
    """Whoever connected it is no administrator of the company any more."""
    intuit.control("access", {"realm_id": realm_id, "allowed": False})
    return timedelta()


def ended(intuit: EmulatorProcess, realm_id: str) -> timedelta:
    """The company's subscription is over."""
    intuit.control("company", {"realm_id": realm_id, "subscription": "ended"})
    return timedelta()


SAYS = {revoked: "no longer lets us in", idle: "no longer lets us in", refused: "refuses access", ended: "subscription"}


@pytest.mark.gate("C3")
@pytest.mark.parametrize("end", list(SAYS), ids=lambda end: end.__name__)
def test_work_parks_one_notice_is_given_and_a_reconnect_resumes(
    office: Office, desk: Desk, cast: Cast, end: End, mailoutbox: list[EmailMessage], company: Make
) -> None:
    invoices = [desk.invoice() for _ in range(3)]
    with clock.travel(end(office.intuit, desk.realm_id)):
        for invoice in invoices:
            desk.ask(invoice)
        run_due()
        run_due()
        connection = office.connection
        assert connection.state == "needs_attention"
        assert SAYS[end] in connection.reason
        assert connection.attention_since is not None
        assert {desk.card(invoice).status for invoice in invoices} == {"needs_reconnect"}
        (mail,) = mailoutbox
        assert mail.to == [cast.alice.email]
        assert connection.reason in mail.body
        assert "/settings/quickbooks/" in mail.body
        assert desk.there() == []
        with scope(office.tenant.id):
            failures = Entry.objects.of(office.tenant.id).filter(source="connection", outcome="failed")
            assert [entry.times for entry in failures] == [1]

        office.intuit.control("access", {"realm_id": desk.realm_id, "allowed": True})
        office.intuit.control("company", {"realm_id": desk.realm_id, "subscription": "paid"})
        with pytest.raises(OtherCompany):
            office.connect(company("Bolt"))
        assert office.connection.state == "needs_attention"
        office.connect(desk.realm_id)
        assert (office.connection.id, office.connection.attention_since) == (connection.id, None)
        assert {desk.work(invoice).status for invoice in invoices} == {"delivered"}
        assert len(desk.there()) == 3
        with scope(office.tenant.id):
            assert mapping.counts(office.tenant.id, connection.id).customers_linked == 1
    assert len(mailoutbox) == 1


def test_no_mail_goes_out_about_what_was_mended_meanwhile(
    office: Office, desk: Desk, mailoutbox: list[EmailMessage]
) -> None:
    revoked(office.intuit, desk.realm_id)
    desk.send(desk.invoice())
    assert office.connection.state == "needs_attention"
    office.connect(desk.realm_id)
    run_due()
    assert mailoutbox == []


def test_mail_that_cannot_be_sent_is_tried_again(
    office: Office, desk: Desk, settings: Settings, tmp_path: Path
) -> None:
    blocked = tmp_path / "mail"
    backend = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"host": "127.0.0.1", "port": 9, "timeout": 1}}}
    revoked(office.intuit, desk.realm_id)
    desk.send(desk.invoice())
    run_due()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(blocked)},
        }
    }
    with clock.travel(timedelta(minutes=16)):
        run_due()
    (written,) = blocked.iterdir()
    assert "QuickBooks needs attention: Acme" in written.read_text()


def test_an_address_that_is_refused_costs_the_others_nothing(office: Office, desk: Desk, settings: Settings) -> None:
    with scope(office.tenant.id):
        for name in ("aaron", "zoe"):
            accounts.create_user(office.tenant.id, name, f"{name}@left.example", PASSWORD, "admin")
    revoked(office.intuit, desk.realm_id)
    desk.send(desk.invoice())
    with mail_server("aaron@left.example", "zoe@left.example") as server:
        settings.MAILERS = server.mailers
        for minutes in (0, 16, 32):
            with clock.travel(timedelta(minutes=minutes)):
                run_due()
    assert server.delivered == [office.admin.email]


def test_a_disconnect_needs_no_mail(office: Office, desk: Desk, mailoutbox: list[EmailMessage]) -> None:
    services.disconnect(office.tenant.id, office.admin.id)
    run_due()
    assert mailoutbox == []
