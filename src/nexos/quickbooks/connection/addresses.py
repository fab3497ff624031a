"""The addresses of this installation that a tenant pastes into Intuit's portal."""

from dataclasses import dataclass

from django.conf import settings

SETTINGS_PATH = "/settings/quickbooks/"
CALLBACK_PATH = "/settings/quickbooks/callback/"
DISCONNECTED_PATH = "/settings/quickbooks/disconnected/"
WEBHOOK_PATH = "/webhooks/quickbooks"


@dataclass(frozen=True, slots=True)
class Addresses:
    """One field per field of Intuit's portal; `redirect` must match to the letter."""

    redirect: str
    launch: str
    disconnect: str
    reconnect: str
    webhook: str


def addresses() -> Addresses:
    """The same for every tenant: who it is about is known from the person's session, or from what Intuit signs."""
    page = f"{settings.BASE_URL}{SETTINGS_PATH}"
    return Addresses(
        redirect=f"{settings.BASE_URL}{CALLBACK_PATH}",
        launch=page,
        disconnect=f"{settings.BASE_URL}{DISCONNECTED_PATH}",
        reconnect=page,
        webhook=f"{settings.BASE_URL}{WEBHOOK_PATH}",
    )
