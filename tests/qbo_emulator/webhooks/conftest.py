"""A receiver that is subscribed, and a company whose app is connected."""

from collections.abc import Iterator

import pytest

from emulator_process import EmulatorProcess
from webhook_receiver import Receiver, receiving


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def realm_id(private_emulator: EmulatorProcess) -> str:
    """A company with a connection, so that its events are told."""
    realm_id = private_emulator.company()
    private_emulator.tokens(realm_id)
    return realm_id
