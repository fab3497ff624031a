"""Real books: a sample company as the live service returned it, where it is at hand."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qbo_emulator.world import Company, World

RECORDED = Path(__file__).parents[4] / "shared" / "recorded" / "craigs"
type Json = dict[str, Any]


@pytest.fixture
def recorded() -> tuple[Company, dict[str, list[Json]]]:
    if not RECORDED.is_dir():
        pytest.skip(f"recorded objects are not there: {RECORDED.name}")
    company = World().add_company("1", furnished=False)
    objects: dict[str, list[Json]] = {}
    for file in sorted(RECORDED.glob("*.json")):
        found = json.loads(file.read_text(), parse_float=Decimal)
        objects[file.stem] = found if isinstance(found, list) else [found]
    company.seed(objects)
    return company, objects
