"""python-quickbooks, unmodified, against a real emulator."""

from collections.abc import Iterator

import pytest

from clients.python_quickbooks.office import Office
from emulator_process import EmulatorProcess, emulator

__all__ = ["emulator"]


@pytest.fixture(autouse=True)
def _plain_http(monkeypatch: pytest.MonkeyPatch) -> None:
    """oauthlib refuses addresses without TLS unless it is told that they are for development."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")


@pytest.fixture
def office(emulator: EmulatorProcess) -> Iterator[Office]:
    with_client = Office(emulator)
    yield with_client
    with_client.close()
