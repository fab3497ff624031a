"""Moments and Ids as statements in plain SQL write and read them: in the same words on both databases."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID


def written(value: object) -> Any:
    """A moment or Id as text, anything else as it is. An aware moment is written in UTC, as Django keeps it on SQLite;
    PostgreSQL reads it in the session's zone, which Django sets to UTC."""
    if isinstance(value, datetime):
        return str(value.astimezone(UTC).replace(tzinfo=None))
    return value.hex if isinstance(value, UUID) else value


def moment(stored: datetime | None) -> datetime | None:
    """The aware moment of a column; SQLite does not keep that it is UTC."""
    return stored.replace(tzinfo=UTC) if stored is not None and stored.tzinfo is None else stored


def identifier(stored: str | UUID) -> UUID:
    """The Id of a column: text on SQLite."""
    return _read(stored) if isinstance(stored, str) else stored


@lru_cache(4096)
def _read(stored: str) -> UUID:
    # The rows of one sync carry the same few Ids many times over.
    return UUID(stored)
