"""The QuickBooks settings as a person uses them in a browser without script, and Intuit as the emulator."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from django.test import Client

from emulator_process import EmulatorProcess
from nexos.kit.jobs.worker import run_due
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import queries
from nexos.quickbooks.connection.models import Connection

SETTINGS = "/settings/quickbooks/"
KEYS = {"client_id": "emulator-client", "client_secret": "emulator-secret", "environment": "sandbox"}


@dataclass
class SettingsPage:
    """One person's browser, signed in; `tenant_id` is theirs."""

    intuit: EmulatorProcess
    client: Client
    tenant_id: UUID

    def save(self, **changes: str) -> Any:
        return self.client.post(f"{SETTINGS}app", KEYS | changes)

    def set_out(self) -> str:
        """Presses Connect; the address at Intuit that the browser goes on to."""
        answer = self.client.post(f"{SETTINGS}connect")
        assert answer.status_code == 200
        return str(answer["Refresh"].removeprefix("0; url="))

    def consent(self, realm_id: str) -> str:
        """Sets out and allows access to a company; where Intuit sends the browser back to."""
        return self.answered(f"auto_approve=1&realm_id={realm_id}")

    def answered(self, decision: str) -> str:
        """Sets out and decides; the path and query Intuit sends the browser back to."""
        back = urlsplit(self.intuit.http.get(f"{self.set_out()}&{decision}").headers["Location"])
        return f"{back.path}?{back.query}"

    def come_back(self, address: str) -> str:
        """Opens the callback; the text of the page the browser ends on, whose address tells nothing."""
        answer = self.client.get(address, follow=True)
        assert answer.status_code == 200
        assert "?" not in answer.redirect_chain[-1][0]
        return str(answer.content.decode())

    def connect(self, realm_id: str) -> str:
        self.save()
        return self.come_back(self.consent(realm_id))

    def sync(self) -> None:
        """Does what is due: a sync that waits runs."""
        run_due()

    def page(self, path: str = "", **headers: str) -> str:
        answer = self.client.get(SETTINGS + path, headers=headers)
        assert answer.status_code == 200, answer.status_code
        return str(answer.content.decode())

    def press(self, path: str) -> str:
        """Posts an empty form; the page the browser ends on."""
        answer = self.client.post(SETTINGS + path, follow=True)
        assert answer.status_code == 200
        return str(answer.content.decode())

    @property
    def connection(self) -> Connection:
        with scope(self.tenant_id):
            found = queries.current(self.tenant_id)
        assert found is not None
        return found


def parameters(address: str) -> dict[str, str]:
    """What an address carries."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
