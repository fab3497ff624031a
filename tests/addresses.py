"""Every address of the application, listed by the application itself."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

from django.urls import URLPattern, URLResolver, get_resolver, reverse


def views(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[URLPattern]:
    """All of them, included lists opened."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns)
        else:
            yield pattern


EVERY = {str(view.name): view for view in views()}
GUARDED = {name: view for name, view in EVERY.items() if not getattr(view.callback, "open_to_all", False)}


def address(name: str, records: Mapping[str, Any]) -> str:
    """The path of the named view for these records; what they do not name is an id nobody has."""
    converters = EVERY[name].pattern.converters
    unknown = {key: uuid4() if "UUID" in type(kind).__name__ else "1" for key, kind in converters.items()}
    return reverse(name, kwargs={key: records.get(key, value) for key, value in unknown.items()})
