"""`python -m qbo_emulator`: how it starts, refuses to start, and ends."""

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from emulator_process import running_emulator

COMMAND = [sys.executable, "-m", "qbo_emulator"]

CUSTOMER = {"Id": "7", "DisplayName": "Café", "Balance": 12.50, "UnknownField": {"kept": True}}


def refusal(*options: str) -> str:
    """The one line it says when it does not start."""
    done = subprocess.run([*COMMAND, *options], capture_output=True, text=True, timeout=30)
    assert done.returncode == 2
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_ends_quietly_when_told_to(how: signal.Signals) -> None:
    with subprocess.Popen(
        [*COMMAND, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        url = process.stdout.readline().removeprefix("listening on ").strip()
        assert httpx2.get(url + "/_emulator/realms").json() == []
        process.send_signal(how)
        assert process.wait(timeout=10) == 0
        assert process.stderr.read() == ""


def test_port_in_use_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert port in refusal("--port", port)


def test_port_that_cannot_be_is_one_sentence() -> None:
    assert "70000" in refusal("--port", "70000")


def test_seed_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    assert "missing" in refusal("--seed-dir", str(tmp_path / "missing"))


def test_empty_seed_folder_is_one_sentence(tmp_path: Path) -> None:
    assert tmp_path.name in refusal("--seed-dir", str(tmp_path))


@pytest.mark.parametrize("text", ["[{", '"text"', '{"DisplayName": "no id"}', '[{"DisplayName": "no id"}]', "[7]"])
def test_broken_seed_file_is_one_sentence_naming_it(tmp_path: Path, text: str) -> None:
    (tmp_path / "Customer.json").write_text(text)
    assert "Customer" in refusal("--port", "0", "--seed-dir", str(tmp_path))


def test_seed_folder_becomes_a_company_named_after_it(tmp_path: Path) -> None:
    folder = tmp_path / "craft"
    folder.mkdir()
    (folder / "Customer.json").write_text(json.dumps([CUSTOMER]))
    with running_emulator("--seed-dir", str(folder)) as emulator:
        [company] = emulator.control("realms")
        assert company["name"] == "craft"
        [stored] = emulator.documents(company["realm_id"], "Customer")
        assert stored == {"entity": "Customer", "id": "7", "deleted": False, "object": CUSTOMER}


def test_seed_folder_with_company_info_gives_the_name(tmp_path: Path) -> None:
    (tmp_path / "CompanyInfo.json").write_text(json.dumps([{"Id": "1", "CompanyName": "Harbour & Sons"}]))
    with running_emulator("--seed-dir", str(tmp_path)) as emulator:
        assert [company["name"] for company in emulator.control("realms")] == ["Harbour & Sons"]


def test_more_signals_end_it_as_quietly() -> None:
    """Ctrl-C reaches the whole terminal; a parent process then ends its children with SIGTERM."""
    for _ in range(3):
        with subprocess.Popen(
            [*COMMAND, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.readline()
            process.send_signal(signal.SIGINT)
            while process.poll() is None:
                process.send_signal(signal.SIGTERM)
            assert process.stderr.read() == ""
            assert process.returncode == 0
