"""Tenants with connected companies at an emulator of their own, which delivers webhooks to a running server."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import QuietWSGIRequestHandler

from books import Books
from cast import Cast
from emulator_process import EmulatorProcess, _private_process, private_emulator
from office import Office
from webhooks import OTHER_TOKEN, TOKEN, Deliveries

__all__ = ["_private_process", "private_emulator"]


@pytest.fixture(autouse=True)
def no_static_files(settings: Any, tmp_path: Path) -> None:
    """Nothing was collected, and nothing here asks for it."""
    settings.STATIC_ROOT = tmp_path


@pytest.fixture
def intuit(private_emulator: EmulatorProcess, settings: Any) -> EmulatorProcess:
    settings.QBO_API_URL = settings.QBO_OAUTH_URL = private_emulator.url
    private_emulator.control("settings", {"throttle": False})
    return private_emulator


@pytest.fixture
def office(intuit: EmulatorProcess, cast: Cast) -> Office:
    """Northwind, its app and verifier token saved."""
    alices = Office(intuit, cast.northwind, cast.alice)
    alices.save(verifier_token=TOKEN)
    return alices


@pytest.fixture
def other_office(intuit: EmulatorProcess, cast: Cast) -> Office:
    """Contoso, with an app and so a token of its own."""
    intuit.control("apps", {"client_id": "contoso-app", "client_secret": "contoso-secret"})
    charlies = Office(intuit, cast.contoso, cast.charlie, "charlies-session")
    charlies.save(client_id="contoso-app", client_secret="contoso-secret", verifier_token=OTHER_TOKEN)
    return charlies


@pytest.fixture
def connect(intuit: EmulatorProcess) -> Callable[..., Books]:
    """Connects an office to a company of this size and reads it."""

    def to(office: Office, size: str = "empty") -> Books:
        connection = office.connect(intuit.company(size))
        books = Books(intuit, connection.realm_id, office.tenant.id, connection.id)
        books.work()
        return books

    return to


@pytest.fixture
def books(office: Office, connect: Callable[..., Books]) -> Books:
    """Northwind's company, read."""
    return connect(office)


@pytest.fixture
def other_books(other_office: Office, connect: Callable[..., Books]) -> Books:
    """Contoso's company, read."""
    return connect(other_office)


@pytest.fixture
def server(db: None) -> Iterator[str]:
    """The application behind a real socket, one thread per connection; its address."""
    with ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler) as server:
        server.set_app(WSGIHandler())
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def deliveries(intuit: EmulatorProcess, server: str) -> Deliveries:
    return Deliveries(intuit, server)
