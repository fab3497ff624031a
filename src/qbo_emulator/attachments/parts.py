"""The parts of a multipart upload, told apart by the numbers in their names."""

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Any

from werkzeug import Request
from werkzeug.datastructures import Headers
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

from qbo_emulator.rules import faults
from qbo_emulator.store.text import Json, decode

MOST_PARTS = 1000
"""Of one request; nothing settles how many the live service takes."""

_NAME = re.compile(r"file_(metadata|content)_(\w+)")


@dataclass(slots=True)
class Part:
    """One part as sent; base64 is undone."""

    name: str
    file_name: str
    content_type: str
    content: bytes


@dataclass(slots=True)
class UploadedFile:
    """What belongs to one number: the content, and what is said of it (its part's own words where none were sent)."""

    content: Part
    metadata: Json

    @property
    def name(self) -> str:
        """The file name of the part, as browsers send it."""
        return self.content.file_name or self.content.name


def uploaded(request: Request) -> list[UploadedFile]:
    """The files of a request in the order of their contents; a metadata part alone is no file.

    Raises Fault 1050 (not multipart), 2010 (broken multipart, metadata that is no JSON object), 2020 (no file).
    """
    if request.mimetype != "multipart/form-data":
        raise faults.wrong_content_type(request.mimetype)
    parts = _parts(request.mimetype_params.get("boundary", ""), request.get_data())
    named = {match.groups(): part for part in parts if (match := _NAME.fullmatch(part.name))}
    files = [
        UploadedFile(part, _metadata(named.get(("metadata", number))))
        for (kind, number), part in named.items()
        if kind == "content"
    ]
    if not files:
        raise faults.missing("file_content_01")
    return files


def _metadata(part: Part | None) -> Json:
    if part is None:
        return {}
    try:
        said: Any = decode(part.content)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise faults.unreadable_body(f"failed to parse json object; a property of {part.name}")
    return said


def _parts(boundary: str, body: bytes) -> list[Part]:
    if not boundary:
        raise faults.unreadable_body("multipart without a boundary; a part")
    decoder = MultipartDecoder(boundary.encode(), max_parts=MOST_PARTS)
    found: list[Part] = []
    encoding = ""
    try:
        decoder.receive_data(body)
        decoder.receive_data(None)
        while not isinstance(event := decoder.next_event(), Epilogue | NeedData):
            if isinstance(event, Field | File):
                file_name = event.filename if isinstance(event, File) else ""
                found.append(Part(event.name or "", file_name or "", event.headers.get("Content-Type", ""), b""))
                encoding = _encoding(event.headers)
            elif isinstance(event, Data):
                found[-1].content += event.data
                if not event.more_data:
                    found[-1].content = _decoded(found[-1].content, encoding)
    except (ValueError, RequestEntityTooLarge):
        raise faults.unreadable_body("broken multipart body; a part") from None
    return found


def _encoding(headers: Headers) -> str:
    return headers.get("Content-Transfer-Encoding", "").strip().lower()


def _decoded(content: bytes, encoding: str) -> bytes:
    """python-quickbooks sends base64 and says so."""
    if encoding != "base64":
        return content
    try:
        return base64.b64decode(content, validate=False)
    except binascii.Error:
        raise ValueError("not base64") from None
