"""Moments and Ids as statements in plain SQL write and read them: in the same words on both databases."""

from datetime import UTC, datetime
from uuid import UUID


def written(value: object) -> object:
    """A moment or Id as text, anything else as it is."""
    if isinstance(value, datetime):
        return moment_text(value)
    return value.hex if isinstance(value, UUID) else value


def moment_text(moment: datetime) -> str:
    """An aware moment in UTC, as Django keeps it on SQLite; PostgreSQL reads it in the session's zone, which Django
    sets to UTC."""
    return str(moment.astimezone(UTC).replace(tzinfo=None))


def moment(stored: str | datetime | None) -> datetime | None:
    """The aware moment of a column: text on SQLite."""
    return datetime.fromisoformat(stored).replace(tzinfo=UTC) if isinstance(stored, str) else stored


def identifier(stored: str | UUID) -> UUID:
    """The Id of a column: text on SQLite."""
    return UUID(stored) if isinstance(stored, str) else stored
