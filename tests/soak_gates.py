"""Plugin of pytest that runs the tests of one gate: those marked `@pytest.mark.gate("B3")`.

`pytest -p soak_gates --gate B3`; without `--gate` it changes nothing. Its last line counts tests and rounds.
"""

from collections.abc import Iterator
from typing import Any

import pytest

import soak_scale


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--gate", help="only the tests of this gate, such as B3")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    gate = config.getoption("gate")
    if gate is None:
        return
    chosen = [item for item in items if gate in (mark.args[0] for mark in item.iter_markers("gate"))]
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = chosen


def pytest_runtest_setup(item: pytest.Item) -> None:
    items = item.session.items
    soak_scale.take_share(of_tests=len(items) - items.index(item))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: Any = yield
    if report.when == "call":
        report.user_properties.append(("rounds", sum(soak_scale.done)))
        soak_scale.done.clear()
    return report


def pytest_terminal_summary(terminalreporter: Any) -> None:
    reports = [one for outcome in ("passed", "failed") for one in terminalreporter.stats.get(outcome, [])]
    calls = [one for one in reports if one.when == "call"]
    rounds = sum(dict(one.user_properties).get("rounds", 0) for one in calls)
    failed = sum(one.failed for one in reports) + len(terminalreporter.stats.get("error", []))
    terminalreporter.write_line(f"counts: {len(calls)} tests, {rounds} rounds, {failed} failed")
