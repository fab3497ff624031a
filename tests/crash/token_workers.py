"""Processes that ask for a connection's access token, all at once and again and again.

    python token_workers.py TENANT_ID CONNECTION_ID COUNT

For each line of its input it forks COUNT children that ask together, and answers with one line: what each got, as a
digest of the token, the name of an error, or "killed". A child dies at the point named in NEXOS_CRASH_AT.
"""

import hashlib
import os
import sys
import time
from uuid import UUID

import django

django.setup()

from nexos.kit.errors import NexosError  # noqa: E402 - Django has to be set up first
from nexos.quickbooks.connection.refresh import AccessTokens  # noqa: E402
from qbo.errors import QboError  # noqa: E402

_MOMENT = 0.05  # seconds until all children are there


def ask(tenant_id: UUID, connection_id: UUID, at: float) -> str:
    """What one child gets."""
    time.sleep(max(0.0, at - time.time()))
    try:
        return hashlib.sha256(AccessTokens(tenant_id, connection_id).current().encode()).hexdigest()
    except (NexosError, QboError) as refusal:
        return type(refusal).__name__


def asked_together(tenant_id: UUID, connection_id: UUID, count: int) -> list[str]:
    """What all of them get."""
    at = time.time() + _MOMENT
    pipes = []
    for _ in range(count):
        told, tell = os.pipe()
        if os.fork() == 0:
            os.write(tell, ask(tenant_id, connection_id, at).encode())
            os._exit(0)
        os.close(tell)
        pipes.append(told)
    answers = [os.fdopen(told).read() or "killed" for told in pipes]
    for _ in pipes:
        os.wait()
    return answers


if __name__ == "__main__":
    tenant, connection, number = UUID(sys.argv[1]), UUID(sys.argv[2]), int(sys.argv[3])
    for _ in sys.stdin:
        sys.stdout.write(" ".join(asked_together(tenant, connection, number)) + "\n")
        sys.stdout.flush()
