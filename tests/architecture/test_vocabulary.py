"""Two vocabularies meet; each stays on its side of the wall."""

import ast
import re

import pytest
from source import SOURCE, modules

DOMAIN = ("accounts", "billing", "catalog", "crm", "procurement", "sales", "timekeeping")
THEIRS = re.compile(
    r"SyncToken|sync_token|realm|CustomerRef|ItemRef|QuickBooks|quickbooks|\bqbo\b|DocNumber", re.IGNORECASE
)
# `origin` of a company and the cause of a change name the system they came from.
ALLOWED = re.compile(r"[\"']quickbooks(:\w+|:\*)?[\"']")


@pytest.mark.parametrize("app", DOMAIN)
def test_the_domain_does_not_know_quickbooks_exists(app: str) -> None:
    found = []
    for name in modules():
        if name.startswith(f"nexos/{app}/"):
            for number, line in enumerate((SOURCE / name).read_text().splitlines(), 1):
                if THEIRS.search(ALLOWED.sub("", line)):
                    found.append(f"{name}:{number}: {line.strip()}")
    assert found == []


def test_code_reads_the_clock_in_one_place() -> None:
    """Except the client and the emulator, which have clocks of their own, and the engine, which runs on real time."""
    asked = [
        f"{name}:{node.lineno}"
        for name, tree in modules().items()
        if name.startswith("nexos/") and name not in ("nexos/kit/clock.py", "nexos/kit/jobs/embedded.py")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in ("now", "today", "utcnow")
        and isinstance(node.value, ast.Name)
        and node.value.id in ("datetime", "date", "timezone")
    ]
    assert asked == []
