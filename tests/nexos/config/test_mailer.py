"""NEXOS_EMAIL_URL: where mail goes."""

from pathlib import Path

import pytest

from nexos.config import environment
from nexos.kit.errors import BadSetting

NAME = "NEXOS_EMAIL_URL"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("smtp://mail.example.com", {"port": 25, "use_tls": False, "use_ssl": False, "username": ""}),
        ("smtp+tls://nexos:p%40ss@mail.example.com", {"port": 587, "use_tls": True, "password": "p@ss"}),
        ("smtps://nexos:pass@mail.example.com:4650", {"port": 4650, "use_ssl": True, "username": "nexos"}),
    ],
)
def test_a_server(value: str, expected: dict[str, object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(NAME, value)
    options = environment.mailer(NAME, tmp_path)["OPTIONS"]
    assert options["host"] == "mail.example.com"
    assert options | expected == options


def test_without_one_mail_goes_into_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(NAME, raising=False)
    assert environment.mailer(NAME, tmp_path)["OPTIONS"] == {"file_path": str(tmp_path)}


@pytest.mark.parametrize("value", ["mail.example.com", "http://mail.example.com", "smtps://", "smtp://host:port"])
def test_another_address_is_refused_without_showing_a_password(
    value: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(BadSetting, match=NAME):
        environment.mailer(NAME, tmp_path)
