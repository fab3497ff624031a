"""One worker process of a crash test: does the pushes that are due, then ends.

    python worker.py [SECONDS]        works as if it were SECONDS later

It dies on the way at the point named in NEXOS_CRASH_AT (see `kit.checkpoints`).
"""

import sys
from datetime import timedelta

import django

django.setup()

from nexos.kit import clock  # noqa: E402 - Django has to be set up first
from nexos.kit.jobs.lease import claim  # noqa: E402
from nexos.kit.jobs.worker import run  # noqa: E402
from nexos.quickbooks.push.outbox import PUSH  # noqa: E402

later = timedelta(seconds=float(sys.argv[1]) if len(sys.argv) > 1 else 0)
with clock.travel(later):
    while claimed := claim(1, [PUSH]):
        run(claimed[0])
