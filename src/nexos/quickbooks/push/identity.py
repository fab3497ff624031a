"""The names by which QuickBooks, and we ourselves, recognise a write. Pure."""

import base64
import hashlib
from uuid import UUID


def request_id(connection_id: UUID, record_id: UUID, operation: str, generation: int) -> str:
    """The `requestid` of a generation, in 35 characters so that it also fits a batch (Intuit: 36 there, 50 alone).

    It is computed, not drawn: the connection's and the record's identifiers are random and name this installation too,
    so a restored backup sends what it sent before under the same id, and gets the first answer again. A document that
    goes to another company as well goes there under an id of its own.
    """
    return "nx-" + _digest("request", connection_id, record_id, operation, generation).hex()[:32]


def marker(connection_id: UUID, record_id: UUID, operation: str, generation: int) -> str:
    """What is written into the document itself, to find it by when its reply was lost: `NX-` and ten characters."""
    digest = _digest("marker", connection_id, record_id, operation, generation)
    return "NX-" + base64.b32encode(digest).decode()[:10]


def _digest(use: str, connection_id: UUID, record_id: UUID, operation: str, generation: int) -> bytes:
    return hashlib.sha256(f"{use}/{connection_id}/{record_id}/{operation}/{generation}".encode()).digest()
