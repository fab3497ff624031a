"""Attempts: windows, retries, order, giving up, and what goes wrong on demand."""

from typing import Any

import pytest

from emulator_process import EmulatorProcess
from webhook_receiver import TOKEN, Receiver


class Channel:
    """A subscription of a connected company."""

    def __init__(self, emulator: EmulatorProcess, realm_id: str, receiver: Receiver) -> None:
        self.emulator = emulator
        self.realm_id = realm_id
        self.receiver = receiver

    def subscribe(self, **more: Any) -> None:
        self.emulator.control("webhooks", {"url": self.receiver.url, "verifier_token": TOKEN, **more})

    def change(self, name: str) -> None:
        """Make a customer."""
        with self.emulator.api(self.realm_id) as api:
            assert api.post("/customer", json={"DisplayName": name}).status_code == 200

    def deliver(self, **mischief: Any) -> list[str]:
        """A round; its outcomes."""
        reports = self.emulator.control("webhooks/deliver", mischief)["deliveries"]
        return [report["outcome"] for report in reports]

    def wait(self, seconds: float) -> None:
        self.emulator.control("clock", {"advance_s": seconds})

    @property
    def status(self) -> dict[str, Any]:
        (subscription,) = self.emulator.control("webhooks")
        return subscription  # type: ignore[no-any-return]


@pytest.fixture
def channel(private_emulator: EmulatorProcess, realm_id: str, receiver: Receiver) -> Channel:
    return Channel(private_emulator, realm_id, receiver)


def test_events_wait_for_the_end_of_the_window(channel: Channel) -> None:
    channel.subscribe(window_s=60)
    channel.change("One")
    channel.wait(30)
    channel.change("Two")
    assert channel.deliver() == []
    assert channel.status["waiting"] == 2
    channel.wait(31)
    assert channel.deliver() == ["acknowledged"]
    assert len(channel.receiver.events()) == 2
    assert channel.status["waiting"] == 0


def test_a_failed_delivery_comes_again_with_growing_patience(channel: Channel) -> None:
    channel.subscribe()
    channel.receiver.statuses += [500, 400, 302, 200]
    channel.change("One")
    assert channel.deliver() == ["failed"]
    assert channel.deliver() == []
    for seconds, outcome in ((10, "failed"), (20, "failed"), (30, "acknowledged")):
        channel.wait(seconds - 5)
        assert channel.deliver() == []
        channel.wait(5.1)
        assert channel.deliver() == [outcome]
    assert len({notification.body for notification in channel.receiver.received}) == 1
    assert len(channel.receiver.received) == 4


def test_later_events_are_held_behind_a_failing_delivery(channel: Channel) -> None:
    channel.subscribe()
    channel.receiver.statuses += [503]
    channel.change("One")
    assert channel.deliver() == ["failed"]
    channel.change("Two")
    assert channel.deliver() == []
    channel.wait(11)
    assert channel.deliver() == ["acknowledged", "acknowledged"]


def test_or_overtake_it(channel: Channel) -> None:
    channel.subscribe(in_order=False)
    channel.receiver.statuses += [503]
    channel.change("One")
    assert channel.deliver() == ["failed"]
    channel.change("Two")
    assert channel.deliver() == ["acknowledged"]


def test_classic_retries_end_with_the_blacklist(channel: Channel) -> None:
    channel.subscribe(retries="classic")
    channel.receiver.statuses += [500, 502, 504, 408]
    channel.change("One")
    assert channel.deliver() == ["failed"]
    for minutes, outcome in ((20, "failed"), (30, "failed"), (50, "blacklisted")):
        channel.wait(minutes * 60 + 1)
        assert channel.deliver() == [outcome]
    assert channel.status["blacklisted"] is True
    channel.change("Two")
    assert channel.deliver() == []
    channel.subscribe()
    channel.change("Three")
    assert channel.deliver() == ["acknowledged"]
    assert len(channel.receiver.received[-1].entities) == 1


def test_classic_loses_what_is_refused_for_good(channel: Channel) -> None:
    channel.subscribe(retries="classic")
    channel.receiver.statuses += [401]
    channel.change("One")
    assert channel.deliver() == ["lost"]
    assert channel.status["blacklisted"] is False
    channel.change("Two")
    assert channel.deliver() == ["acknowledged"]


def test_an_answer_after_three_seconds_is_none(channel: Channel) -> None:
    channel.subscribe()
    channel.change("One")
    channel.receiver.delay_s = 3.5
    (report,) = channel.emulator.control("webhooks/deliver", {})["deliveries"]
    assert (report["outcome"], report["status"]) == ("failed", None)


def test_an_endpoint_that_is_not_there(channel: Channel) -> None:
    channel.emulator.control("webhooks", {"url": "http://127.0.0.1:9/", "verifier_token": TOKEN})
    channel.change("One")
    assert channel.deliver() == ["failed"]


def test_an_endpoint_whose_name_nobody_can_resolve(channel: Channel) -> None:
    channel.emulator.control("webhooks", {"url": "http://a..b/", "verifier_token": TOKEN, "anywhere": True})
    channel.change("One")
    assert channel.deliver() == ["failed"]


def test_duplicates_carry_the_same_bytes(channel: Channel) -> None:
    channel.subscribe(format="cloudevents")
    channel.change("One")
    assert channel.deliver(duplicate=4) == ["acknowledged", *["duplicate"] * 4]
    assert len(channel.receiver.received) == 5
    assert len({notification.body for notification in channel.receiver.received}) == 1


def test_reversed_one_by_one(channel: Channel) -> None:
    channel.subscribe()
    for name in ("One", "Two", "Three"):
        channel.change(name)
    assert channel.deliver(reverse=True, most_events=1) == ["acknowledged"] * 3
    ids = [entity_id for _, _, entity_id, _ in channel.receiver.events()]
    assert ids == sorted(ids, key=int, reverse=True)


def test_dropped(channel: Channel) -> None:
    channel.subscribe()
    channel.change("One")
    assert channel.deliver(drop=True) == ["dropped"]
    assert channel.deliver() == []
    assert channel.receiver.received == []


def test_a_day_late_and_overtaken(channel: Channel) -> None:
    channel.subscribe()
    channel.change("One")
    assert channel.deliver(delay_s=24 * 3600) == ["delayed"]
    channel.change("Two")
    assert channel.deliver() == ["acknowledged"]
    channel.wait(24 * 3600)
    assert channel.deliver() == ["acknowledged"]
    ids = [int(entity_id) for _, _, entity_id, _ in channel.receiver.events()]
    assert ids[0] > ids[1]


def test_a_forged_copy_goes_ahead(channel: Channel) -> None:
    channel.subscribe()
    channel.change("One")
    assert channel.deliver(forge=True) == ["forged", "acknowledged"]
    assert [notification.is_genuine for notification in channel.receiver.received] == [False, True]


def test_two_endpoints_do_not_depend_on_each_other(channel: Channel) -> None:
    channel.emulator.control("webhooks", {"url": "http://127.0.0.1:9/", "verifier_token": TOKEN})
    channel.subscribe()
    channel.change("One")
    assert channel.deliver() == ["failed", "acknowledged"]


def test_an_endpoint_may_ask_the_company_while_it_is_called(channel: Channel) -> None:
    """No lock of the company is held during the call, or this would take the three seconds and fail."""
    with channel.emulator.api(channel.realm_id) as api:
        channel.subscribe()
        channel.change("One")
        channel.receiver.while_called = lambda: api.get("/preferences").raise_for_status()
        assert channel.deliver() == ["acknowledged"]


def test_delivers_by_itself_when_told_to(channel: Channel) -> None:
    channel.subscribe()
    channel.emulator.control("settings", {"deliver_webhooks": True})
    channel.change("One")
    assert channel.receiver.arrived.wait(10)
    assert len(channel.receiver.events()) == 1
