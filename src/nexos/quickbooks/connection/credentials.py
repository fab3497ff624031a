"""The secrets of a connection, sealed for its tenant, row and column: one moved elsewhere stays shut."""

from dataclasses import dataclass

from nexos.kit.vault.seal import open_sealed, seal
from nexos.quickbooks.connection.intuit import endpoints, transport
from nexos.quickbooks.connection.models import Connection
from qbo import OAuth

_SHOWN = 4
_HIDDEN = "••••••••"


@dataclass(frozen=True, slots=True)
class Masked:
    """Credentials as a page may show them: the ends of the client id, and of the others only that there is one.
    `verifier_token` is empty when none was saved."""

    client_id: str
    client_secret: str
    verifier_token: str


def sealed(connection: Connection, column: str, text: str) -> str:
    """What to store in `sealed_<column>` of this connection."""
    return seal(connection.tenant_id, _bound(connection, column), text)


def opened(connection: Connection, column: str) -> str:
    """The text behind `sealed_<column>`. Raises `vault.Unreadable` when it was moved here or altered."""
    return open_sealed(connection.tenant_id, _bound(connection, column), getattr(connection, f"sealed_{column}"))


def copy(source: Connection, target: Connection) -> None:
    """Gives `target` the keys of `source`, sealed anew for it; not saved. Needs the tenant's scope."""
    for column in ("client_id", "client_secret", "verifier_token"):
        text = opened(source, column) if getattr(source, f"sealed_{column}") else ""
        setattr(target, f"sealed_{column}", sealed(target, column, text) if text else "")
    target.app_key = source.app_key


def oauth(connection: Connection) -> OAuth:
    """The tenant's own app at Intuit. Needs the tenant's scope."""
    return OAuth(
        opened(connection, "client_id"),
        opened(connection, "client_secret"),
        endpoints=endpoints(),
        transport=transport(),
    )


def masked(connection: Connection) -> Masked:
    """For the settings page. Needs the tenant's scope."""
    client_id = opened(connection, "client_id")
    ends = f"{client_id[:_SHOWN]}…{client_id[-_SHOWN:]}" if len(client_id) > 3 * _SHOWN else "…"
    return Masked(ends, _HIDDEN, _HIDDEN if connection.sealed_verifier_token else "")


def _bound(connection: Connection, column: str) -> str:
    return f"connection.{column}/{connection.id}"
