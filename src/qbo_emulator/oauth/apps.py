"""The apps that may ask for access, as registered in Intuit's developer portal."""

import hmac
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from qbo_emulator.store.ledger import Ledger, Noted, Turn

LOOPBACK_HOSTS = {"localhost", "127.0.0.1"}


@dataclass(frozen=True, slots=True)
class App:
    """An OAuth client. `redirect_uris` None: any http address of this machine, as development keys allow.

    `workspace`: the apps of one have one monthly allowance together.
    """

    client_id: str
    client_secret: str = field(repr=False)
    name: str
    redirect_uris: tuple[str, ...] | None = None
    workspace: str = "default"

    def accepts_secret(self, secret: str) -> bool:
        """Compared in constant time."""
        return hmac.compare_digest(self.client_secret.encode(), secret.encode())

    def accepts_redirect(self, uri: str) -> bool:
        """A registered address must match exactly (Intuit, "Set redirect URIs")."""
        if self.redirect_uris is not None:
            return uri in self.redirect_uris
        try:
            parts = urlsplit(uri)
            origin = f"{parts.hostname}:{parts.port}" if parts.port is not None else parts.hostname
        except ValueError:
            return False
        plain = parts.netloc == origin and not parts.fragment  # no user name, nothing that only looks like a port
        return plain and parts.scheme == "http" and parts.hostname in LOOPBACK_HOSTS


DEFAULT_APP = App("emulator-client", "emulator-secret", "Emulator app")


class Apps:
    """The registered apps by client id; the default app is always one of them."""

    def __init__(self, ledger: Ledger, turn: Turn) -> None:
        self._turn = turn
        self._registered = Noted(ledger, "app", App)

    def register(self, app: App) -> None:
        """Add the app, or replace the one with its client id."""
        with self._turn:
            self._registered[app.client_id] = app

    def find(self, client_id: str) -> App | None:
        """The app with this client id."""
        return self._all().get(client_id)

    def all(self) -> list[App]:
        """In the order they were registered."""
        return list(self._all().values())

    def authenticate(self, client_id: str, secret: str) -> App | None:
        """The app, if the secret is its own."""
        app = self.find(client_id)
        return app if app and app.accepts_secret(secret) else None

    def _all(self) -> dict[str, App]:
        with self._turn:
            return {DEFAULT_APP.client_id: DEFAULT_APP, **self._registered}
