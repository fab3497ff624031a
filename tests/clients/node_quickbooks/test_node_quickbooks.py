"""node-quickbooks, unmodified, where Node is present; installed outside the repository, as its lock file pins it."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from emulator_process import EmulatorProcess, emulator

__all__ = ["emulator"]

HERE = Path(__file__).parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "qbo-emulator-tests" / "node-quickbooks"


@pytest.fixture(scope="session")
def installed() -> Path:
    """The folder with node_modules. Skips, with the reason, where it cannot be made."""
    for command in ("node", "npm"):
        if not shutil.which(command):
            pytest.skip(f"{command} is not installed")
    CACHE.mkdir(parents=True, exist_ok=True)
    lock = CACHE / "package-lock.json"
    done = CACHE / "installed"
    if not (done.exists() and lock.exists() and lock.read_bytes() == (HERE / "package-lock.json").read_bytes()):
        done.unlink(missing_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(HERE / name, CACHE / name)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        tried = subprocess.run(command, cwd=CACHE, capture_output=True, text=True, timeout=300, check=False)
        if tried.returncode:
            pytest.skip(f"npm could not install node-quickbooks: {tried.stderr.strip()[-300:] or 'no reason given'}")
        done.touch()
    shutil.copyfile(HERE / "walk.cjs", CACHE / "walk.cjs")
    return CACHE


@pytest.mark.xdist_group("node-quickbooks")
def test_a_walk_through_the_client(emulator: EmulatorProcess, installed: Path) -> None:
    realm_id = emulator.company()
    tokens = emulator.tokens(realm_id)
    command = ["node", "walk.cjs", emulator.url, realm_id, tokens["access_token"], tokens["refresh_token"]]

    walked = subprocess.run(command, cwd=installed, capture_output=True, text=True, timeout=60, check=False)

    assert walked.returncode == 0, walked.stderr
    told = json.loads(walked.stdout)
    assert told == {
        "taken": "6240",
        "byName": ["1"],
        "like": 1,
        "among": 1,
        "text": 2,
        "all": 2,
        "counted": 2,
        "edited": ["Called", 70, "1"],
        "stale": "5010",
        "pdf": "%PDF-",
        "sent": "EmailSent",
        "paid": 0,
        "open": 0,
        "deleted": "Deleted",
        "voided": 0,
        "batch": ["Customer", "Fault", "QueryResponse"],
        "changesTooOld": "500",
        "changes": 2,
        "report": "ProfitAndLoss",
        "file": ["note.txt", True],
        "taxCode": "Lakeside",
        "company": True,
        "preferences": "object",
        "refreshed": True,
    }
