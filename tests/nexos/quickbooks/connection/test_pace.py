"""The limits of one company, as a table, and shared between processes through the database."""

import threading
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from django.db import connections

from nexos.kit.ids import new_id
from nexos.quickbooks.connection import pace
from nexos.quickbooks.connection.models import CallPace
from nexos.quickbooks.connection.pace import Calls, begin, earliest, end
from nexos.quickbooks.connection.throttle import SharedThrottle
from qbo.errors import Throttled
from qbo.throttle import Limits

LIMITS = Limits()
NOW = 1_000_000.0


def started(count: int, apart: float, *, until: float = NOW) -> Calls:
    """`count` calls that are over, the last started at `until`."""
    return Calls(starts=[until - apart * place for place in reversed(range(count))])


@pytest.mark.parametrize(
    ("calls", "start"),
    [
        (Calls(), NOW),
        (started(9, 0.01), NOW),
        (started(10, 0.1), pytest.approx(NOW - 0.9 + LIMITS.second)),
        (started(10, 0.2), NOW),
        (started(499, 0.12, until=NOW - 1), NOW),
        (started(500, 0.12), pytest.approx(NOW - 499 * 0.12 + LIMITS.minute)),
        (started(500, 0.12, until=NOW - 61), NOW),
        (Calls(parked_until=NOW + 60), NOW + 60),
        (Calls(parked_until=NOW - 1), NOW),
        (started(500, 0.12, until=NOW + 3600), NOW),  # the clock was set back
        (Calls(in_flight={str(n): NOW + 100 for n in range(9)}), NOW),
        (Calls(in_flight={str(n): NOW + 100 for n in range(10)}), None),
        (Calls(in_flight={str(n): NOW - 1 for n in range(10)}), NOW),  # their processes died
    ],
)
def test_when_a_call_may_start(calls: Calls, start: float | None) -> None:
    assert earliest(calls, "read", NOW, LIMITS) == start


def test_batches_have_a_limit_of_their_own() -> None:
    calls = Calls()
    for place in range(40):
        begin(calls, str(place), "batch", NOW - 50 + place)
        end(calls, str(place))
    assert earliest(calls, "batch", NOW, LIMITS) == pytest.approx(NOW - 50 + LIMITS.minute)
    assert earliest(calls, "read", NOW, LIMITS) == NOW


def test_no_minute_ever_sees_more_than_the_limit() -> None:
    calls, now, starts = Calls(), NOW, []
    for place in range(2_000):
        start = earliest(calls, "read", now, LIMITS)
        assert start is not None
        now = start
        begin(calls, str(place), "read", now)
        end(calls, str(place))
        starts.append(now)
    assert all(later - earlier >= 60 for earlier, later in zip(starts, starts[500:], strict=False))
    assert all(later - earlier >= 1 for earlier, later in zip(starts, starts[10:], strict=False))


def test_only_what_the_next_call_needs_is_remembered() -> None:
    calls = started(500, 1.0)
    earliest(calls, "read", NOW, LIMITS)
    assert len(calls.starts) == 61


@pytest.mark.django_db
def test_places_are_shared_and_given_back() -> None:
    connection_id = new_id()
    one, other = (SharedThrottle(connection_id, Limits(in_flight=2, per_second=100)) for _ in range(2))
    with one.acquire("read"), other.acquire("write"):
        stored = CallPace.objects.get().calls
        assert stored.count(":", stored.index("in_flight")) >= 3
    with one.acquire("read"), one.acquire("read"):
        pass
    assert '"in_flight":{}' in CallPace.objects.get().calls


@pytest.mark.django_db(transaction=True)
def test_of_many_who_begin_and_end_at_once_none_is_forgotten() -> None:
    connection_id, many = new_id(), 8
    gate = threading.Barrier(many)

    def call() -> None:
        gate.wait()
        with SharedThrottle(connection_id).acquire("read"):
            gate.wait()
        connections.close_all()

    threads = [threading.Thread(target=call) for _ in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    calls = msgspec.json.decode(CallPace.objects.get().calls, type=Calls)
    assert (len(calls.starts), calls.in_flight) == (many, {})


@pytest.mark.django_db
def test_a_parked_company_is_refused_at_once_and_other_companies_are_not() -> None:
    parked, other = new_id(), new_id()
    SharedThrottle(parked).park(datetime.now(UTC) + timedelta(minutes=5))
    with pytest.raises(Throttled) as refusal, SharedThrottle(parked).acquire("read"):
        pass
    assert 290 < refusal.value.retry_after <= 300
    with SharedThrottle(other).acquire("read"):
        pass
    assert pace.LONGEST_CALL > 120
