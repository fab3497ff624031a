"""The limits hold: as arithmetic over a simulated clock, and between real threads."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbo.errors import Throttled
from qbo.throttle import Limits, LocalThrottle, Starts


@given(st.lists(st.tuples(st.floats(0, 3), st.sampled_from(["read", "write", "batch"])), max_size=300))
def test_no_window_ever_holds_more_than_its_limit(wishes):
    limits = Limits(per_second=3, per_minute=20, batches_per_minute=5, second=1.0, minute=60.0)
    starts = Starts(limits)
    now, begun, batches = 0.0, [], []
    for pause, kind in wishes:
        now = starts.earliest(kind, now + pause)
        starts.note(kind, now)
        begun.append(now)
        batches += [now] if kind == "batch" else []
    for most, length, times in ((3, 1.0, begun), (20, 60.0, begun), (5, 60.0, batches)):
        for first, past in zip(times, times[most:], strict=False):
            assert past >= first + length


def test_an_unused_throttle_lets_a_second_worth_of_requests_start_at_once():
    starts = Starts(Limits())
    for _ in range(10):
        assert starts.earliest("read", 5.0) == 5.0
        starts.note("read", 5.0)
    assert starts.earliest("write", 5.0) == pytest.approx(5.0 + Limits().second)


def test_an_intuit_minute_holds_500_requests_and_40_batches():
    reads, batches = Starts(Limits()), Starts(Limits())
    for number in range(500):
        reads.note("read", number * 0.11)
    for number in range(40):
        batches.note("batch", number * 1.0)
    assert reads.earliest("read", 56.0) == pytest.approx(60.5)
    assert batches.earliest("batch", 45.0) == pytest.approx(60.5)
    assert batches.earliest("read", 45.0) == 45.0


def test_never_more_in_flight_than_allowed():
    throttle = LocalThrottle(Limits(in_flight=2, per_second=1000, per_minute=1000))
    both_inside, go_on = threading.Barrier(3), threading.Event()
    inside, most, lock = 0, 0, threading.Lock()

    def work(wait_for_others):
        nonlocal inside, most
        with throttle.acquire("read"):
            with lock:
                inside += 1
                most = max(most, inside)
            if wait_for_others:
                both_inside.wait(10)
                go_on.wait(10)
            with lock:
                inside -= 1

    first = [threading.Thread(target=work, args=(True,)) for _ in range(2)]
    later = [threading.Thread(target=work, args=(False,)) for _ in range(6)]
    for thread in first:
        thread.start()
    both_inside.wait(10)
    for thread in later:
        thread.start()
    go_on.set()
    for thread in first + later:
        thread.join(10)
    assert not any(thread.is_alive() for thread in first + later)
    assert most == 2


def test_parked_means_nothing_starts_and_says_for_how_long():
    throttle = LocalThrottle(patience=30.0)
    throttle.park(datetime.now(UTC) + timedelta(seconds=120))
    throttle.park(datetime.now(UTC) + timedelta(seconds=1))
    with pytest.raises(Throttled) as refused, throttle.acquire("read"):
        pass
    assert 100 < refused.value.retry_after <= 120
    assert refused.value.status is None


def test_a_place_is_given_back_when_the_request_fails():
    throttle = LocalThrottle(Limits(in_flight=1), patience=0.0)
    with pytest.raises(ZeroDivisionError), throttle.acquire("read"):
        raise ZeroDivisionError
    with throttle.acquire("read"):
        pass


def test_patience_ends_when_no_place_comes_free():
    throttle = LocalThrottle(Limits(in_flight=1), patience=0.0)
    with throttle.acquire("read"), pytest.raises(Throttled), throttle.acquire("read"):
        pass
