"""Says whether this run also asked the real service."""

import os

import pytest

pytestmark = pytest.mark.contract


def test_the_real_service_was_asked_too():
    if not (os.environ.get("QBO_SANDBOX_REALM_ID") and os.environ.get("QBO_SANDBOX_ACCESS_TOKEN")):
        pytest.skip("emulator only: QBO_SANDBOX_REALM_ID and QBO_SANDBOX_ACCESS_TOKEN are not set")
