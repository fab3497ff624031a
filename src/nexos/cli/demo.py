"""`nexos demo`: emulator and application together, with a company ready to connect, until Ctrl-C."""

import argparse
import os
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

from nexos.cli.demo_data import Prepared, prepare
from nexos.cli.processes import Supervisor
from nexos.cli.serve import refuse_port_in_use
from nexos.kit.errors import BadSetting


def add_commands(commands: Any) -> None:
    """Adds `demo`."""
    parser = commands.add_parser("demo", help="the whole loop, ready to click")
    parser.add_argument("--port", type=int, default=0, help="the application's port (default: a free one)")
    parser.add_argument("--emulator-port", type=int, default=0, help="the emulator's port (default: a free one)")
    parser.add_argument("--data-dir", type=Path, help="where the data lies (default: a fresh directory)")
    parser.add_argument(
        "--company",
        type=Path,
        help="a directory of raw QuickBooks objects, <Entity>.json, instead of the sample company",
    )
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    port = _port(given.port, "--port")
    emulator_port = _port(given.emulator_port, "--emulator-port")
    if given.company and not any(given.company.glob("*.json")):
        raise BadSetting("--company", f"{given.company} holds no <Entity>.json file")
    directory = _data_dir(given.data_dir)
    with Supervisor() as processes:
        emulator = processes.start("emulator", _emulator_command(emulator_port, directory, given.company), os.environ)
        emulator_url = emulator.wait_for("listening on ")
        application_url = f"http://127.0.0.1:{port}"
        os.environ |= {
            "NEXOS_DATA_DIR": str(directory),
            "NEXOS_BASE_URL": application_url,
            "NEXOS_QBO_API_URL": emulator_url,
            "NEXOS_QBO_OAUTH_URL": emulator_url,
            "NEXOS_QBO_APP_URL": emulator_url,
            "NEXOS_DEMO": "1",
        }
        prepared = prepare(emulator_url, sample=not given.company)
        serve = [sys.executable, "-m", "nexos.cli", "serve", "--port", str(port)]
        processes.start("application", serve, os.environ).wait_for("listening on ")
        _tell(application_url, emulator_url, directory, prepared)
        return processes.wait()


def _port(asked: int, option: str) -> int:
    if asked:
        refuse_port_in_use("127.0.0.1", asked, option)
        return asked
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _data_dir(given: Path | None) -> Path:
    if given is None:
        return Path(tempfile.mkdtemp(prefix="nexos-demo-"))
    try:
        given.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(
            "--data-dir", f"{given} cannot be created ({error.strerror}); name another directory"
        ) from error
    if not os.access(given, os.W_OK | os.X_OK):
        raise BadSetting("--data-dir", f"{given} cannot be written; name another directory")
    return given.absolute()


def _emulator_command(port: int, directory: Path, company: Path | None) -> list[str]:
    state = str(directory / "quickbooks.sqlite3")
    command = [sys.executable, "-m", "qbo_emulator", "--port", str(port), "--state", state]
    return [*command, "--seed-dir", str(company)] if company else command


def _tell(application: str, emulator: str, directory: Path, prepared: Prepared) -> None:
    print(
        f"""
NEXOS CORE is at        {application}
Sign in as              {prepared.email}
with the password       {prepared.password}
QuickBooks' stand-in    {emulator}  (you are the bookkeeper there)
Mail it would send      {application}/outbox/
Data lies in            {directory}

What to click:
 1. QuickBooks settings → Connect to QuickBooks → “{prepared.company}” → Connect. The first read starts by itself.
 2. Mapping → Accept the sure matches → Create the other companies.
 3. Quotes → the approved one → Make invoice → Make the draft → Issue → Preview and send → Send to QuickBooks.
 4. On the invoice, Open … in QuickBooks → Record payment. Back here, Sync now: it is paid.

Ctrl-C ends everything.
ready {application}""",
        flush=True,
    )
