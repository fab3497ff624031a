"""What a repository that others clone must not hold."""

import re
import subprocess

import pytest
from source import ROOT

FORBIDDEN = {
    "a path of one machine": re.compile(r"/(?:home|root|Users|work|farm)/\w"),
    "a package registry's host": re.compile(r"pypi\.org|files\.pythonhosted|npmjs\.(?:com|org)|registry\.yarnpkg"),
    "an unfinished mark": re.compile(r"#\s*(?:TODO|FIXME|XXX)\b"),
}
EXEMPT = {"tests/architecture/test_house_rules.py"}


def committed_text() -> list[tuple[str, str]]:
    """Path and text of every file git tracks that is text."""
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout.split("\0")
    found = []
    for name in names:
        if name and name not in EXEMPT and (ROOT / name).is_file():
            try:
                found.append((name, (ROOT / name).read_text()))
            except UnicodeDecodeError:
                continue
    return found


@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_committed_holds(what: str) -> None:
    found = [
        f"{name}:{number}"
        for name, text in committed_text()
        for number, line in enumerate(text.splitlines(), 1)
        if FORBIDDEN[what].search(line)
    ]
    assert found == []
