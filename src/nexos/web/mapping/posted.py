"""What a form sent, checked before anything is read or written; what cannot be an id is refused at its field."""

import re
from typing import Any
from uuid import UUID

from nexos.kit.errors import InvalidInput
from nexos.web.mapping.kinds import Kind

_AN_ID = re.compile(r"[0-9A-Za-z_:-]{1,40}")


def an_id(text: str) -> str:
    """An id as QuickBooks makes them. Raises ValueError for what cannot be one."""
    if not _AN_ID.fullmatch(text):
        raise ValueError("not an id")
    return text


def there(request: Any, kind: Kind) -> str:
    """The posted id of the one in QuickBooks. Raises InvalidInput naming its field."""
    posted = _one(request, kind.there_field, kind.there)
    try:
        return an_id(posted)
    except ValueError as error:
        raise _changed(kind.there_field, kind.there) from error


def here(request: Any, kind: Kind) -> UUID:
    """The posted id of the one here. Raises InvalidInput naming its field."""
    posted = _one(request, kind.here_field, kind.here)
    try:
        return UUID(posted)
    except ValueError as error:
        raise _changed(kind.here_field, kind.here) from error


def key(request: Any, kind: Kind) -> str:
    """The posted key of one of ours that is no record. Raises InvalidInput naming its field."""
    posted = _one(request, kind.here_field, kind.here)
    try:
        return an_id(posted)
    except ValueError as error:
        raise _changed(kind.here_field, kind.here) from error


def _one(request: Any, field: str, what: str) -> str:
    values = request.POST.getlist(field)
    if not any(values):
        raise InvalidInput({field: f"Choose the {what} first."})
    if len(values) > 1:
        raise InvalidInput({field: f"Choose one {what}, not several."})
    return str(values[0])


def _changed(field: str, what: str) -> InvalidInput:
    return InvalidInput({field: f"This {what} was changed on its way here: it is no id. Load the page again."})
