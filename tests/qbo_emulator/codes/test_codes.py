"""Every documented code: brought about by its cause where the API has one, by a control fault elsewhere."""

from typing import Any

import httpx2
import pytest

from emulator_process import EmulatorProcess
from error_causes import CAUSES, Desk, furnished
from qbo_emulator.rules.codes import CODES, CONTROL_FAULT_ONLY, Code

SWITCHED = {"5020", "6190", "6200", "6210", "10200"}
"""Codes whose cause switches the company over: each in a company of its own."""

OF_THE_GATE = {"3001", "3100", "3200", "3202", "120"}
"""Codes of the way into the API; each has a test of its own."""


@pytest.fixture(scope="module")
def desk(emulator: EmulatorProcess) -> Any:
    realm_id = emulator.company()
    with emulator.api(realm_id) as http:
        yield furnished(emulator, realm_id, http)


@pytest.fixture
def own_desk(emulator: EmulatorProcess) -> Any:
    realm_id = emulator.company()
    with emulator.api(realm_id) as http:
        yield furnished(emulator, realm_id, http)


def _assert_says(answer: httpx2.Response, code: Code, element: str = "") -> None:
    """Status, envelope, type, code, element and message as the table has them."""
    assert answer.status_code == code.status, answer.text
    if code.envelope == "gateway":
        fault, error = answer.json()["fault"], answer.json()["fault"]["error"][0]
        told = (error["code"].lstrip("0"), error["message"], fault["type"])
    else:
        fault, error = answer.json()["Fault"], answer.json()["Fault"]["Error"][0]
        told = (error["code"], error["Message"], fault["type"])
        assert error.get("element", "") == element
        assert error["Detail"]
    assert told == (code.code, code.message, code.type)


def test_every_code_with_a_cause_is_brought_about_here() -> None:
    caused = {code.code for code in CODES.values() if code.cause != CONTROL_FAULT_ONLY}
    assert caused == CAUSES.keys() | OF_THE_GATE


@pytest.mark.parametrize("code", sorted(CAUSES.keys() - SWITCHED, key=int))
def test_a_cause_brings_its_code_about(desk: Desk, code: str) -> None:
    _assert_says(CAUSES[code].act(desk), CODES[code], CAUSES[code].element)


@pytest.mark.parametrize("code", sorted(SWITCHED))
def test_a_switched_company_refuses(own_desk: Desk, code: str) -> None:
    _assert_says(CAUSES[code].act(own_desk), CODES[code], CAUSES[code].element)


@pytest.mark.parametrize("code", sorted(CODES, key=int))
def test_a_control_fault_answers_as_the_table_says(emulator: EmulatorProcess, desk: Desk, code: str) -> None:
    emulator.fault("status", {"path": "/term/1"}, realm_id=desk.realm_id, code=code)

    _assert_says(desk.http.get("/term/1"), CODES[code])


def test_a_token_of_another_company(emulator: EmulatorProcess, desk: Desk) -> None:
    token = emulator.tokens(emulator.company())["access_token"]

    answer = desk.http.get("/term/1", headers={"Authorization": f"Bearer {token}"})

    _assert_says(answer, CODES["3100"])


def test_a_token_nobody_issued(desk: Desk) -> None:
    _assert_says(desk.http.get("/term/1", headers={"Authorization": "Bearer nonsense"}), CODES["3200"])


def test_a_token_of_nothing(desk: Desk) -> None:
    _assert_says(desk.http.get("/term/1", headers={"Authorization": "Bearer"}), CODES["3202"])


def test_a_person_who_lost_access(emulator: EmulatorProcess, own_desk: Desk) -> None:
    emulator.control("access", {"realm_id": own_desk.realm_id, "allowed": False})

    _assert_says(own_desk.http.get("/term/1"), CODES["120"])


def test_more_calls_than_allowed(private_emulator: EmulatorProcess) -> None:
    with private_emulator.api(private_emulator.company()) as http:
        answers = [http.get("/term/1") for _ in range(30)]

    _assert_says(next(each for each in answers if each.status_code != 200), CODES["3001"])


def test_a_subscription_that_ended_for_good_lets_nobody_read(own_desk: Desk) -> None:
    own_desk.switch(subscription="ended")

    _assert_says(own_desk.http.get("/term/1"), CODES["6190"])
    _assert_says(own_desk.query("select * from Term"), CODES["6190"])


def test_a_read_only_company_can_be_read(own_desk: Desk) -> None:
    own_desk.switch(subscription="read_only")

    assert own_desk.http.get("/term/1").status_code == 200
