"""The server as browsers and load balancers meet it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from command_line import serving

HOST = "nexos.example"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def https(data: Path, port: int) -> Iterator[httpx2.Client]:
    """A visitor of a server whose address is https, through the proxy where TLS ends."""
    headers = {"Host": HOST, "X-Forwarded-Proto": "https"}
    with (
        serving(data, port, NEXOS_BASE_URL=f"https://{HOST}"),
        httpx2.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=30) as visitor,
    ):
        yield visitor


def test_https_is_asked_for_and_cookies_are_bound_to_the_host(https: httpx2.Client) -> None:
    page = https.get("/sign-in")
    assert page.status_code == 200
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
    cookies = page.headers.get_list("Set-Cookie")
    assert [cookie.split("=")[0] for cookie in cookies] == ["__Host-csrf"]
    for attribute in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert attribute in cookies[0].split("; ")


def test_health_is_503_once_the_database_is_gone_whoever_asks(https: httpx2.Client, data: Path) -> None:
    assert https.get("/healthz").json() == {"status": "ok"}
    shutil.rmtree(data)
    for cookie in ("", "__Host-session=of-somebody-signed-in"):
        gone = https.get("/healthz", headers={"Cookie": cookie})
        assert (gone.status_code, gone.json()) == (503, {"status": "the database does not answer"})
