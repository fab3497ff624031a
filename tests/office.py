"""A tenant's way to a QuickBooks company at the emulator, over real HTTP."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from emulator_process import EmulatorProcess
from nexos.accounts.models import Tenant, User
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import queries, services
from nexos.quickbooks.connection.models import Connection

CLIENT_ID, SECRET = "emulator-client", "emulator-secret"
TOKENS = "/oauth2/v1/tokens/bearer"


@dataclass
class Office:
    """One tenant with an administrator, saved credentials, and a browser session."""

    intuit: EmulatorProcess
    tenant: Tenant
    admin: User
    session: str = "alices-session"

    def save(self, **changes: str) -> Connection:
        given = {"client_id": CLIENT_ID, "client_secret": SECRET, "environment": "sandbox"}
        with scope(self.tenant.id):
            return services.save_credentials(self.tenant.id, **(given | changes))

    def set_out(self) -> str:
        with scope(self.tenant.id):
            return services.begin(self.tenant.id, self.admin.id, self.session)

    def consent(self, realm_id: str, url: str | None = None) -> dict[str, str]:
        """What Intuit sends the browser back with, once a person chose the company."""
        answer = self.intuit.http.get(f"{url or self.set_out()}&auto_approve=1&realm_id={realm_id}")
        assert answer.status_code == 302, answer.text
        back = parse_qs(urlsplit(answer.headers["Location"]).query)
        return {"state": back["state"][0], "code": back["code"][0], "realm_id": back["realmId"][0]}

    def finish(self, answer: dict[str, str], **changes: str) -> Connection:
        return services.finish(self.tenant.id, self.admin.id, self.session, **(answer | changes))

    def connect(self, realm_id: str) -> Connection:
        return self.finish(self.consent(realm_id))

    @property
    def connection(self) -> Connection:
        with scope(self.tenant.id):
            found = queries.current(self.tenant.id)
        assert found is not None
        return found

    def refreshes(self, since: int = 0) -> list[dict[str, Any]]:
        """Calls of the token endpoint after request number `since`."""
        return [request for request in self.intuit.requests(since) if request["path"] == TOKENS]

    def last_request(self) -> int:
        log = self.intuit.requests()
        return int(log[-1]["n"]) if log else 0
