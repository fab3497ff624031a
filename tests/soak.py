"""`./run soak`: the gates of reliability at their full counts, one after the other, ending with a line for each.

Every gate runs in a process of its own, within its share of the time: a round that began is finished, none begins
afterwards. What failed can be tried again with the seed that is printed.
"""

import argparse
import os
import random
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
FULL = dict.fromkeys(("B2", "B3", "B4", "B5", "B6", "B9", "C1", "C2", "C3", "C4"), 20) | {"B1": 100, "B7": 40, "B8": 10}
SCALES = dict(sorted(FULL.items()))
"""Times the count of a gate in `./run test`."""

NO_TESTS = 5  # pytest's exit code


def main() -> int:
    """Runs what was asked for; 1 when a gate did not hold."""
    given = _arguments()
    gates = [name.upper() for name in given.gates] or list(SCALES)
    seed = given.seed if given.seed is not None else random.randrange(10**9)
    print(f"seed {seed}; {given.minutes:g} minutes in all, {given.minutes / len(gates):.1f} for each of {len(gates)}")
    lines, held = [], True
    for gate in gates:
        began = time.monotonic()
        print(f"== {gate}, {SCALES[gate] * given.scale:g} times its gate's counts", flush=True)
        code, counts = _run(gate, SCALES[gate] * given.scale, seed, 60 * given.minutes / len(gates))
        held = held and code in (0, NO_TESTS)
        verdict = {0: "holds", NO_TESTS: "no tests"}.get(code, "DOES NOT HOLD")
        lines.append(f"{gate}  {verdict:14} {counts}, {time.monotonic() - began:.0f} s")
    print("\n".join(["", f"soak, seed {seed}", *lines]))
    return 0 if held else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run soak", description="The gates of reliability at their full counts.")
    parser.add_argument("gates", nargs="*", metavar="GATE", help=f"only these (default: {', '.join(SCALES)})")
    parser.add_argument("--minutes", type=float, default=120.0, help="of time for all of them (default: 120)")
    parser.add_argument("--scale", type=float, default=1.0, help="times the full counts (default: 1)")
    parser.add_argument("--seed", type=int, help="of an earlier soak, to repeat it")
    given = parser.parse_args()
    if unknown := [name for name in given.gates if name.upper() not in SCALES]:
        parser.error(f"there is no gate {unknown[0]}; there are {', '.join(SCALES)}")
    if given.minutes <= 0 or given.scale <= 0:
        parser.error("--minutes and --scale must be above 0")
    return given


def _run(gate: str, scale: float, seed: int, seconds: float) -> tuple[int, str]:
    """The exit code of the gate's tests, and what they counted."""
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), str(ROOT / "src")]),
        "NEXOS_SOAK_SCALE": str(scale),
        "NEXOS_SOAK_SEED": str(seed),
        "NEXOS_SOAK_UNTIL": str(time.time() + seconds),
    }
    # Only what a test prints is captured, so that the rounds of a long one show on the terminal.
    options = ["-p", "soak_gates", "--gate", gate, "-n0", "-v", "--no-header", "--capture=sys"]
    options += ["-o", "faulthandler_timeout=0"]  # a test with many rounds takes as long as it takes
    command = [sys.executable, "-m", "pytest", *options, "tests/nexos", "tests/crash", "tests/journeys"]
    counts = "nothing counted"
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(f"  {line}", end="", flush=True)
            if line.startswith("counts: "):
                counts = line.removeprefix("counts: ").strip()
    return process.returncode, counts


if __name__ == "__main__":
    sys.exit(main())
