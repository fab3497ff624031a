"""`qbo-emulator`, or `python -m qbo_emulator`: run the emulator until it is stopped."""

import argparse
import contextlib
import signal
import sys
from pathlib import Path
from typing import NoReturn

from qbo_emulator.app import application
from qbo_emulator.emulator import Emulator
from qbo_emulator.seed_directory import UnusableSeed, seed_from
from qbo_emulator.server import Server
from qbo_emulator.world import World

EXIT_UNUSABLE = 2


def main(arguments: list[str] | None = None) -> int:
    """Serve until Ctrl-C or SIGTERM. Returns the exit code: 2 when it cannot start, with one sentence saying why."""
    options = _options(arguments)
    signal.signal(signal.SIGTERM, _stop)
    with contextlib.suppress(KeyboardInterrupt):
        return _serve(options)
    return 0


def _serve(options: argparse.Namespace) -> int:
    emulator = Emulator(World(), realistic_latency=options.realistic_latency)
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
    parser.add_argument("--seed-dir", type=Path, metavar="DIR", help="a folder of <Entity>.json files: one company")
    parser.add_argument("--realistic-latency", action="store_true", help="answer as slowly as the live service")
    return parser.parse_args(arguments)


def _stop(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _refuse(sentence: str) -> int:
    print(f"qbo-emulator: {sentence}", file=sys.stderr)
    return EXIT_UNUSABLE


if __name__ == "__main__":
    sys.exit(main())
