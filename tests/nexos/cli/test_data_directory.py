"""Where the database and the keys lie."""

from pathlib import Path

from command_line import Command


def test_only_its_owner_may_look_into_it(nexos: Command, tmp_path: Path) -> None:
    assert nexos("migrate").returncode == 0
    data = tmp_path / "data"
    assert data.stat().st_mode & 0o777 == 0o700
    for file in data.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file
    assert (data / "nexos.sqlite3").exists()
    assert {file.name for file in data.glob("*.key*")} == {"secret.key", "encryption.key"}


def test_its_name_may_hold_what_an_address_may_not(nexos: Command, tmp_path: Path) -> None:
    odd = tmp_path / "100%25 #1? ours"
    assert nexos("migrate", NEXOS_DATA_DIR=str(odd)).returncode == 0
    assert (odd / "nexos.sqlite3").exists()
    assert [entry.name for entry in tmp_path.iterdir()] == [odd.name]
