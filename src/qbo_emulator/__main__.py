"""`qbo-emulator`, or `python -m qbo_emulator`: run the emulator until it is stopped."""

import argparse
import contextlib
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qbo_emulator.app import application
from qbo_emulator.emulator import Emulator
from qbo_emulator.seed_directory import UnusableSeed, seed_from
from qbo_emulator.server import Server
from qbo_emulator.state_file import StateFile, UnusableState
from qbo_emulator.store.ledger import State
from qbo_emulator.world import World

EXIT_UNUSABLE = 2


def main(arguments: list[str] | None = None) -> int:
    """Serve until Ctrl-C or SIGTERM. Returns the exit code: 2 when it cannot start, with one sentence saying why."""
    options = _options(arguments)
    try:
        _on_signals(_Interruption())
        return _serve(options)
    except KeyboardInterrupt:
        return 0
    finally:
        _on_signals(signal.SIG_IGN)


def _serve(options: argparse.Namespace) -> int:
    try:
        with contextlib.closing(StateFile(options.state) if options.state else State()) as state:
            return _serve_with(state, options)
    except UnusableState as problem:
        return _refuse(str(problem))


def _serve_with(state: State, options: argparse.Namespace) -> int:
    emulator = Emulator(World(state=state), realistic_latency=options.realistic_latency)
    try:
        if options.seed_dir is not None:
            seed_from(emulator.world, options.seed_dir)
        server = Server(options.host, options.port, application(emulator))
    except UnusableSeed as problem:
        return _refuse(str(problem))
    except (OSError, OverflowError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else problem
        return _refuse(f"Cannot listen on {options.host} port {options.port}: {reason}.")
    with server:
        print(f"listening on {server.url}", flush=True)
        server.serve_forever()
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="qbo-emulator", description="Stands in for QuickBooks Online: OAuth server and Accounting API."
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=9091, help="0 takes a free one (default: %(default)s)")
    parser.add_argument(
        "--state",
        type=Path,
        metavar="FILE",
        help="keep everything in this file, which outlives the process (made if missing); companies, tokens and "
        "settings it holds are there again at once, and win over --seed-dir and samples: the company they would "
        "make is not made a second time",
    )
    parser.add_argument("--seed-dir", type=Path, metavar="DIR", help="a folder of <Entity>.json files: one company")
    parser.add_argument("--realistic-latency", action="store_true", help="answer as slowly as the live service")
    return parser.parse_args(arguments)


class _Interruption:
    """Ctrl-C reaches a whole terminal, and a parent then sends SIGTERM as well: the first ends it, the others do not.

    They are not simply ignored from the first on: Python prints a complaint about a signal that is on its way then.
    """

    def __init__(self) -> None:
        self._came = False

    def __call__(self, _signal: int, _frame: object) -> None:
        if not self._came:
            self._came = True
            raise KeyboardInterrupt


def _on_signals(handler: Callable[[int, Any], None] | signal.Handlers) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, handler)


def _refuse(sentence: str) -> int:
    print(f"qbo-emulator: {sentence}", file=sys.stderr)
    return EXIT_UNUSABLE


if __name__ == "__main__":
    sys.exit(main())
