"""Objects that nobody should send: as QuickBooks writes them, bent at random. The same chance bends them alike."""

import json
import re
from copy import deepcopy
from random import Random
from typing import Any

TEXTS = [
    "",
    " ",
    "𝄞😀 é 漢字",
    "a\0b",
    "\ud800",
    "Sometimes",
    "x" * 70_000,
    "'; DROP TABLE invoice; --",
    "0000-00-00",
    "2026-02-30",
    "9999-12-31",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
    "2026-01-05T10:00:00",
    "9" * 41,
    str(2**53 + 1),
    str(2**64),
]
NUMBERS = [
    "0",
    "-0.0",
    "1e15",
    "1000000000000000.01",
    "-1e15",
    "1e400",
    "1e99999",
    "1E-30",
    str(2**63),
    "0.001",
    "1.005",
]
"""As they stand in JSON."""
SHAPES: list[Any] = [True, False, None, [], {}, [None], [[]], {"value": None}, {"value": 7}, [{"Amount": "1"}]]
SPACING = [(",", ":"), (", ", ": "), (" ,\n", " : ")]

_NUMBER = re.compile(r'"@number:([^"@]*)@"')

type Json = Any


def odd(base: dict[str, Any], qbo_id: str, luck: Random) -> str:
    """The JSON of an object like `base` with this Id, bent in one to three places, its Id perhaps among them."""
    one = json.loads(json.dumps(base | {"Id": qbo_id}))
    for _ in range(luck.randrange(1, 4)):
        _bend(one, luck)
    return _written(one, luck)


def _written(one: Json, luck: Random) -> str:
    escaped = json.dumps(one, separators=luck.choice(SPACING))
    if "\\ud800" not in escaped and luck.random() < 0.5:  # which no text in UTF-8 can hold unescaped
        escaped = json.dumps(one, separators=luck.choice(SPACING), ensure_ascii=False)
    return _NUMBER.sub(r"\1", escaped)


def _bend(one: dict[str, Any], luck: Random) -> None:
    places = _places(one)
    if not places:
        return
    holder, key = luck.choice(places)
    act = luck.randrange(6)
    if act == 0 and isinstance(holder, dict):
        del holder[key]
    elif act == 1:
        holder[key] = None
    elif act == 2 and isinstance(holder, dict):
        holder[luck.choice(["Unheard", "TxnSource", "__class__", "Line2"])] = _value(luck)
    else:
        holder[key] = _value(luck)


def _places(one: Json) -> list[tuple[Any, Any]]:
    """Everything within, as holder and key."""
    found: list[tuple[Any, Any]] = []
    for key in list(one) if isinstance(one, dict) else range(len(one)):
        found.append((one, key))
        if isinstance(one[key], dict | list):
            found += _places(one[key])
    return found


def _value(luck: Random) -> Json:
    kind = luck.randrange(8)
    if kind < 3:
        return luck.choice(TEXTS)
    if kind < 5:
        return f"@number:{luck.choice(NUMBERS)}@"
    if kind == 5:
        return deepcopy(luck.choice(SHAPES))
    deep: Json = "bottom"
    for _ in range(luck.choice([3, 200])):
        deep = {"value": deep} if luck.random() < 0.5 else [deep]
    return deep
