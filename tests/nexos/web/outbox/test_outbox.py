"""The outbox page of the demo."""

from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django.fixtures import Settings


@pytest.fixture
def outbox(settings: Settings, tmp_path: Path) -> Path:
    """Mail goes into files, and the page shows them."""
    backend = "django.core.mail.backends.filebased.EmailBackend"
    directory = tmp_path / "mail"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(directory)}}}
    settings.SHOW_OUTBOX = True
    return directory


def test_mail_is_shown_with_its_text_as_text(outbox: Path, alice: Client) -> None:
    assert "No mail yet" in alice.get("/outbox/").content.decode()
    EmailMessage(
        "Peña & Núñez need you", "Look here:\n\n<script>http://127.0.0.1/</script>", to=["alice@northwind.test"]
    ).send()
    page = alice.get("/outbox/").content.decode()
    assert "Peña &amp; Núñez need you" in page
    assert "To alice@northwind.test" in page
    assert "&lt;script&gt;" in page


def test_only_those_who_manage_see_it(outbox: Path, vera: Client) -> None:
    assert vera.get("/outbox/").status_code == 403


def test_elsewhere_there_is_no_such_page(outbox: Path, alice: Client, settings: Settings) -> None:
    settings.SHOW_OUTBOX = False
    assert alice.get("/outbox/").status_code == 404
