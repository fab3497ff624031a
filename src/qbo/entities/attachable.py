"""Notes and files beside documents. Sources: Intuit's entity page and schema; recorded answers."""

from __future__ import annotations

from decimal import Decimal

from qbo.entities.record import Record
from qbo.entities.values import Entity, Ref


class AttachableRef(Record):
    """What it is attached to: EntityRef has a type. IncludeOnSend: it goes along when the document is mailed."""

    EntityRef: Ref | None = None
    IncludeOnSend: bool | None = None
    LineInfo: str | None = None
    NoRefOnly: bool | None = None


class Attachable(Entity):
    """Without a FileName it is a note. Ids have 19 digits; TempDownloadUri works for 15 minutes, for anybody who has
    it."""

    FileName: str | None = None
    ContentType: str | None = None
    Note: str | None = None
    Category: str | None = None
    Tag: str | None = None
    Size: Decimal | None = None
    AttachableRef: list[AttachableRef] | None = None
    FileAccessUri: str | None = None
    TempDownloadUri: str | None = None
    ThumbnailFileAccessUri: str | None = None
    ThumbnailTempDownloadUri: str | None = None
    PlaceName: str | None = None
    Lat: str | None = None
    Long: str | None = None
