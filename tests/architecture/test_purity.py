"""Decisions are pure: they can be tested by a table, because they know neither Django nor HTTP."""

import pytest
from source import imported_names, modules

PURE = (
    "qbo/retry.py",
    "qbo/faults.py",
    "qbo/errors.py",
    "qbo/query.py",
    "qbo/entities/",
    "nexos/kit/money.py",
    "nexos/sales/totals.py",
    "nexos/quickbooks/mapping/matching.py",
    "nexos/quickbooks/push/translators/",
    "qbo_emulator/language/",
    "qbo_emulator/rules/",
)
IMPURE = ("django", "httpx2", "werkzeug", "authlib", "requests", "socket")


@pytest.mark.parametrize("place", PURE)
def test_a_decision_imports_neither_django_nor_http(place: str) -> None:
    found = {name: tree for name, tree in modules().items() if name.startswith(place)}
    assert found, f"{place} is gone: mend this list"
    guilty = [
        f"{name}:{line}: {imported}"
        for name, tree in found.items()
        for line, imported in imported_names(tree)
        if imported.partition(".")[0] in IMPURE
    ]
    assert guilty == []
