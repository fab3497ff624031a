"""The state file itself: whose it is, who may open it, and what wins when something else would fill the emulator."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

SMALL = {"realm_id": "4620816365000077", "size": "small", "seed": 3}


def refusal(*options: str) -> str:
    """The one line it says when it does not start."""
    command = [sys.executable, "-m", "qbo_emulator", "--port", "0", *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert done.returncode == 2
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.mark.parametrize("content", [b"Dear diary", b"SQLite format 3\x00" + b"x" * 9000])
def test_another_file_is_refused_in_one_sentence_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "diary"
    file.write_bytes(content)

    assert str(file) in refusal("--state", str(file))
    assert file.read_bytes() == content


def test_the_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "accounts.sqlite3"
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE note (text)")
    content = file.read_bytes()

    assert "belongs to another program" in refusal("--state", str(file))
    assert file.read_bytes() == content


def test_a_file_of_another_format_is_refused(lasting: Any) -> None:
    lasting.start()
    lasting.stop()
    with closing(sqlite3.connect(lasting.file)) as database:
        database.execute("PRAGMA user_version = 99")

    assert "format 99" in refusal("--state", str(lasting.file))


def test_notes_it_cannot_read_are_said_so(lasting: Any) -> None:
    lasting.start().control("sample", SMALL | {"size": "empty"})
    lasting.stop()
    with closing(sqlite3.connect(lasting.file)) as database:
        database.execute("UPDATE note SET value = '[]' WHERE kind = 'object CompanyInfo'")
        database.commit()

    assert str(lasting.file) in refusal("--state", str(lasting.file))


def test_a_place_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    assert "cannot be written" in refusal("--state", str(tmp_path / "missing" / "state"))
    assert "cannot be written" in refusal("--state", str(tmp_path))


def test_two_emulators_do_not_share_a_file(lasting: Any) -> None:
    emulator = lasting.start()

    assert "in use" in refusal("--state", str(lasting.file))
    assert emulator.control("realms") == []


def test_only_the_owner_may_read_it_and_an_orderly_end_leaves_one_file(lasting: Any) -> None:
    emulator = lasting.start()
    emulator.control("sample", SMALL)
    lasting.stop()

    assert [each.name for each in lasting.file.parent.iterdir()] == [lasting.file.name]
    assert lasting.file.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(lasting.file)) as database:
        [(invoices,)] = database.execute("SELECT count(*) FROM note WHERE kind = 'object Invoice'")
    assert invoices == 40


def test_what_became_of_a_seeded_company_wins_over_its_folder(lasting: Any, tmp_path: Path) -> None:
    folder = tmp_path / "craft"
    folder.mkdir()
    (folder / "Customer.json").write_text(json.dumps([{"Id": "7", "DisplayName": "Old", "SyncToken": "0"}]))
    emulator = lasting.start("--seed-dir", str(folder))
    [company] = emulator.control("realms")
    with emulator.api(company["realm_id"]) as api:
        change = {"Id": "7", "SyncToken": "0", "sparse": True, "DisplayName": "New"}
        assert api.post("/customer", json=change).status_code == 200

    emulator = lasting.restart("--seed-dir", str(folder))

    assert emulator.control("realms") == [company]
    assert [each["object"]["DisplayName"] for each in emulator.documents(company["realm_id"], "Customer")] == ["New"]
    other = tmp_path / "other"
    folder.rename(other)
    emulator = lasting.restart("--seed-dir", str(other))
    assert [each["name"] for each in emulator.control("realms")] == ["craft", "other"]


def test_what_became_of_a_sample_wins_over_making_it_again(lasting: Any) -> None:
    emulator = lasting.start()
    made = emulator.control("sample", SMALL)
    with emulator.api(SMALL["realm_id"]) as api:
        assert api.post("/customer", json={"DisplayName": "Mine"}).status_code == 200

    emulator = lasting.restart()

    found = emulator.control("sample", SMALL)
    assert (found["realm_id"], found["name"]) == (made["realm_id"], made["name"])
    assert found["counts"] == made["counts"] | {"Customer": made["counts"]["Customer"] + 1}
    refused = emulator.http.post("/_emulator/sample", json=SMALL | {"seed": 4})
    assert refused.status_code == 400
    assert "realm_id" in refused.json()["error"]
