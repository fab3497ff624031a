"""The company the client talks to: one of the emulator, and the same tests again in a real sandbox.

For the sandbox set QBO_SANDBOX_REALM_ID and QBO_SANDBOX_ACCESS_TOKEN (an hour's token, from Intuit's OAuth
playground); without them its half is left out, and one skipped test says so. Everything made there has a name of
its own.
"""

import os

import pytest

from contract.books import Books, emulated_books
from emulator_process import _private_process, emulator, private_emulator
from qbo import SANDBOX, HttpTransport

REAL_REALM = os.environ.get("QBO_SANDBOX_REALM_ID", "")
REAL_TOKEN = os.environ.get("QBO_SANDBOX_ACCESS_TOKEN", "")

__all__ = ["_private_process", "emulator", "private_emulator"]


@pytest.fixture(scope="session")
def transport():
    shared = HttpTransport()
    yield shared
    shared.close()


def pytest_generate_tests(metafunc):
    if "books" in metafunc.fixturenames:
        metafunc.parametrize(
            "books", ["emulator", "sandbox"] if REAL_REALM and REAL_TOKEN else ["emulator"], indirect=True
        )


@pytest.fixture
def books(request, transport):
    """A company of the emulator, and then the real one where there is one."""
    if request.param == "sandbox":
        return Books(REAL_REALM, REAL_TOKEN, SANDBOX, transport)
    return emulated_books(request.getfixturevalue("emulator"), transport)


@pytest.fixture
def emulated(emulator, transport):
    """A company of the emulator, where the network and the books can be made to misbehave."""
    return emulated_books(emulator, transport)
