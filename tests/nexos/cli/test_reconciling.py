"""Both ledgers compared from a terminal."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from command_line import Command
from emulator_process import EmulatorProcess, emulator

__all__ = ["emulator"]

TENANT = ("--tenant", "northwind")


@pytest.fixture
def northwind(nexos: Command, emulator: EmulatorProcess) -> Command:
    """A tenant with a small company attached."""
    tokens = emulator.tokens(emulator.company("small"))
    grant = ["--realm", tokens["realm_id"], "--api-url", emulator.url]
    grant += ["--access-token", tokens["access_token"], "--refresh-token", tokens["refresh_token"]]
    for arguments in (
        ["migrate"],
        ["tenant", "create", "northwind", "--name", "Northwind IT", "--time-zone", "UTC"],
        ["qbo", "attach", *TENANT, *grant],
    ):
        done = nexos(*arguments)
        assert done.returncode == 0, done.stderr
    return nexos


def test_it_agrees_or_names_what_differs(northwind: Command, tmp_path: Path) -> None:
    first = northwind("qbo", "reconcile", *TENANT, "--months", "6")
    assert first.returncode == 0, first.stdout + first.stderr
    assert first.stdout.startswith("About ")
    assert "Agrees to the cent through" in first.stdout
    assert "=" in first.stdout
    with closing(sqlite3.connect(tmp_path / "data" / "nexos.sqlite3")) as database, database:
        table = "quickbooks_mirror_invoice"
        [(lost,)] = database.execute(f"SELECT qbo_id FROM {table} WHERE balance_minor > 0 LIMIT 1")
        database.execute(f"DELETE FROM {table} WHERE qbo_id = ?", [lost])
    second = northwind("qbo", "reconcile", *TENANT, "--json")
    assert second.returncode == 1, second.stderr
    said = json.loads(second.stdout)
    assert said["state"] == "differs"
    assert [(one["kind"], one["id"], one["why"]) for one in said["differences"]] == [("Invoice", lost, "missing")]


def test_months_that_are_none_are_refused_by_name(northwind: Command) -> None:
    for arguments, word in ((["--months", "99"], "months"), (["--from", "March"], "from")):
        refused = northwind("qbo", "reconcile", *TENANT, *arguments)
        assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
        assert refused.stderr.startswith(f"nexos: {word}: ")
