"""The recorded objects of the live service: one list per company and entity, as they lie beside the project."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

RECORDED = Path(__file__).parents[2] / "shared" / "recorded"
ABSENT = "needs the recorded objects in ../shared/recorded"
NOT_OBJECTS = ("CDC", "deleted_stubs", "webhooks")

type Json = dict[str, Any]
type Company = dict[str, list[Json]]


def companies() -> dict[str, Company]:
    """By name: the one coherent company, and each file of single shapes as a company of its own."""
    found: dict[str, Company] = {}
    for file in sorted((RECORDED / "craigs").glob("*.json")):
        found.setdefault("craigs", {})[file.stem] = _rows(file)
    for file in sorted((RECORDED / "shapes").glob("*.json")):
        entity = file.stem.split("-")[0]
        if entity == "CDC":
            found[file.stem] = dict(_changed(_rows(file)[0]))
        elif entity not in NOT_OBJECTS:
            found[file.stem] = {entity: _rows(file)}
    return found


def _changed(answer: Json) -> Iterator[tuple[str, list[Json]]]:
    """The whole objects of a change answer; stubs of deleted ones are left out."""
    for group in answer["CDCResponse"][0]["QueryResponse"]:
        for entity, rows in group.items():
            if isinstance(rows, list):
                yield entity, [row for row in rows if row.get("status") != "Deleted"]


def _rows(file: Path) -> list[Json]:
    content = json.loads(file.read_text(), parse_float=Decimal)
    return content if isinstance(content, list) else [content]
