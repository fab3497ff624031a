"""How the values of a statement and of the objects compare: as what the property holds."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from qbo_emulator.catalog.fields import Kind
from qbo_emulator.language.binding import Property
from qbo_emulator.rules.faults import query_invalid
from qbo_emulator.store.moments import parse_instant

NULL = " "
"""`' '` inside IN stands for an absent value (Intuit)."""


def literal(path: str, kind: Kind, text: str) -> object:
    """The value of a statement, as `stored` gives those of the objects. Raises Fault 4001 for another type's."""
    try:
        match kind:
            case Kind.NUMBER | Kind.WHOLE:
                return _finite(text)
            case Kind.DAY:
                return date.fromisoformat(text[:10]).isoformat()
            case Kind.INSTANT:
                return parse_instant(text).timestamp()
            case Kind.FLAG:
                return {"true": True, "false": False}[text.lower()]
            case _:
                return text.casefold()
    except (ValueError, InvalidOperation, KeyError):
        raise query_invalid(f"value {text} is not valid for property {path}") from None


def stored(kind: Kind) -> Callable[[Any], Any]:
    """What makes values of this kind comparable."""
    return _STORED[kind]


def is_absent(value: object, kind: Kind) -> bool:
    """Whether the object has no value there; one without Active is active: pseudo tax codes carry none."""
    return value is None and kind is not Kind.FLAG


def ranking(prop: Property) -> Callable[[Any], Any]:
    """Sort keys: ids by number, texts in ASCII order (recorded), absent values first."""
    if prop.path == "Id":
        return lambda value: (value.isdecimal(), len(value) if value.isdecimal() else 0, value)
    if prop.kind is Kind.TEXT:
        return lambda value: "" if value is None else str(value)
    comparable = _STORED[prop.kind]
    return lambda value: (value is not None, comparable(value) if value is not None else 0)


def _finite(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(text)
    return number


def _text(value: object) -> str:
    return (value if isinstance(value, str) else str(value)).casefold()


def _reference(value: object) -> str:
    return _text(value.get("value") if isinstance(value, dict) else value)


def _day(value: object) -> str:
    return str(value)[:10]


def _flag(value: object) -> bool:
    return value is not False


def _number(value: Any) -> Decimal | int:
    return value if isinstance(value, int | Decimal) else Decimal(str(value))


def _instant(value: Any) -> float:
    return float(value)


_STORED: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.WHOLE: _number,
    Kind.DAY: _day,
    Kind.INSTANT: _instant,
    Kind.REFERENCE: _reference,
    Kind.FLAG: _flag,
}
