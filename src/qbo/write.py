"""A change to one object, as bytes that will not be touched again."""

from __future__ import annotations

from typing import Literal, Self

import msgspec

from qbo.query import name

Operation = Literal["create", "update", "delete", "void"]

# These are voided by an update that says so; an invoice by an operation of its own (Intuit's entity pages and SDKs).
_VOIDED_BY_UPDATE = frozenset({"Payment", "SalesReceipt", "BillPayment"})

REQUEST_ID_LENGTH = 50


class Write(msgspec.Struct, frozen=True):
    """`entity` as QuickBooks spells it ("Invoice"); `body` the JSON object, sent unchanged.

    Whether an update is sparse is said in the body (`"sparse": true`); a full update clears what it leaves out and
    moves a missing TxnDate to today (recorded). With `allow_duplicate_number` a create or update may use a DocNumber
    that another document has (Intuit, "Invoice": `include=allowduplicatedocnum`), which is a 6140 otherwise.
    """

    entity: str
    operation: Operation
    body: bytes
    allow_duplicate_number: bool = False

    def __post_init__(self) -> None:
        name(self.entity)
        if self.allow_duplicate_number and self.operation not in ("create", "update"):
            raise ValueError(f"a {self.operation} gives no number, so it cannot allow a duplicate one")

    def __repr__(self) -> str:
        return f"Write({self.operation} {self.entity}, {len(self.body)} bytes)"

    @classmethod
    def delete(cls, entity: str, id: str, sync_token: str) -> Self:  # noqa: A002
        """Remove a transaction for good; names (customers, items…) are made inactive by an update instead."""
        return cls(entity, "delete", msgspec.json.encode({"Id": id, "SyncToken": sync_token}))

    @classmethod
    def void(cls, entity: str, id: str, sync_token: str) -> Self:  # noqa: A002
        """Set a document to zero and keep it."""
        body: dict[str, object] = {"Id": id, "SyncToken": sync_token}
        if entity in _VOIDED_BY_UPDATE:
            body["sparse"] = True
        return cls(entity, "void", msgspec.json.encode(body))

    def parameters(self) -> dict[str, str]:
        """What the address must say beside the entity."""
        match self.operation:
            case "void" if self.entity in _VOIDED_BY_UPDATE:
                return {"operation": "update", "include": "void"}
            case "void" | "delete":
                return {"operation": self.operation}
            case _ if self.allow_duplicate_number:
                return {"include": "allowduplicatedocnum"}
            case _:
                return {}


def checked_request_id(request_id: str, longest: int = REQUEST_ID_LENGTH) -> str:
    """The id unchanged. Raises ValueError when it is empty, too long (50; in a batch 36), or not plain ASCII without
    blanks: QuickBooks would answer 2130, or worse, take the write as one without an id."""
    if not 0 < len(request_id) <= longest:
        raise ValueError(f"a request id has 1 to {longest} characters, this one {len(request_id)}")
    if not (request_id.isascii() and request_id.isprintable() and " " not in request_id):
        raise ValueError("a request id holds plain ASCII characters only")
    return request_id
