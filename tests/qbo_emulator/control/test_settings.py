"""Clock, switches, apps and tokens; and what is refused."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from emulator_process import EmulatorProcess


def now(emulator: EmulatorProcess) -> datetime:
    return datetime.fromisoformat(emulator.control("clock")["now"])


def test_clock_starts_with_the_machine_and_moves_when_told(private_emulator: EmulatorProcess) -> None:
    assert abs(now(private_emulator) - datetime.now(UTC)) < timedelta(minutes=1)
    private_emulator.control("clock", {"advance_s": 3600})
    assert now(private_emulator) - datetime.now(UTC) > timedelta(minutes=59)
    private_emulator.control("clock", {"now": "2030-03-01T00:00:00Z"})
    assert now(private_emulator).date().isoformat() == "2030-03-01"


def test_clock_can_stand_still_and_hurry(private_emulator: EmulatorProcess) -> None:
    private_emulator.control("clock", {"now": "2030-03-01T00:00:00Z", "speed": 0})
    assert private_emulator.control("clock") == {"now": "2030-03-01T00:00:00+00:00", "speed": 0}
    private_emulator.control("clock", {"advance_s": 60})
    assert now(private_emulator).isoformat() == "2030-03-01T00:01:00+00:00"
    private_emulator.control("clock", {"speed": 3600})
    before = time.monotonic()
    while now(private_emulator).hour < 1:  # a second of ours
        assert time.monotonic() - before < 60
    private_emulator.reset()
    assert abs(now(private_emulator) - datetime.now(UTC)) < timedelta(minutes=1)


def test_clock_moves_what_is_written(private_emulator: EmulatorProcess) -> None:
    private_emulator.control("clock", {"now": "2031-07-01T20:00:00Z"})
    realm_id = private_emulator.company()
    with private_emulator.api(realm_id) as api:
        created = api.post("/customer", json={"DisplayName": "Later"}).json()["Customer"]
    assert created["MetaData"]["CreateTime"].startswith("2031-07-01T13:00")


@pytest.mark.parametrize(
    ("call", "body", "field"),
    [
        ("clock", {}, "advance_s"),
        ("clock", {"now": "yesterday"}, "now"),
        ("clock", {"now": "2030-01-01T00:00:00Z", "advance_s": 1}, "now"),
        ("clock", {"advance_s": "soon"}, "advance_s"),
        ("clock", {"speed": -1}, "speed"),
        ("clock", {"speed": 2, "now": "2030-01-01T00:00:00Z", "advance_s": 1}, "now"),
        ("settings", {"refresh_grace_s": -1}, "refresh_grace_s"),
        ("settings", {"throttle": "off"}, "throttle"),
        ("settings", {"colour": "red"}, "colour"),
        ("apps", {"client_id": "x"}, "client_secret"),
        ("apps", {"client_id": "", "client_secret": "y"}, "client_id"),
        ("tokens", {"realm_id": 7}, "realm_id"),
        ("access", {"realm_id": "1"}, "allowed"),
        ("faults", {"kind": "earthquake"}, "kind"),
        ("faults", {"match": {}}, "kind"),
        ("faults", {"kind": "status"}, "status"),
        ("faults", {"kind": "status", "status": 200}, "status"),
        ("faults", {"kind": "slow"}, "delay_s"),
        ("faults", {"kind": "throttle", "times": 0}, "times"),
        ("faults", {"kind": "truncate", "after_bytes": -1}, "after_bytes"),
        ("faults", {"kind": "throttle", "match": {"verb": "GET"}}, "verb"),
        ("faults", {"kind": "throttle", "realm_id": "404"}, "realm_id"),
        ("faults", {"kind": "throttle", "share": 0}, "share"),
        ("faults", {"kind": "throttle", "share": 1.1}, "share"),
        ("faults", {"kind": "throttle", "for_s": 0}, "for_s"),
        ("faults", {"kind": "throttle", "for_s": 1e300}, "for_s"),
        ("faults", {"kind": "throttle", "retry_after_s": -1}, "retry_after_s"),
        ("faults", {"kind": "trickle", "bytes_per_s": 0}, "bytes_per_s"),
        ("faults", {"kind": "slow", "delay_s": 1e9}, "delay_s"),
        ("faults", {"kind": "status", "code": "4711"}, "status"),
        ("faults", {"kind": "refuse"}, "for_s"),
        ("settings", {"monthly_allowance": -1}, "monthly_allowance"),
        ("clock", {"advance_s": 1e300}, "advance_s"),
        ("clock", {"now": "0001-01-01T00:00:00+14:00"}, "now"),
        ("webhooks", {"url": "http://localhost:1/"}, "verifier_token"),
        ("webhooks", {"url": "http://localhost:1/", "verifier_token": ""}, "verifier_token"),
        ("webhooks", {"url": "http://example.com/", "verifier_token": "t"}, "url"),
        ("webhooks", {"url": "https://localhost/", "verifier_token": "t"}, "url"),
        ("webhooks", {"url": "http://localhost:port/", "verifier_token": "t"}, "url"),
        ("webhooks", {"url": "http://localhost:1/a b", "verifier_token": "t"}, "url"),
        ("webhooks", {"url": "http://localhost:1/é", "verifier_token": "t"}, "url"),
        ("webhooks", {"url": "ftp://x/", "verifier_token": "t", "anywhere": True}, "url"),
        ("webhooks", {"url": "http://localhost:1/", "verifier_token": "t", "format": "xml"}, "format"),
        ("webhooks", {"url": "http://localhost:1/", "verifier_token": "t", "window_s": -1}, "window_s"),
        ("webhooks", {"url": "http://localhost:1/", "verifier_token": "t", "client_id": "who"}, "client_id"),
        ("webhooks/deliver", {"duplicate": -1}, "duplicate"),
        ("webhooks/deliver", {"delay_s": -1}, "delay_s"),
        ("webhooks/deliver", {"most_events": 0}, "most_events"),
        ("webhooks/deliver", {"reverse": "yes"}, "reverse"),
        ("apps", {"client_id": "x", "client_secret": "y", "workspace": ""}, "workspace"),
        ("nonsense", {}, "nonsense"),
    ],
)
def test_wrong_input_names_the_field(emulator: EmulatorProcess, call: str, body: dict[str, object], field: str) -> None:
    answer = emulator.http.post(f"/_emulator/{call}", json=body)
    assert answer.status_code == 400
    assert field in answer.json()["error"]


def test_fault_that_is_not_there_cannot_be_withdrawn(emulator: EmulatorProcess) -> None:
    answer = emulator.http.delete("/_emulator/faults/99999")
    assert answer.status_code == 400
    assert "99999" in answer.json()["error"]


def test_since_must_be_a_number(emulator: EmulatorProcess) -> None:
    answer = emulator.http.get("/_emulator/requests?since=yesterday")
    assert answer.status_code == 400
    assert "since" in answer.json()["error"]


def test_tokens_open_the_api(emulator: EmulatorProcess) -> None:
    realm_id = emulator.company()
    tokens = emulator.tokens(realm_id)
    assert set(tokens) == {"access_token", "refresh_token", "client_id", "client_secret", "realm_id"}
    with emulator.api(realm_id) as api:
        assert api.get(f"/companyinfo/{realm_id}").status_code == 200


def test_tokens_of_a_registered_app(private_emulator: EmulatorProcess) -> None:
    private_emulator.control("apps", {"client_id": "desk", "client_secret": "s3"})
    tokens = private_emulator.tokens(private_emulator.company(), "desk")
    assert (tokens["client_id"], tokens["client_secret"]) == ("desk", "s3")
    listed = private_emulator.http.get("/_emulator/apps").text
    assert "desk" in listed
    assert "s3" not in listed


@pytest.mark.parametrize("path", ["webhooks/77", "faults/77"])
def test_what_is_not_there_cannot_be_taken_back(emulator: EmulatorProcess, path: str) -> None:
    answer = emulator.http.delete(f"/_emulator/{path}")
    assert answer.status_code == 400
    assert "'77'" in answer.json()["error"]


@pytest.mark.parametrize("body", [b"{", b"[1]", b"\xff", b'"text"', b"[" * 100_000])
def test_a_body_that_is_no_object_is_told_so(emulator: EmulatorProcess, body: bytes) -> None:
    answer = emulator.http.post("/_emulator/clock", content=body)
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")


def test_a_webhook_never_shows_its_token(private_emulator: EmulatorProcess) -> None:
    order = {"url": "http://[::1]:9/hook", "verifier_token": "very-secret-token"}
    made = private_emulator.control("webhooks", order)
    listed = private_emulator.http.get("/_emulator/webhooks")
    assert "very-secret-token" not in listed.text + str(made)
    assert [each["url"] for each in listed.json()] == ["http://[::1]:9/hook"]
    private_emulator.control(f"webhooks/{made['id']}", method="DELETE")
    assert private_emulator.control("webhooks") == []
