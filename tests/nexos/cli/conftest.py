"""The command line for every test here, and where it may listen."""

import socket

import pytest

from command_line import nexos

__all__ = ["nexos"]


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
