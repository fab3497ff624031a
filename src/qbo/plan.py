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
    `bytes` the size of the decompressed answer. `metered`: Intuit counts it as data out ("CorePlus"; writes are free).
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
    metered: bool
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
    also_reads: bool = False
    """A batch of writes that holds queries too."""
    elsewhere: str = ""
    """An address outside the API, asked without the token and without parameters."""

    @property
    def kind(self) -> Kind:
        """Which of the company's limits it counts against."""
        return "batch" if self.path == "batch" else self.nature

    @property
    def method(self) -> str:
        """POST as soon as there is a body, an empty one too."""
        return "GET" if self.body is None else "POST"

    @property
    def metered(self) -> bool:
        """Whether its answer counts as data out."""
        return not self.elsewhere and (self.nature == "read" or self.also_reads)
