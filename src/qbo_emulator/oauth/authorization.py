"""The authorization server as a whole: what its endpoints share."""

from qbo_emulator.oauth.apps import Apps
from qbo_emulator.oauth.grants import Grants
from qbo_emulator.oauth.identity import Signer
from qbo_emulator.world import World

ACCOUNTING_SCOPE = "com.intuit.quickbooks.accounting"
OPENID_SCOPES = ("openid", "profile", "email", "phone", "address")
SCOPES = (ACCOUNTING_SCOPE, "com.intuit.quickbooks.payment", *OPENID_SCOPES)


class AuthorizationServer:
    """The registered apps, their grants, and the key that signs identities."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.signer = Signer()
        self.forget()

    def forget(self) -> None:
        """Forget every registered app, every grant and every setting."""
        self.apps = Apps()
        self.grants = Grants(self.world.clock.now)
        self.lost_access: set[str] = set()  # realm ids where the person who connected is no administrator any more
