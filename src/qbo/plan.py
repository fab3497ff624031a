"""A request before it is sent, and what is told about it afterwards."""

from __future__ import annotations

from typing import Literal

import msgspec

from qbo.faults import Nature
from qbo.throttle import Kind

Path = Literal["query", "read", "cdc", "write", "batch", "send", "pdf", "upload", "download", "report"]
"""The part of the API that is asked."""


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One request that was made, for logs and meters: it names no customer and holds no secret.

    `status` and `intuit_tid` are empty when no answer came, `error` is the name of the error's class ("" = fine),
    `bytes` the size of the decompressed answer. `reads`: for how many calls of data out ("CorePlus") it stands; each
    item of a batch that reads is one, writes are free. Intuit meters them once they are answered.
    """

    method: str
    path: Path
    entity: str
    operation: str
    status: int | None
    intuit_tid: str
    request_id: str
    milliseconds: float
    bytes: int
    reads: int
    attempt: int
    error: str


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a request will be once it has a token; the same plan makes the same bytes at every attempt."""

    path: Path
    segments: tuple[str, ...] = ()
    entity: str = ""
    operation: str = ""
    parameters: dict[str, str] = {}
    body: bytes | None = None
    content_type: str = "application/json"
    accept: str = "application/json"
    request_id: str = ""
    nature: Nature = "read"
    reads_among: int = 0
    """How many items of a batch ask for data."""
    elsewhere: str = ""
    """An address outside the API, asked without the token and without parameters."""

    @property
    def kind(self) -> Kind:
        """Which of the company's limits it counts against."""
        if self.path == "batch":
            return "batch" if self.nature == "write" else "reading_batch"
        return self.nature

    @property
    def method(self) -> str:
        """POST as soon as there is a body, an empty one too."""
        return "GET" if self.body is None else "POST"

    @property
    def reads(self) -> int:
        """For how many calls of data out it stands."""
        if self.path == "batch":
            return self.reads_among
        return int(self.nature == "read" and not self.elsewhere)
