"""The authorization server as a whole: what its endpoints share."""

from qbo_emulator.oauth.apps import App, Apps
from qbo_emulator.oauth.grants import Grant, Grants
from qbo_emulator.oauth.identity import Signer
from qbo_emulator.store.ledger import Noted, Turn
from qbo_emulator.world import World

ACCOUNTING_SCOPE = "com.intuit.quickbooks.accounting"
OPENID_SCOPES = ("openid", "profile", "email", "phone", "address")
SCOPES = (ACCOUNTING_SCOPE, "com.intuit.quickbooks.payment", *OPENID_SCOPES)


class UnknownApp(LookupError):
    """No app is registered with this client id."""


class AuthorizationServer:
    """The registered apps, their grants, and the key that signs identities."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.signer = Signer()
        self.begin()

    def begin(self) -> None:
        """Begin with what the state holds: once it was cleared, without any app, grant or setting."""
        ledger = self.world.state.ledger("oauth")
        turn = Turn(ledger)
        self.apps = Apps(ledger, turn)
        self.grants = Grants(self.world.clock.now, ledger, turn)
        self._turn = turn
        self._lost_access = Noted(ledger, "lost access", bool)

    def app_of(self, grant: Grant) -> App:
        """The app a permission was given to; it cannot have gone, apps stay."""
        app = self.apps.find(grant.client_id)
        assert app is not None
        return app

    def issue(self, realm_id: str, client_id: str) -> dict[str, str]:
        """Tokens as if a person had just let the app into the company, and what an app needs to use them.

        `{access_token, refresh_token, client_id, client_secret, realm_id}`. Raises UnknownApp.
        """
        app = self.apps.find(client_id)
        if app is None:
            raise UnknownApp(client_id)
        issued = self.grants.authorize(app.client_id, realm_id, (ACCOUNTING_SCOPE,))
        return {
            "access_token": issued.access_token,
            "refresh_token": issued.grant.refresh_token,
            "client_id": app.client_id,
            "client_secret": app.client_secret,
            "realm_id": realm_id,
        }

    def may_act(self, realm_id: str) -> bool:
        """Whether the person who connected the company is still an administrator there."""
        return realm_id not in self._lost_access

    def set_access(self, realm_id: str, *, allowed: bool) -> None:
        """Let the person who connected the company act there, or not any more."""
        with self._turn:
            if allowed:
                self._lost_access.pop(realm_id, None)
            else:
                self._lost_access[realm_id] = True
