"""Files and notes on other objects."""

from qbo_emulator.catalog.entity import DOCUMENT, EVERYWHERE, Entity, names
from qbo_emulator.catalog.fields import amount, choice, each, flag, group, opaque, read_only, text

_TEXTS = names("FileName Note Category ContentType PlaceName Long Tag Lat")

ATTACHABLE = Entity(
    "Attachable",
    fields=(
        text("FileName", 1000),
        read_only(text("FileAccessUri")),
        read_only(text("TempDownloadUri")),
        read_only(text("ThumbnailFileAccessUri")),
        read_only(text("ThumbnailTempDownloadUri")),
        read_only(amount("Size")),
        text("ContentType", 100),
        choice("Category", "Contact Photo", "Document", "Image", "Receipt", "Signature", "Sound", "Other"),
        *EVERYWHERE,
        each(
            "AttachableRef",
            group("EntityRef", text("value"), text("type"), text("name")),
            text("LineInfo"),
            flag("IncludeOnSend"),
            flag("NoRefOnly"),
            flag("Inactive"),
            opaque("CustomField"),
        ),
        text("Note", 2000),
        text("PlaceName", 2000),
        text("Lat", 100),
        text("Long", 100),
        text("Tag", 2000),
    ),
    verbs=DOCUMENT,
    filterable=_TEXTS | names("Id Size AttachableRef.EntityRef.value AttachableRef.EntityRef.type"),
    sortable=_TEXTS | names("Id Size"),
    default_order="Id",
    deleted_without_token=True,
    source="Intuit, Attachable; upload, read and delete recorded 2020; CDC: nothing settles it, it is included",
)

ENTITIES = (ATTACHABLE,)
