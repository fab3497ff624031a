"""`./run bench`: every benchmark, or one by name. The whole takes less than five minutes on two cores."""

import argparse
import signal
import sys

from benchmarks import lists, pull, quiet, serving

BENCHMARKS = {"pull": pull.measure, "quiet": quiet.measure, "lists": lists.measure, "emulator": serving.measure}


def main() -> int:
    """Runs what was asked for; what went wrong in a process it started is one line, below that process's own words."""
    parser = argparse.ArgumentParser(prog="./run bench", description="Speed, as ratios measured in one run.")
    parser.add_argument("name", nargs="?", choices=BENCHMARKS, help="only this one (default: all)")
    parser.add_argument("--scale", type=float, default=1.0, help="times the usual amount of data (default: 1)")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the processes it started end with it
    try:
        for name, measure in BENCHMARKS.items():
            if given.name in (None, name):
                measure(given.scale)
    except RuntimeError as failure:
        print(f"bench: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
