"""The kinds of property an entity can have, and short ways to write them down."""

from dataclasses import dataclass, replace
from enum import Enum, auto


class Kind(Enum):
    """What a property holds."""

    TEXT = auto()
    NUMBER = auto()
    WHOLE = auto()
    FLAG = auto()
    DAY = auto()
    INSTANT = auto()
    REFERENCE = auto()
    GROUP = auto()
    OPAQUE = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One property: its kind and the limits a written value is held to."""

    name: str
    kind: Kind
    max_length: int = 4000
    choices: tuple[str, ...] = ()
    scale: int | None = None
    rounded: bool = False
    targets: tuple[str, ...] = ()
    fields: tuple["Field", ...] = ()
    many: bool = False
    required: bool = False
    read_only: bool = False


def text(name: str, max_length: int = 4000) -> Field:
    """A string of at most `max_length` characters."""
    return Field(name, Kind.TEXT, max_length=max_length)


def choice(name: str, *choices: str) -> Field:
    """A string out of an enumeration (2170 otherwise)."""
    return Field(name, Kind.TEXT, choices=choices)


def amount(name: str) -> Field:
    """Money: at most 2 decimals (2140 otherwise)."""
    return Field(name, Kind.NUMBER, scale=2)


def exact_number(name: str) -> Field:
    """A number taken as sent: the rule that uses it judges its digits."""
    return Field(name, Kind.NUMBER)


def fine_number(name: str) -> Field:
    """A quantity, price or rate, kept with 7 decimals, ties away from zero (recorded for UnitPrice)."""
    return Field(name, Kind.NUMBER, scale=7, rounded=True)


def percent(name: str) -> Field:
    """A percentage, kept with 2 decimals."""
    return Field(name, Kind.NUMBER, scale=2, rounded=True)


def whole(name: str) -> Field:
    """An integer."""
    return Field(name, Kind.WHOLE)


def flag(name: str) -> Field:
    """A boolean."""
    return Field(name, Kind.FLAG)


def day(name: str) -> Field:
    """A date without zone, `YYYY-MM-DD`."""
    return Field(name, Kind.DAY)


def ref(name: str, *targets: str) -> Field:
    """A reference `{"value", "name"}` to an object of one of the target entities; no target: not followed."""
    return Field(name, Kind.REFERENCE, targets=targets)


def group(name: str, *fields: Field) -> Field:
    """A nested object."""
    return Field(name, Kind.GROUP, fields=fields)


def each(name: str, *fields: Field) -> Field:
    """A list of nested objects."""
    return Field(name, Kind.GROUP, fields=fields, many=True)


def opaque(name: str) -> Field:
    """Kept as sent: its content carries no rule."""
    return Field(name, Kind.OPAQUE)


def required(field: Field) -> Field:
    """The same property, needed on every create (2020)."""
    return replace(field, required=True)


def read_only(field: Field) -> Field:
    """The same property, silently ignored when sent (Intuit, "REST API features")."""
    return replace(field, read_only=True)


EMAIL = (text("Address", 100),)
PHONE = (text("FreeFormNumber", 30),)
ADDRESS = (
    text("Id"),
    text("Line1", 500),
    text("Line2", 500),
    text("Line3", 500),
    text("Line4", 500),
    text("Line5", 500),
    text("City", 255),
    text("Country", 255),
    text("CountryCode", 255),
    text("County", 255),
    text("CountrySubDivisionCode", 255),
    text("PostalCode", 30),
    text("PostalCodeSuffix", 30),
    text("Note", 4000),
    text("Tag"),
    text("Lat"),
    text("Long"),
)


def email(name: str) -> Field:
    """`{"Address"}`; must hold @ and . (2210)."""
    return group(name, *EMAIL)


def phone(name: str) -> Field:
    """`{"FreeFormNumber"}`."""
    return group(name, *PHONE)


def address(name: str) -> Field:
    """A physical address; the server gives it an Id and coordinates."""
    return group(name, *ADDRESS)
