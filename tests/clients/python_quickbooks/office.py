"""One company, worked on with python-quickbooks as published, and what the emulator then holds."""

from decimal import Decimal
from typing import Any

from intuitlib.client import AuthClient
from quickbooks import QuickBooks

from emulator_process import EmulatorProcess

REDIRECT = "http://localhost:8000/callback"


class Office:
    """A company and the client connected to it: nothing of the client's code is replaced, only its address is set."""

    def __init__(self, emulator: EmulatorProcess, **options: Any) -> None:
        self.emulator = emulator
        self.realm_id = emulator.company()
        self.oauth = self._signed_in()
        self.qb = QuickBooks(auth_client=self.oauth, company_id=self.realm_id, minorversion=75, **options)
        self.qb.api_url_v3 = f"{emulator.url}/v3"

    def close(self) -> None:
        self.oauth.close()
        self.qb.session.close()

    def make(self, kind: type, **attributes: Any) -> Any:
        """A new object with these attributes, saved and read back."""
        return self.read(kind, self.draft(kind, **attributes).save(qb=self.qb).Id)

    def draft(self, kind: type, **attributes: Any) -> Any:
        """A new object, not saved."""
        made = kind()
        for name, value in attributes.items():
            setattr(made, name, value)
        return made

    def read(self, kind: type, object_id: str) -> Any:
        return kind.get(object_id, qb=self.qb)

    def stored(self, thing: Any) -> dict[str, Any]:
        """The object as the emulator holds it."""
        name = thing.qbo_object_name
        found = [each for each in self.emulator.documents(self.realm_id, name) if each["id"] == str(thing.Id)]
        assert len(found) == 1, f"{name} {thing.Id} is stored {len(found)} times"
        assert not found[0]["deleted"]
        return found[0]["object"]

    def _signed_in(self) -> AuthClient:
        tokens = self.emulator.tokens(self.realm_id)
        return AuthClient(
            tokens["client_id"],
            tokens["client_secret"],
            REDIRECT,
            f"{self.emulator.url}/.well-known/openid_sandbox_configuration",
            access_token=tokens["access_token"],
            refresh_token=tokens["refresh_token"],
            realm_id=self.realm_id,
        )


def plain(value: Any) -> Any:
    """What an object of the client holds, as JSON would have it; unset attributes left out."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, str | int | float | Decimal | None):
        return value
    return {
        name: plain(each)
        for name, each in vars(value).items()
        if not name.startswith("_") and each not in (None, "", [])
    }
