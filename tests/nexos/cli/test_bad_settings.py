"""A setting that cannot be used is one line that names it and says what to do; nothing is started."""

import os
import socket
from pathlib import Path

import pytest

from command_line import Command


def refusal(answer: object) -> str:
    """The one line that was said."""
    said = getattr(answer, "stderr", "")
    assert getattr(answer, "returncode", None) == 2, said
    assert said.count("\n") == 1, said
    return str(said)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("NEXOS_DATABASE_URL", "postgresql://me:hush@localhost:port/nexos", "check its host and port"),
        ("NEXOS_DATABASE_URL", "sqlite:////nowhere/nexos.sqlite3", "“/nowhere/nexos.sqlite3” cannot be opened"),
        ("NEXOS_DATABASE_URL", "postgresql://me:hush@127.0.0.1:1/books", "“books” cannot be opened"),
        ("NEXOS_BASE_URL", "https://nexos.example/app", "it must end after its host or port"),
        ("NEXOS_ENCRYPTION_KEYS", "aGVsbG8=", "a key has 5 bytes; each must have 32"),
        ("NEXOS_LOG_LEVEL", "LOUD", "“LOUD” is none of"),
    ],
)
def test_is_named_with_what_to_do(nexos: Command, name: str, value: str, sentence: str) -> None:
    said = refusal(nexos("migrate", **{name: value}))
    assert said.startswith(f"nexos: {name}: ")
    assert sentence in said
    assert "hush" not in said


def test_a_damaged_key_file_is_named(nexos: Command, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    key = tmp_path / "data" / "secret.key"
    key.write_text("")
    assert f"kept in {key}: it must hold at least 32 bytes" in refusal(nexos("migrate"))


@pytest.mark.parametrize("command", [("demo", "--port"), ("demo", "--emulator-port"), ("serve", "--port")])
def test_a_port_in_use_is_named(nexos: Command, command: tuple[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = refusal(nexos(*command, str(taken.getsockname()[1])))
    assert said.startswith(f"nexos: {command[1]}: ")
    assert "choose another port" in said


def test_a_company_without_objects_is_refused_before_anything_starts(nexos: Command, tmp_path: Path) -> None:
    said = refusal(nexos("demo", "--company", str(tmp_path), "--data-dir", str(tmp_path / "fresh")))
    assert "holds no <Entity>.json file" in said
    assert not (tmp_path / "fresh").exists()


def test_a_company_that_is_not_json_names_the_file(nexos: Command, tmp_path: Path) -> None:
    (tmp_path / "Customer.json").write_text("{")
    assert "Customer.json is not a JSON object or a list of Customer objects" in refusal(
        nexos("demo", "--company", str(tmp_path))
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_directory_that_cannot_be_written_is_named(nexos: Command, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    for answer in (nexos("migrate"), nexos("demo", "--data-dir", str(tmp_path / "data"))):
        assert "cannot be created (Permission denied); name" in refusal(answer)


def test_a_file_in_place_of_the_data_directory_is_named(nexos: Command, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    for answer in (nexos("migrate"), nexos("demo", "--data-dir", str(tmp_path / "data"))):
        assert "cannot be created (File exists); name" in refusal(answer)


@pytest.mark.skipif("NEXOS_DATABASE_URL" not in os.environ, reason="row security is PostgreSQL's")
def test_a_role_that_row_security_does_not_bind_is_refused(nexos: Command) -> None:
    superuser = os.environ["NEXOS_DATABASE_URL"].replace("//nexos@", "//owner@")
    assert "neither SUPERUSER nor BYPASSRLS" in refusal(nexos("migrate", NEXOS_DATABASE_URL=superuser))
