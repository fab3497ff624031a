"""A furnished company of its own for each test, called over HTTP."""

from collections.abc import Iterator

import pytest

from emulator_process import EmulatorProcess
from error_causes import Desk, furnished


@pytest.fixture
def desk(emulator: EmulatorProcess) -> Iterator[Desk]:
    realm_id = emulator.company()
    with emulator.api(realm_id) as http:
        yield furnished(emulator, realm_id, http)
