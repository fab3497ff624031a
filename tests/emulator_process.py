"""A real emulator in its own process, for every suite that needs QuickBooks.

Two fixtures; import them in a conftest:

- `emulator`: one process for the whole session, shared. Use a realm of your own (`emulator.company()`), move neither
  clock nor settings, never reset. Its limits are switched off.
- `private_emulator`: another process, reset before each test, limits on: yours alone while the test runs.
"""

import itertools
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, Any

import httpx2
import pytest

LISTENING = "listening on "


class EmulatorProcess:
    """A running emulator and the calls of its control API."""

    def __init__(self, url: str, client: httpx2.Client) -> None:
        self.url = url
        self.http = client
        self._numbers = itertools.count(1)

    def control(self, path: str, json: Any = None, method: str | None = None) -> Any:
        """A control call: POST with a body, else GET. Fails the test with the emulator's sentence on a refusal."""
        method = method or ("GET" if json is None else "POST")
        answer = self.http.request(method, f"/_emulator/{path}", json=json)
        assert answer.status_code == 200, f"{method} {path}: {answer.text}"
        return answer.json()

    def company(self, size: str = "empty", seed: int = 1, country: str = "US") -> str:
        """A new company of a sample size; its realm id."""
        realm_id = f"46208{next(self._numbers):08d}"
        self.control("sample", {"realm_id": realm_id, "size": size, "seed": seed, "country": country})
        return realm_id

    def seed(self, realm_id: str, entities: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, int]:
        """Raw objects into a realm, which is made if need be; counts per entity."""
        counts: dict[str, int] = self.control("seed", {"realm_id": realm_id, "entities": entities})["counts"]
        return counts

    def tokens(self, realm_id: str, client_id: str = "emulator-client") -> dict[str, str]:
        """access_token, refresh_token, client_id, client_secret, realm_id."""
        issued: dict[str, str] = self.control("tokens", {"realm_id": realm_id, "client_id": client_id})
        return issued

    @contextmanager
    def api(self, realm_id: str) -> Iterator[httpx2.Client]:
        """An authorized client whose base address is the company's."""
        headers = {"Authorization": f"Bearer {self.tokens(realm_id)['access_token']}", "Accept": "application/json"}
        with httpx2.Client(base_url=f"{self.url}/v3/company/{realm_id}", headers=headers) as client:
            yield client

    def documents(self, realm_id: str, entity: str) -> list[dict[str, Any]]:
        """What is stored, deleted ones too: `{entity, id, deleted, object}` each."""
        found: list[dict[str, Any]] = self.control(f"documents?realm_id={realm_id}&entity={entity}")
        return found

    def requests(self, since: int = 0) -> list[dict[str, Any]]:
        """The request log after number `since`."""
        log: list[dict[str, Any]] = self.control(f"requests?since={since}")
        return log

    def fault(self, kind: str, match: Mapping[str, str] | None = None, **more: Any) -> str:
        """Inject a fault; its id."""
        fault_id: str = self.control("faults", {"kind": kind, "match": match or {}, **more})["id"]
        return fault_id

    def reset(self) -> None:
        """As just started."""
        self.control("reset", {})


@contextmanager
def running_emulator(*options: str, errors: IO[str] | None = None) -> Iterator[EmulatorProcess]:
    """Start `python -m qbo_emulator --port 0` with these options; it ends with the block.

    What it says on its standard error goes to `errors`, else to the test's own.
    """
    command = [sys.executable, "-m", "qbo_emulator", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line.startswith(LISTENING), f"the emulator did not start: {line!r}"
            url = line.removeprefix(LISTENING).strip()
            with httpx2.Client(base_url=url, timeout=30) as client:
                yield EmulatorProcess(url, client)
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def emulator() -> Iterator[EmulatorProcess]:
    with running_emulator() as process:
        process.control("settings", {"throttle": False})
        yield process


@pytest.fixture(scope="session")
def _private_process() -> Iterator[EmulatorProcess]:
    with running_emulator() as process:
        yield process


@pytest.fixture
def private_emulator(_private_process: EmulatorProcess) -> EmulatorProcess:
    _private_process.reset()
    return _private_process
