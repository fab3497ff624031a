"""A pull whose process is killed goes on where it stopped."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

import raw_objects as raw
from books import Books
from emulator_process import EmulatorProcess
from nexos.kit import clock
from nexos.kit.jobs.models import DueWork
from nexos.kit.tenancy import scope
from nexos.quickbooks.mirror.models import ReadPage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.crash]

PULL = """
import django
django.setup()
from nexos.kit.jobs.embedded import run_due
run_due()
"""


def database_url() -> str:
    """The test's own database, for another process."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    return f"postgresql://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}/{given['NAME']}"


def lose_leases() -> None:
    """As if the seconds had passed after which another worker may take over."""
    DueWork.objects.update(leased_until=clock.now() - timedelta(seconds=1))


def pages_stored(books: Books) -> int:
    with scope(books.tenant_id):
        return ReadPage.objects.of(books.tenant_id).filter(coverage__entity="Invoice").count()


@pytest.mark.parametrize("kill_after", [1, 3, 5])
def test_after_a_kill_nothing_is_lost_and_at_most_one_page_of_a_kind_is_read_twice(
    kill_after: int, connect: Callable[[str], Books], emulator: EmulatorProcess
) -> None:
    realm_id = emulator.company()
    invoices = [raw.invoice(n) for n in range(1, 6501)]
    emulator.seed(realm_id, {"Customer": [raw.customer(1)], "Invoice": invoices})
    books = connect(realm_id)
    since = books.last_request()
    slow = emulator.fault("slow", {"entity": "Invoice"}, realm_id=realm_id, times=100, delay_s=0.15)
    environment = os.environ | {
        "NEXOS_DATABASE_URL": database_url(),
        "NEXOS_QBO_API_URL": emulator.url,
        "NEXOS_QBO_OAUTH_URL": emulator.url,
    }
    command = [sys.executable, "-c", PULL]
    with subprocess.Popen(command, env=environment) as process:
        while pages_stored(books) < kill_after:
            assert process.poll() is None, "the pull ended before it could be killed"
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    emulator.control(f"faults/{slow}", method="DELETE")
    at_kill = pages_stored(books)
    assert kill_after <= at_kill < 7
    lose_leases()
    run = books.work()
    assert run.state == "done", run.message
    assert books.agrees()
    asked = [one["query"] for one in emulator.requests(since) if one["realm_id"] == realm_id]
    pages = [query for query in asked if "FROM%20Invoice%20" in query and "STARTPOSITION" in query]
    assert len(set(pages)) == 7
    assert len(pages) <= 7 + 1
