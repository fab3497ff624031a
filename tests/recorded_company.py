"""Real books: a sample company as the live service returned it, where it is at hand; import it in a conftest."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qbo_emulator.world import Company, World

RECORDED = Path(__file__).parents[2] / "shared" / "recorded" / "craigs"
type Objects = dict[str, list[dict[str, Any]]]


@pytest.fixture
def recorded() -> tuple[Company, Objects]:
    """The company seeded with every recorded object, and the objects by entity."""
    if not RECORDED.is_dir():
        pytest.skip(f"recorded objects are not there: {RECORDED.name}")
    company = World().add_company("1", furnished=False)
    objects: Objects = {}
    for file in sorted(RECORDED.glob("*.json")):
        found = json.loads(file.read_text(), parse_float=Decimal)
        objects[file.stem] = found if isinstance(found, list) else [found]
    company.seed(objects)
    return company, objects
