"""Tenants that are connected to the stand-in's companies, in a data directory of their own.

    NEXOS_DATA_DIR=… python -m benchmarks.office REALM…

The browser's part, Intuit's consent page, is one request that approves by itself.
"""

import shutil
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, urlsplit

from benchmarks import process
from benchmarks.stand_in import StandIn


@dataclass(frozen=True)
class Office:
    """A data directory with one tenant per company (`tenants` are their short names), nothing pulled yet."""

    directory: Path
    tenants: list[str]
    _stand_in: str

    @property
    def environment(self) -> Mapping[str, str]:
        """What the product must be told to work here."""
        return {
            "NEXOS_DATA_DIR": str(self.directory),
            "NEXOS_QBO_API_URL": self._stand_in,
            "NEXOS_QBO_OAUTH_URL": self._stand_in,
            "NEXOS_LOG_LEVEL": "ERROR",
        }

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.directory / "nexos.sqlite3"

    @contextmanager
    def copy(self) -> Iterator["Office"]:
        """The same in another directory, gone after the block."""
        with TemporaryDirectory(prefix="nexos-bench-") as directory:
            shutil.copytree(self.directory, directory, dirs_exist_ok=True)
            yield Office(Path(directory), self.tenants, self._stand_in)


@contextmanager
def connected(stand_in: StandIn) -> Iterator[Office]:
    """An office for every company of the stand-in, until the block ends."""
    with TemporaryDirectory(prefix="nexos-bench-") as directory:
        office = Office(Path(directory), [_slug(realm) for realm in stand_in.realms], stand_in.url)
        process.run(["benchmarks.office", *stand_in.realms], office.environment)
        yield office


def _slug(realm: str) -> str:
    return f"bench-{realm}"


def _make(realms: list[str]) -> None:
    from nexos.cli.migrate import migrate

    migrate()
    for realm in realms:
        _connect(realm)


def _connect(realm: str) -> None:
    from nexos.accounts import services as accounts
    from nexos.kit.tenancy import scope
    from nexos.quickbooks.connection import services as connection

    tenant = accounts.create_tenant(_slug(realm), f"Office of {realm}")
    with scope(tenant.id):
        someone = accounts.create_user(
            tenant.id, "Bea Nchmark", f"bea@{tenant.slug}.example", "correct horse battery", "admin"
        )
        connection.save_credentials(
            tenant.id, client_id="emulator-client", client_secret="emulator-secret", environment="sandbox"
        )
        consent = connection.begin(tenant.id, someone.id, "a session")
    back = parse_qs(urlsplit(_redirect(f"{consent}&auto_approve=1&realm_id={realm}")).query)
    connection.finish(
        tenant.id, someone.id, "a session", state=back["state"][0], code=back["code"][0], realm_id=back["realmId"][0]
    )


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def _redirect(url: str) -> str:
    """Where the answer sends the browser."""
    try:
        urllib.request.build_opener(_Stay).open(url, timeout=30)
    except urllib.error.HTTPError as answer:
        if location := answer.headers.get("Location"):
            return location
        raise
    raise RuntimeError("the consent page did not approve by itself")


if __name__ == "__main__":
    _make(sys.argv[1:])
