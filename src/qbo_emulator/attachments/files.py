"""The contents of a company's attached files, and the short-lived addresses that need no token."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode

from qbo_emulator.store.ledger import Ledger, Noted

FETCHED_FROM = "/attachments/"
LIVES = timedelta(minutes=15)
"""How long an address works (Intuit, Attachable, "Download an attachment")."""

_STAMP = "%Y%m%dT%H%M%SZ"


class Files:
    """Contents by the Id of their Attachable."""

    def __init__(self, realm_id: str, ledger: Ledger) -> None:
        self._realm_id = realm_id
        self._contents = Noted(ledger, "file", bytes)
        self._secrets = Noted(ledger, "file signature", str)

    def keep(self, attachable_id: str, content: bytes) -> None:
        """Store the content of an upload."""
        self._contents[attachable_id] = content

    def discard(self, attachable_id: str) -> None:
        """Forget the content; there may be none (a note)."""
        self._contents.pop(attachable_id, None)

    def content(self, attachable_id: str) -> bytes | None:
        """What was uploaded, None for a note or a seeded object."""
        return self._contents.get(attachable_id)

    def address(self, base_url: str, attachable_id: str, file_name: str, now: datetime) -> str:
        """A TempDownloadUri of this emulator: works for 15 minutes of its clock, for whoever holds it (recorded)."""
        stamp = now.astimezone(UTC).strftime(_STAMP)
        query = {
            "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
            "X-Amz-Date": stamp,
            "X-Amz-SignedHeaders": "host",
            "X-Amz-Expires": str(int(LIVES.total_seconds())),
            "X-Amz-Signature": self._signature(attachable_id, stamp),
        }
        path = f"{FETCHED_FROM}{self._realm_id}/{attachable_id}/{quote(file_name, safe='')}"
        return f"{base_url.rstrip('/')}{path}?{urlencode(query)}"

    def fetched(self, attachable_id: str, query: Mapping[str, str], now: datetime) -> bytes | None:
        """The content, if the query of an address was signed here for it and is not too old."""
        stamp = query.get("X-Amz-Date", "")
        if not hmac.compare_digest(
            query.get("X-Amz-Signature", "").encode(), self._signature(attachable_id, stamp).encode()
        ):
            return None
        age = now - datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        return self.content(attachable_id) if age < LIVES else None

    def _signature(self, attachable_id: str, stamp: str) -> str:
        if "key" not in self._secrets:
            self._secrets["key"] = secrets.token_hex(32)
        return hmac.new(self._secrets["key"].encode(), f"{attachable_id} {stamp}".encode(), hashlib.sha256).hexdigest()
