"""What the README tells people who only want the emulator is what works."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from emulator_process import EmulatorProcess, emulator

__all__ = ["emulator"]

README = (Path(__file__).parents[2] / "README.md").read_text()
SNIPPETS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
pytest_plugins = ["pytester"]


@pytest.fixture
def connected(emulator: EmulatorProcess, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[dict[str, Any], Any]]:
    """The names of the client snippet, run with this emulator's address, and what its `connect` gives."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    [snippet] = [each for each in SNIPPETS if "intuitlib" in each]
    names: dict[str, Any] = {}
    exec(compile(snippet.replace("http://127.0.0.1:9091", emulator.url), "README.md", "exec"), names)
    qb = names["connect"](emulator.tokens(emulator.company()))
    yield names, qb
    qb.auth_client.close()
    qb.session.close()


def test_the_python_client_snippet_adds_a_customer(connected: tuple[dict[str, Any], Any]) -> None:
    names, qb = connected

    [found] = names["add_customer"](qb, "Kookies by Kathy")
    assert found.DisplayName == "Kookies by Kathy"


def test_the_fixture_snippet_is_a_passing_test(pytester: pytest.Pytester) -> None:
    [snippet] = [each for each in SNIPPETS if "pytest_plugins" in each]
    first, rest = snippet.split("\n", 1)
    pytester.makeconftest(first)
    pytester.makepyfile(rest)

    pytester.runpytest_subprocess("-p", "no:django", "-p", "no:cacheprovider").assert_outcomes(passed=1)
