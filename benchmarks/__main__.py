"""`./run bench`: every benchmark, or one by name. The whole takes less than five minutes on two cores; growth, which
takes longer, is run by name only."""

import argparse
import signal
import sys

from benchmarks import growth, lists, pull, quiet, serving, table

BENCHMARKS = {"pull": pull.measure, "quiet": quiet.measure, "lists": lists.measure, "emulator": serving.measure}


def main() -> int:
    """Runs what was asked for; what went wrong in a process it started is one line, below that process's own words."""
    parser = argparse.ArgumentParser(prog="./run bench", description="Speed, as ratios measured in one run.")
    parser.add_argument("name", nargs="?", choices=[*BENCHMARKS, "growth"], help="only this one (default: all)")
    parser.add_argument("--scale", type=float, default=1.0, help="times the usual amount of data (default: 1)")
    parser.add_argument("--json", action="store_true", help="each table as a line of JSON")
    parser.add_argument("--full", action="store_true", help="growth: up to a million invoices")
    given = parser.parse_args()
    if given.json:
        table.use_json()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the processes it started end with it
    try:
        for name, measure in BENCHMARKS.items():
            if given.name in (None, name):
                measure(given.scale)
        if given.name == "growth":
            growth.measure(given.scale, full=given.full)
    except RuntimeError as failure:
        print(f"bench: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
