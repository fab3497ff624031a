"""Files beside documents: what an upload says, and what its answer means.

Source: Intuit, "Attachable" (upload and download); recorded answers, which hold a fault for one file beside good
ones with HTTP 200.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

import httpx2
import msgspec

from qbo import faults
from qbo.entities import Attachable, encode
from qbo.errors import QboError
from qbo.replies import Answer, Envelope, Raw, Reply


class Upload(msgspec.Struct, frozen=True):
    """A file and its metadata: FileName and ContentType are needed, AttachableRef links it to documents. Intuit's
    limits: 100 MB, file names of 1,000 characters."""

    attachable: Attachable
    content: bytes

    def __post_init__(self) -> None:
        if not (self.attachable.FileName and self.attachable.ContentType):
            raise ValueError("an upload needs a FileName and a ContentType")

    def __repr__(self) -> str:
        return f"Upload({self.attachable.ContentType}, {len(self.content)} bytes)"


class UploadReply(msgspec.Struct, frozen=True):
    """One outcome per file, in the order they were sent: its `Attachable` as stored, or its error."""

    items: tuple[Reply | QboError, ...]
    intuit_tid: str


def multipart(files: Sequence[Upload]) -> tuple[bytes, str]:
    """The body of an upload and its content type: for each file its metadata, then its content, numbered from 01.
    Raises ValueError for no file."""
    if not files:
        raise ValueError("an upload needs at least one file")
    parts = []
    for number, file in enumerate(files, start=1):
        about = file.attachable
        metadata = ("attachable.json", encode(about), "application/json")
        content = (about.FileName or "", file.content, about.ContentType or "")
        parts += [(f"file_metadata_{number:02}", metadata), (f"file_content_{number:02}", content)]
    form = httpx2.Request("POST", "http://unused", files=parts)
    return form.read(), form.headers["Content-Type"]


def outcomes(sent: int, answer: Answer) -> UploadReply:
    """What became of the `sent` files; an answer names no file, so only one with a part for each can be read.
    Raises `msgspec.DecodeError` for any other."""
    received = _ANSWER.decode(answer.body)
    if len(received.parts) != sent:
        raise msgspec.ValidationError(f"{sent} files sent, {len(received.parts)} answered")
    return UploadReply(tuple(_outcome(part, received.time, answer) for part in received.parts), answer.intuit_tid)


def address(body: bytes, *, secure: bool) -> str:
    """Where a file can be fetched. Raises `msgspec.DecodeError` for anything but an http(s) address; with `secure`,
    only https is one."""
    text = body.decode("ascii", "replace").strip().strip('"')
    parts = urlsplit(text)
    if parts.scheme not in (("https",) if secure else ("https", "http")) or not parts.netloc or "\ufffd" in text:
        raise msgspec.ValidationError("no address of a file")
    return text


class _Answer(Envelope, kw_only=True):
    parts: list[dict[str, Raw]] = msgspec.field(name="AttachableResponse")
    time: datetime | None = None


def _outcome(part: dict[str, Raw], time: datetime | None, answer: Answer) -> Reply | QboError:
    fault = faults.read(msgspec.json.encode({key: part[key] for key in ("Fault", "fault") if key in part}))
    if fault is not None:
        return faults.error(fault, answer, "write")
    if "Attachable" not in part:
        return faults.unreadable(answer, "write", "the part of this file holds no Attachable")
    return Reply(part["Attachable"], time, answer.intuit_tid)


_ANSWER = msgspec.json.Decoder(_Answer)
