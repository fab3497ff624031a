"""What every list page shares: its table's look, its pages, its fragment for htmx, and its CSV."""

import csv
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import django_tables2 as tables
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from nexos.web.empty import Empty

PER_PAGE = 50
_CSV = "text/csv; charset=utf-8"


class Table(tables.Table):  # type: ignore[misc]
    """A list in our look. `caption` names it, for screen readers; `empty` is what stands there when it has no rows."""

    caption = ""
    empty: Empty

    def get_column_class_names(self, classes: set[str], _: Any) -> set[str]:
        """The classes of the column's own attrs alone."""
        return classes

    @property
    def nothing(self) -> SafeString:
        """What stands in place of a table without rows."""
        return render_to_string("parts/empty.html", {"empty": self.empty})


def cell(classes: str) -> dict[str, dict[str, str]]:
    """Attributes of a column whose head and cells carry the same classes, but for what only a phone's entry needs."""
    head = " ".join(name for name in classes.split() if not name.startswith("m-"))
    return {"th": {"class": head}, "td": {"class": classes}}


def show_list(request: HttpRequest, template: str, table: Table, **context: Any) -> HttpResponse:
    """The page, sorted and paged as the address says; for htmx its partial `list` alone."""
    _arrange(table, request)
    return render(request, template + list_part(request), {"table": table, **context})


def list_part(request: HttpRequest) -> str:
    """For htmx the partial `list` of a template, otherwise all of it; so too when htmx restores a page from history."""
    htmx: Any = getattr(request, "htmx", None)
    return "#list" if htmx and not htmx.history_restore_request else ""


def _arrange(table: Table, request: HttpRequest) -> None:
    """Sorts by the columns that the address names, and turns to its page or the nearest there is.

    In place of django_tables2's RequestConfig, which lets the address choose how many rows a page has.
    """
    table.request = request
    if order := [name for name in request.GET.getlist("sort") if name.removeprefix("-") in table.base_columns]:
        table.order_by = order
    table.paginator = Paginator(table.rows, PER_PAGE)
    table.page = table.paginator.get_page(request.GET.get("page"))


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A download for a spreadsheet. What a spreadsheet would run as a formula is quoted, numbers are left alone."""
    return _attached(HttpResponse(_csv_lines(heads, rows), content_type=_CSV), name)


def csv_stream(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """The same for lists of any length. `rows` are read while they are sent, when the request's scope is over."""
    return _attached(StreamingHttpResponse(_csv_lines(heads, rows), content_type=_CSV), name)


def _attached[R: HttpResponseBase](response: R, name: str) -> R:
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _csv_lines(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield "\N{ZERO WIDTH NO-BREAK SPACE}"  # Excel reads UTF-8 only after this mark
    line = io.StringIO()
    writer = csv.writer(line)
    for row in itertools.chain([heads], rows):
        writer.writerow([_harmless(value) for value in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _harmless(value: object) -> str:
    text = "" if value is None else str(value)
    risky = text.startswith(("=", "+", "-", "@", "\t", "\r")) and not re.fullmatch(r"-?\d+(\.\d+)?", text)
    return f"'{text}" if risky else text
