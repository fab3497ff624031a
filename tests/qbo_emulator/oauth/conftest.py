"""An app going through the authorization flow."""

import pytest

from emulator_process import EmulatorProcess
from oauth_app import OAuthApp


@pytest.fixture
def app(private_emulator: EmulatorProcess) -> OAuthApp:
    """The default app and an empty company, in an emulator whose clock the test may move."""
    return OAuthApp(private_emulator, private_emulator.company())
