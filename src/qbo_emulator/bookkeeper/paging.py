"""Long lists, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup
from werkzeug import Request

from qbo_emulator.pages import Template

PAGE = 50

_paging = Template(__package__, "paging.html")
_link = Template(__package__, "paging_link.html")


@dataclass(frozen=True, slots=True)
class Slice[T]:
    """The rows of the page asked for, and the links to its neighbours."""

    rows: Sequence[T]
    links: Markup


def paged[T](request: Request, rows: Sequence[T]) -> Slice[T]:
    """The page `?page=` names, counted from 1; a page that is not there is the nearest one."""
    pages = max(1, -(-len(rows) // PAGE))
    wanted = request.args.get("page", "1")
    number = min(max(1, int(wanted) if wanted.isdecimal() else 1), pages)
    first = (number - 1) * PAGE
    links = _paging(
        count=f"{min(first + 1, len(rows)):,}–{min(first + PAGE, len(rows)):,} of {len(rows):,}",
        earlier=_to(request, number - 1, "Back") if number > 1 else "",
        later=_to(request, number + 1, "Next") if number < pages else "",
    )
    return Slice(rows[first : first + PAGE], links)


def _to(request: Request, number: int, word: str) -> Markup:
    query = request.args.to_dict() | {"page": str(number)}
    return _link(href=f"{request.path}?{urlencode(query)}", word=word)
