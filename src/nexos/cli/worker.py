"""`nexos worker`: a process that does the jobs, and nothing else."""

import argparse
import signal
from typing import Any

from nexos.cli.django_setup import load_django
from nexos.cli.migrate import refuse_old_database
from nexos.kit.errors import BadSetting

END_WITHIN = 30  # seconds
_ENDS = {signal.SIGINT, signal.SIGTERM}


def add_commands(commands: Any) -> None:
    """Adds `worker`."""
    parser = commands.add_parser("worker", help="does the jobs; on PostgreSQL any number may run, on any machine")
    parser.add_argument("--threads", type=int, default=8, help="jobs done at once")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> None:
    """Until SIGTERM or Ctrl-C; then it claims nothing more, and what runs has END_WITHIN seconds to end."""
    if given.threads < 1:
        raise BadSetting("--threads", "it must be 1 or more")
    load_django()
    refuse_old_database()
    from nexos.kit.jobs.engine import engine

    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)  # of every thread, so that only sigwait hears them
    working = engine(given.threads)
    working.start()
    print(f"ready: doing what is due in {given.threads} threads", flush=True)
    signal.sigwait(_ENDS)
    signal.alarm(END_WITHIN)  # the kernel ends what does not end by itself; its work is resumed from its rows
    working.stop()
