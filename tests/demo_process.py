"""The demo as a real process."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Demo:
    """A running demo: where the application is, and what it printed before it was ready."""

    url: str
    emulator_url: str
    process: subprocess.Popen[str]


def start_demo(directory: Path, environment: dict[str, str], *options: str) -> Demo:
    """Starts `nexos demo` and waits for its `ready` line; the caller ends it."""
    command = [sys.executable, "-m", "nexos.cli", "demo", "--data-dir", str(directory), *options]
    log = directory.with_suffix(".log")
    with log.open("w") as said:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=said, text=True)
    assert process.stdout
    emulator_url = ""
    for line in process.stdout:
        if line.startswith("QuickBooks' stand-in"):
            emulator_url = next(word for word in line.split() if word.startswith("http"))
        if line.startswith("ready "):
            return Demo(line.split()[1], emulator_url, process)
    process.communicate(timeout=60)
    raise AssertionError(f"the demo did not start: {log.read_text()}")


def end(process: subprocess.Popen[str]) -> int:
    """Ends the demo as a service manager would; returns its exit status."""
    process.terminate()
    process.communicate(timeout=90)
    return process.returncode
