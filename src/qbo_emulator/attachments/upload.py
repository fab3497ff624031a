"""One uploaded file becomes one Attachable."""

import mimetypes
from datetime import datetime

from qbo_emulator.attachments.files import Files
from qbo_emulator.catalog import entity_named
from qbo_emulator.rules import operations
from qbo_emulator.store.books import Books
from qbo_emulator.store.draft import Draft, Manner
from qbo_emulator.store.text import Json

NAME = "Attachable"


def attach(
    books: Books, files: Files, realm_id: str, metadata: Json, file_name: str, content: bytes, now: datetime
) -> Json:
    """Store a file with what was said of it; the Attachable as stored, without its passing address.

    What the metadata leaves out is taken from the part: the service makes the object up when none is sent (Intuit,
    Attachable). Raises Fault as a create does, 6000 for a document that is not there (recorded).
    """
    named = {"FileName": file_name, "ContentType": mimetypes.guess_type(file_name)[0]}
    body = {name: value for name, value in named.items() if value} | metadata
    created = operations.create(books, NAME, body, now)
    files.keep(created["Id"], content)
    about_file = {"FileAccessUri": f"/v3/company/{realm_id}/download/{created['Id']}", "Size": len(content)}
    draft = Draft(books, now)
    draft.put(NAME, _in_order(created | about_file), Manner.UNSEEN)
    draft.commit()
    return operations.read(books, NAME, created["Id"]).object()


def _in_order(obj: Json) -> Json:
    entity = entity_named(NAME)
    assert entity is not None
    return {field.name: obj[field.name] for field in entity.fields if field.name in obj} | obj
