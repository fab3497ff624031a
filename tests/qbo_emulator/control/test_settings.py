"""Clock, switches, apps and tokens; and what is refused."""

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
        ("webhooks", {}, "not emulated yet"),
        ("webhooks/deliver", {}, "not emulated yet"),
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
