"""The fixture other suites use."""

import httpx2
import pytest

from qbo_emulator.pytest_plugin import Refused, RunningEmulator, qbo_emulator

__all__ = ["qbo_emulator"]


def test_it_serves_a_seeded_company_to_whoever_has_a_token(qbo_emulator: RunningEmulator) -> None:
    assert qbo_emulator.seed("77", {"Customer": [{"Id": "1", "SyncToken": "0", "DisplayName": "Ann"}]}) == {
        "Customer": 1
    }
    headers = {"Authorization": f"Bearer {qbo_emulator.tokens('77')['access_token']}", "Accept": "application/json"}

    answer = httpx2.get(f"{qbo_emulator.url}/v3/company/77/customer/1", headers=headers)

    assert answer.json()["Customer"]["DisplayName"] == "Ann"
    assert httpx2.get(qbo_emulator.discovery_url).json()["issuer"].startswith(qbo_emulator.url)


def test_every_test_begins_with_an_empty_one(qbo_emulator: RunningEmulator) -> None:
    assert qbo_emulator.control("realms") == []
    realm_id = qbo_emulator.company("small")
    assert [each["realm_id"] for each in qbo_emulator.control("realms")] == [realm_id]


def test_a_wrong_order_is_refused_in_words(qbo_emulator: RunningEmulator) -> None:
    with pytest.raises(Refused, match="no company"):
        qbo_emulator.tokens("1")
