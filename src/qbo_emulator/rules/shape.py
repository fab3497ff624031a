"""Whether a request body has the shape of its entity: known properties, right types, allowed lengths."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from qbo_emulator.catalog.fields import Field, Kind
from qbo_emulator.rules import faults
from qbo_emulator.rules.rounding import half_up
from qbo_emulator.store.text import Json, plain

LARGEST = Decimal("99999999999.9999999")
"""Upper limit of any number (Intuit, Item: 99999999999)."""

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T.*|Z|[+-]\d{2}:\d{2})?")
_JAVA_TYPES = {
    Kind.TEXT: "java.lang.String",
    Kind.NUMBER: "java.math.BigDecimal",
    Kind.WHOLE: "java.lang.Integer",
    Kind.FLAG: "java.lang.Boolean",
    Kind.DAY: "java.util.Date",
    Kind.INSTANT: "java.util.Date",
    Kind.REFERENCE: "com.intuit.schema.finance.v3.ReferenceType",
}


def checked(body: object, fields: Sequence[Field], owner: str) -> Json:
    """The body with its values in their stored form: read-only properties dropped, null or "" as None.

    Raises Fault 2010 (unknown property, wrong type), 2050, 2060-2170; `owner` names the entity or property.
    """
    if not isinstance(body, dict):
        raise faults.unreadable_body(f"Can not deserialize instance of {owner} out of {_token(body)} token")
    known = {field.name: field for field in fields}
    clean: Json = {}
    for name, value in body.items():
        if name not in known:
            raise faults.unknown_property(name, owner, sorted(known))
        if not known[name].read_only:
            clean[name] = None if value is None or value == "" else _value(known[name], value)
    return clean


def without_none(obj: Json) -> Json:
    """Empty attributes are omitted, not null (recorded)."""
    return {
        name: without_none(value) if isinstance(value, dict) else value
        for name, value in obj.items()
        if value is not None
    }


def _value(field: Field, value: object) -> object:
    if field.kind is Kind.OPAQUE:
        return value
    if field.kind is Kind.GROUP:
        if not field.many:
            return without_none(checked(value, field.fields, field.name))
        if not isinstance(value, list):
            raise faults.unreadable_body(
                f"Can not deserialize instance of java.util.ArrayList out of {_token(value)} token"
            )
        return [without_none(checked(element, field.fields, field.name)) for element in value]
    if field.kind is Kind.REFERENCE:
        return _reference(field, value)
    if isinstance(value, dict | list):
        raise faults.unreadable_body(
            f"Can not deserialize instance of {_JAVA_TYPES[field.kind]} out of {_token(value)} token"
        )
    return _SCALARS[field.kind](field, value)


def _reference(field: Field, value: object) -> object:
    if not isinstance(value, dict):
        raise _not_constructed(field, value)
    unknown = sorted(set(value) - {"value", "name", "type"})
    if unknown:
        raise faults.unknown_property(unknown[0], "ReferenceType", ["name", "type", "value"])
    if value.get("value") in (None, ""):
        return None
    return {"value": str(value["value"])} | ({"name": value["name"]} if value.get("name") else {})


def _text(field: Field, value: object) -> str:
    if isinstance(value, bool):
        value = str(value).lower()
    content = str(value)
    if field.choices and content not in field.choices:
        raise faults.invalid_value("2170", "Invalid Enumeration", field.name, content)
    if len(content) > field.max_length:
        raise faults.wrong_length(field.name, 0, field.max_length, len(content))
    return content


def _number(field: Field, value: object) -> Decimal | int:
    if isinstance(value, bool):
        raise _not_constructed(field, value)
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        raise _not_constructed(field, value) from None
    if not number.is_finite() or abs(number) > LARGEST:
        raise faults.invalid_value("2110", "Invalid Decimal", field.name, value)
    if field.scale is not None and number != half_up(number, field.scale):
        if not field.rounded:
            raise faults.invalid_value("2140", "Invalid Amount", field.name, value)
        number = half_up(number, field.scale)
    return plain(number)


def _whole(field: Field, value: object) -> int:
    number = _number(field, value)
    if not isinstance(number, int):
        raise faults.invalid_value("2090", "Invalid Number", field.name, value)
    return number


def _flag(field: Field, value: object) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).lower() in ("true", "false"):
        return str(value).lower() == "true"
    raise _not_constructed(field, value)


def _day(field: Field, value: object) -> str:
    match = _DAY.fullmatch(str(value))
    if not match:
        raise faults.invalid_value("2060", "Invalid Date Format", field.name, value)
    try:
        return date.fromisoformat(match[1]).isoformat()
    except ValueError:
        raise faults.invalid_value("2070", "Invalid Date", field.name, value) from None


def _not_constructed(field: Field, value: object) -> faults.Fault:
    return faults.unreadable_body(
        f"Can not construct instance of {_JAVA_TYPES[field.kind]} from value '{value}' ({field.name}): not a valid"
        " representation"
    )


def _token(value: object) -> str:
    if isinstance(value, dict):
        return "START_OBJECT"
    if isinstance(value, list):
        return "START_ARRAY"
    return "VALUE_STRING" if isinstance(value, str) else "VALUE"


_SCALARS = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.WHOLE: _whole,
    Kind.FLAG: _flag,
    Kind.DAY: _day,
    Kind.INSTANT: _text,
}
