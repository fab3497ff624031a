"""An app going through the authorization flow."""

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

import httpx2

from emulator_process import EmulatorProcess

REDIRECT = "http://localhost:8000/callback"
ACCOUNTING = "com.intuit.quickbooks.accounting"
CLIENT = ("emulator-client", "emulator-secret")


class OAuthApp:
    """The default app of an emulator, or another one, with one company to connect to."""

    def __init__(self, emulator: EmulatorProcess, realm_id: str, credentials: tuple[str, str] = CLIENT) -> None:
        self.emulator = emulator
        self.realm_id = realm_id
        self.credentials = credentials

    def ask(self, **changes: str | None) -> httpx2.Response:
        """Open the authorization address; a change to None leaves that parameter out."""
        parameters: dict[str, str | None] = {
            "client_id": self.credentials[0],
            "response_type": "code",
            "scope": ACCOUNTING,
            "redirect_uri": REDIRECT,
            "state": "some-state",
        }
        chosen = {name: value for name, value in (parameters | changes).items() if value is not None}
        return self.emulator.http.get("/connect/oauth2", params=chosen)

    def code(self, **changes: str | None) -> str:
        """An authorization code, approved without a person."""
        return returned(self.ask(auto_approve="1", realm_id=self.realm_id, **changes))["code"]

    def token_call(self, headers: Mapping[str, str] | None = None, **form: str) -> httpx2.Response:
        """A call of the token endpoint with HTTP Basic."""
        path = "/oauth2/v1/tokens/bearer"
        return self.emulator.http.post(path, data=form, auth=self.credentials, headers=headers or {})

    def exchange(self, code: str, **form: str) -> httpx2.Response:
        return self.token_call(
            None, **({"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT} | form)
        )

    def refresh(self, refresh_token: str, headers: Mapping[str, str] | None = None) -> httpx2.Response:
        return self.token_call(headers, grant_type="refresh_token", refresh_token=refresh_token)

    def read_company(self, access_token: str) -> httpx2.Response:
        """A call of the API with this token."""
        path = f"/v3/company/{self.realm_id}/companyinfo/{self.realm_id}"
        headers = {"Authorization": f"Bearer {access_token}", "Accept": "application/json"}
        return self.emulator.http.get(path, headers=headers)

    def wait(self, **span: float) -> None:
        """Let the emulator's time pass: `hours`, `days` or `seconds`."""
        seconds = span.get("seconds", 0) + 3600 * span.get("hours", 0) + 86400 * span.get("days", 0)
        self.emulator.control("clock", {"advance_s": seconds})


def returned(answer: httpx2.Response) -> dict[str, str]:
    """What a redirect back to the app carries."""
    assert answer.status_code == 302, answer.text
    location = answer.headers["Location"]
    assert location.startswith(REDIRECT)
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
