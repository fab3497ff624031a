"""EMULATED.md says what the catalogue says."""

from pathlib import Path

import pytest

from qbo_emulator.catalog import ENTITIES
from qbo_emulator.emulated import document

FILE = Path(__file__).parents[2] / "EMULATED.md"


def test_the_file_is_what_the_generator_writes() -> None:
    assert FILE.read_text() == "\n".join(document()) + "\n", "run: python -m qbo_emulator.emulated > EMULATED.md"


@pytest.mark.parametrize("name", sorted(ENTITIES))
def test_every_description_says_what_it_rests_on(name: str) -> None:
    assert ENTITIES[name].source
