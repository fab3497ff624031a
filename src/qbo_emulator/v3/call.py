"""One request on its way through the API."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from werkzeug import Request

from qbo_emulator.catalog import entity_named
from qbo_emulator.catalog.entity import Entity
from qbo_emulator.rules import faults
from qbo_emulator.store.moments import pacific_precise
from qbo_emulator.store.text import decode, encode
from qbo_emulator.v3.xml import accepts_only_xml
from qbo_emulator.world import Company, World

LARGEST_UPLOAD = 100 * 1024 * 1024
"""Bytes of an upload request (Intuit, Attachable)."""
LARGEST_BODY = 25 * 1024 * 1024
"""Bytes of any other; nothing settles the limit of the live service."""
JSON_TYPES = ("", "application/json", "text/json")
"""A body without a type is read as JSON: nothing settles it."""


@dataclass(slots=True)
class Call:
    """The company, the moment, the path below the realm, and what the request turned out to do."""

    company: Company
    request: Request
    path: tuple[str, ...]
    now: datetime
    committed: bool = False
    bids: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, world: World, request: Request) -> "Call":
        """Raises UnknownCompany."""
        _, _, realm_id, *rest = request.path.strip("/").split("/")
        return cls(world.company(realm_id), request, tuple(each for each in rest if each), world.clock.now())

    @property
    def accepts_only_xml(self) -> bool:
        """Whether the client leaves no other choice."""
        return accepts_only_xml(self.request)

    def refuse_too_large(self) -> None:
        """Raise Fault 500, HTTP 413, for a body of absurd size."""
        limit = LARGEST_UPLOAD if self.path[:1] == ("upload",) else LARGEST_BODY
        if (self.request.content_length or 0) > limit:
            raise faults.body_too_large(limit)

    @property
    def time(self) -> bytes:
        """The `time` every answer ends with, as a JSON string."""
        return encode(pacific_precise(self.now))

    def option(self, name: str) -> str:
        """A query-string option in lower case, "" when absent."""
        return self.request.args.get(name, "").strip().lower()

    def includes(self, name: str) -> bool:
        """Whether the comma-separated `include` option names this."""
        return name in [each.strip() for each in self.option("include").split(",")]

    def entity(self, name: str) -> Entity | None:
        """The entity of a path or statement: of the catalogue, or any other that was seeded here."""
        seeded = (each for each in self.company.books.entities() if each.lower() == name.lower())
        return entity_named(name) or next((Entity(each, default_order="Id") for each in seeded), None)

    def body(self) -> Any:
        """The JSON of the request. Raises Fault 500 (not UTF-8, XML), 1050 (another type), 2010 (not JSON)."""
        mimetype = self.request.mimetype
        if "xml" in mimetype:
            raise faults.unsupported("XML requests are not emulated: send application/json")
        if mimetype not in JSON_TYPES:
            raise faults.wrong_content_type(mimetype)
        data = self.request.get_data()
        try:
            return decode(data)
        except UnicodeDecodeError:
            raise faults.unsupported("The request body is not valid UTF-8") from None
        except ValueError:
            if not _is_utf8(data):
                raise faults.unsupported("The request body is not valid UTF-8") from None
            raise faults.unreadable_body("failed to parse json object; a property") from None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
