"""A pytest fixture for suites that need QuickBooks: `pytest_plugins = ["qbo_emulator.pytest_plugin"]` in a conftest.

It is not registered by itself: a suite that does not name it gets no fixture.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from qbo_emulator.app import application
from qbo_emulator.emulator import Emulator
from qbo_emulator.server import Server
from qbo_emulator.world import World


class Refused(ValueError):
    """A control call was wrong; the message is the emulator's sentence, which names the field."""


@dataclass(frozen=True)
class RunningEmulator:
    """An emulator on a loopback port of its own: `url` is for the client under test, the verbs set the stage."""

    url: str

    @property
    def discovery_url(self) -> str:
        """The OAuth discovery document, for clients that are told where it is."""
        return f"{self.url}/.well-known/openid_sandbox_configuration"

    def control(self, path: str, order: Mapping[str, Any] | None = None) -> Any:
        """A call of the control API (`qbo_emulator.control` lists them): POST with an order, else GET.

        Raises Refused.
        """
        body = None if order is None else json.dumps(order).encode()
        try:
            with urlopen(Request(f"{self.url}/_emulator/{path}", body)) as answer:  # noqa: S310 - our own address
                return json.load(answer)
        except HTTPError as refusal:
            with refusal:
                raise Refused(json.load(refusal)["error"]) from None

    def company(self, size: str = "empty", **more: Any) -> str:
        """A generated company (`empty`: only what QuickBooks gives every new one; `small`, `msp`); its realm id."""
        realm_id: str = self.control("sample", {"size": size, **more})["realm_id"]
        return realm_id

    def seed(self, realm_id: str, entities: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, int]:
        """Raw objects as QuickBooks answers them, by entity, into a company made if need be; counts per entity."""
        counts: dict[str, int] = self.control("seed", {"realm_id": realm_id, "entities": entities})["counts"]
        return counts

    def tokens(self, realm_id: str) -> dict[str, str]:
        """access_token, refresh_token, client_id, client_secret, realm_id: as if a person had agreed."""
        issued: dict[str, str] = self.control("tokens", {"realm_id": realm_id})
        return issued


@pytest.fixture
def qbo_emulator() -> Iterator[RunningEmulator]:
    """An empty emulator for one test, its request limits switched off."""
    emulator = Emulator(World())
    with Server("127.0.0.1", 0, application(emulator)) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        running = RunningEmulator(server.url)
        running.control("settings", {"throttle": False})
        yield running
        server.shutdown()
        thread.join()
