"""The rule that nothing waits for another system while it holds a transaction."""

from django.db import connection


def refuse_open_transaction(act: str) -> None:
    """Raises RuntimeError when a database transaction is open: `act` would hold its locks while a network answers.

    Tests that wrap each case in a transaction of their own do not count.
    """
    if any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks):
        raise RuntimeError(f"{act} was attempted inside an open database transaction")
