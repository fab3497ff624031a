"""Gate B6: the limits of change data capture. What one call cannot tell (a thousand changes, or more than a month) is
read in another way, no deletion is missed, and the cursor is QuickBooks' own time, with an overlap."""

from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from urllib.parse import parse_qs

import pytest
from pytest_django.fixtures import Settings

import raw_objects as raw
from emulator_process import EmulatorProcess
from newcomers import Newcomer, arriving
from nexos.kit import clock
from nexos.quickbooks.inbound.progress import Progress
from quick_pull import quick_pull, write
from soak_scale import chance, rounds

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.gate("B6")]

MOST = 1000
OVERLAP_AT_LEAST = timedelta(minutes=5)


@pytest.fixture
def intuit(private_emulator: EmulatorProcess) -> EmulatorProcess:
    private_emulator.control("settings", {"throttle": False})
    return private_emulator


@pytest.fixture
def arrive(intuit: EmulatorProcess, settings: Settings, db: None) -> Newcomer:
    return arriving(intuit, settings)


class Company:
    """A pulled company of customers and invoices; changes to it, and pulls that must leave nothing out."""

    def __init__(self, intuit: EmulatorProcess, arrive: Newcomer, luck: Random, customers: int, invoices: int) -> None:
        self.intuit = intuit
        self.luck = luck
        self._numbers = count(1)
        realm_id = intuit.company()
        intuit.seed(
            realm_id,
            {
                "Customer": [raw.customer(n) for n in range(1, customers + 1)],
                "Invoice": [raw.invoice(n, customer_id="1") for n in range(10_001, 10_001 + invoices)],
            },
        )
        self.books = arrive(realm_id)
        assert not quick_pull(self.books).failures

    @property
    def now(self) -> datetime:
        """By QuickBooks' clock."""
        return datetime.fromisoformat(self.intuit.control("clock")["now"])

    def pull(self) -> Progress:
        """Pulls, and proves that nothing was missed."""
        pull = quick_pull(self.books)
        assert not pull.failures, pull.failures
        assert self.books.agrees()
        return pull.progress

    def touch(self, entity: str, how_many: int) -> None:
        """So many objects of a kind are edited at this moment."""
        stamp = {"LastUpdatedTime": self.now.replace(microsecond=0).isoformat()}
        some = self.luck.sample(sorted(self.books.there(entity).items()), how_many)
        note = f"edit {next(self._numbers)}"
        self.books.seed({entity: [one | {"Notes": note, "MetaData": one["MetaData"] | stamp} for _, one in some]})

    def change(self) -> str:
        """An edit, a new invoice and a deletion; the Id of what was deleted."""
        edited, deleted = self.luck.sample(sorted(self.books.there("Invoice")), 2)
        self.books.update("Invoice", edited, PrivateNote=f"edit {next(self._numbers)}")
        line = raw.invoice(next(self._numbers))["Line"][:1]
        gone = self.books.there("Invoice")[deleted]
        write(
            self.books,
            [
                {"operation": "create", "Invoice": {"CustomerRef": {"value": "1"}, "Line": line}},
                {"operation": "delete", "Invoice": {"Id": deleted, "SyncToken": gone["SyncToken"]}},
            ],
        )
        return deleted

    def asked_since(self, request: int) -> list[datetime]:
        """The moments whose changes were asked for after this request."""
        log = [one for one in self.intuit.requests(request) if one["path"].endswith("/cdc")]
        return [datetime.fromisoformat(parse_qs(one["query"])["changedSince"][0]) for one in log]


@pytest.mark.parametrize(
    ("customers", "invoices"), [(0, 999), (500, 499), (500, 500), (1, 999), (0, 1000), (0, 1001), (600, 900)]
)
def test_at_the_limit_and_above_it_an_answer_is_split_up(
    customers: int, invoices: int, intuit: EmulatorProcess, arrive: Newcomer
) -> None:
    luck = chance(f"B6 {customers} {invoices}")
    company = Company(intuit, arrive, luck, customers=620, invoices=1010)
    for number in rounds(1):
        intuit.control("clock", {"advance_s": 3600})
        with clock.travel(timedelta(hours=2 * number + 1)):
            company.pull()
        intuit.control("clock", {"advance_s": 3600})
        with clock.travel(timedelta(hours=2 * number + 2)):
            company.touch("Customer", customers)
            company.touch("Invoice", invoices)
            before = company.books.last_request()
            progress = company.pull()
            assert (len(company.asked_since(before)) > 1) == (customers + invoices >= MOST)
            assert (progress.of("Invoice").total is not None) == (invoices >= MOST)
            # All of that comes once more, being within the overlap, and this on top.
            intuit.control("clock", {"advance_s": 60})
            deleted = company.change()
            company.pull()
            assert deleted not in company.books.here("Invoice")


@pytest.mark.parametrize(
    ("gap", "whole"),
    [
        (timedelta(days=28, hours=23), False),
        (timedelta(days=29, hours=23), True),
        (timedelta(days=30, minutes=1), True),
        (timedelta(days=75), True),
    ],
    ids=str,
)
def test_after_a_gap_deletions_are_found_whoever_can_tell_of_them(
    gap: timedelta, whole: bool, intuit: EmulatorProcess, arrive: Newcomer
) -> None:
    company = Company(intuit, arrive, chance(f"B6 {gap}"), customers=3, invoices=60)
    for number in rounds(5):
        deleted = company.change()
        intuit.control("clock", {"advance_s": gap.total_seconds() / 2})
        deleted_later = company.change()
        intuit.control("clock", {"advance_s": gap.total_seconds() / 2})
        with clock.travel((number + 1) * gap):
            progress = company.pull()
            assert (progress.of("Invoice").total is not None) == whole
            assert not {deleted, deleted_later} & company.books.here("Invoice").keys()
            assert company.books.coverage("Invoice").read_until > company.now - timedelta(minutes=1)


@pytest.mark.parametrize("ours", [timedelta(minutes=-10), timedelta(minutes=10)], ids=["behind", "ahead"])
def test_the_cursor_is_quickbooks_time_whatever_our_clock_says(
    ours: timedelta, intuit: EmulatorProcess, arrive: Newcomer
) -> None:
    with clock.travel(ours):
        company = Company(intuit, arrive, chance(f"B6 {ours}"), customers=3, invoices=60)
        for _ in rounds(10):
            cursor = company.books.coverage("Invoice").read_until
            company.change()
            before, asked_at = company.books.last_request(), company.now
            company.pull()
            [since] = company.asked_since(before)
            assert since <= cursor - OVERLAP_AT_LEAST
            moved_to = company.books.coverage("Invoice").read_until
            assert asked_at - timedelta(seconds=1) <= moved_to <= company.now
            intuit.control("clock", {"advance_s": 900})


CHANGES_OF_TIME = [datetime(2026, 11, 1, 8, 30, tzinfo=UTC), datetime(2027, 3, 14, 9, 30, tzinfo=UTC)]
"""Half an hour before clocks go back, and forward, where QuickBooks keeps its time (Pacific)."""


@pytest.mark.parametrize("start", CHANGES_OF_TIME, ids=["back", "forward"])
def test_nothing_is_missed_while_clocks_are_changed(start: datetime, intuit: EmulatorProcess, arrive: Newcomer) -> None:
    luck = chance(f"B6 {start}")
    for _ in rounds(1):
        intuit.control("clock", {"now": start.isoformat()})
        with clock.travel(start - datetime.now(UTC)):
            company = Company(intuit, arrive, luck, customers=3, invoices=60)
        for minutes in range(10, 121, 10):
            intuit.control("clock", {"now": (start + timedelta(minutes=minutes)).isoformat()})
            company.change()
            with clock.travel(company.now - datetime.now(UTC)):
                cursor = company.books.coverage("Invoice").read_until
                before = company.books.last_request()
                company.pull()
                assert max(company.asked_since(before)) <= cursor - OVERLAP_AT_LEAST
