"""Intuit's limits: what is over them is answered 429 and not done."""

from concurrent.futures import ThreadPoolExecutor

import httpx2

from emulator_process import EmulatorProcess

READ = "/companyinfo/{realm_id}"


def burst(api: httpx2.Client, realm_id: str, count: int) -> list[int]:
    return [api.get(READ.format(realm_id=realm_id)).status_code for _ in range(count)]


def later(emulator: EmulatorProcess, seconds: float) -> None:
    emulator.control("clock", {"advance_s": seconds})


def test_eleventh_request_of_a_second_is_refused(private_emulator: EmulatorProcess) -> None:
    realm_id = private_emulator.company()
    with private_emulator.api(realm_id) as api:
        assert burst(api, realm_id, 11) == [200] * 10 + [429]
        later(private_emulator, 1)
        assert burst(api, realm_id, 1) == [200]


def test_refusal_has_the_gateway_envelope(private_emulator: EmulatorProcess) -> None:
    realm_id = private_emulator.company()
    with private_emulator.api(realm_id) as api:
        burst(api, realm_id, 10)
        answer = api.get(READ.format(realm_id=realm_id))
    error = answer.json()["fault"]["error"][0]
    assert error["code"] == "003001"
    assert "ThrottleExceeded" in error["message"]
    assert "Retry-After" not in answer.headers


def test_501st_request_of_a_minute_is_refused(private_emulator: EmulatorProcess) -> None:
    realm_id = private_emulator.company()
    with private_emulator.api(realm_id) as api:
        for _ in range(50):
            assert burst(api, realm_id, 10) == [200] * 10
            later(private_emulator, 1)
        assert burst(api, realm_id, 1) == [429]
        later(private_emulator, 12)
        assert burst(api, realm_id, 1) == [200]


def test_41st_batch_of_a_minute_is_refused_and_single_calls_are_not(private_emulator: EmulatorProcess) -> None:
    realm_id = private_emulator.company()
    batch = {"BatchItemRequest": [{"bId": "1", "Query": "select * from Term"}]}
    with private_emulator.api(realm_id) as api:
        for _ in range(40):
            assert api.post("/batch", json=batch).status_code == 200
            later(private_emulator, 1)
        assert api.post("/batch", json=batch).status_code == 429
        assert burst(api, realm_id, 1) == [200]


def test_121st_batch_of_a_company_is_refused_whatever_the_app(private_emulator: EmulatorProcess) -> None:
    realm_id = private_emulator.company()
    batch = {"BatchItemRequest": [{"bId": "1", "Query": "select * from Term"}]}
    statuses = []
    for app in ("a", "b", "c", "d"):
        private_emulator.control("apps", {"client_id": app, "client_secret": "s"})
        headers = {"Authorization": f"Bearer {private_emulator.tokens(realm_id, app)['access_token']}"}
        for place in range(40 if app != "d" else 1):
            if place % 10 == 0:
                later(private_emulator, 1)
            url = f"/v3/company/{realm_id}/batch"
            statuses.append(private_emulator.http.post(url, json=batch, headers=headers).status_code)
    assert statuses == [200] * 120 + [429]


def test_apps_share_the_minute_of_a_company_but_not_the_second(private_emulator: EmulatorProcess) -> None:
    realm_id = private_emulator.company()
    private_emulator.control("apps", {"client_id": "second", "client_secret": "s"})
    headers = {"Authorization": f"Bearer {private_emulator.tokens(realm_id, 'second')['access_token']}"}
    with private_emulator.api(realm_id) as api:
        for _ in range(25):
            assert burst(api, realm_id, 10) == [200] * 10
            assert [read_as(api, realm_id, headers) for _ in range(10)] == [200] * 10
            later(private_emulator, 1)
        assert burst(api, realm_id, 1) == [429]
        assert read_as(api, realm_id, headers) == 429


def read_as(api: httpx2.Client, realm_id: str, headers: dict[str, str]) -> int:
    return api.get(READ.format(realm_id=realm_id), headers=headers).status_code


def test_41st_mail_of_a_sandbox_in_a_day_is_refused(private_emulator: EmulatorProcess) -> None:
    private_emulator.control("settings", {"sandbox": True})
    realm_id = private_emulator.company()
    with private_emulator.api(realm_id) as api:
        for _ in range(4):
            assert 429 not in [api.post("/invoice/404/send").status_code for _ in range(10)]
            later(private_emulator, 1)
        assert api.post("/invoice/404/send").status_code == 429
        assert burst(api, realm_id, 1) == [200]
        later(private_emulator, 24 * 3600)
        token = private_emulator.tokens(realm_id)["access_token"]
        again = api.post("/invoice/404/send", headers={"Authorization": f"Bearer {token}"})
        assert again.status_code == 400


def test_limits_are_per_company(private_emulator: EmulatorProcess) -> None:
    first, second = private_emulator.company(), private_emulator.company()
    with private_emulator.api(first) as api, private_emulator.api(second) as other:
        assert burst(api, first, 11)[-1] == 429
        assert burst(other, second, 1) == [200]


def test_eleventh_request_in_flight_is_refused(private_emulator: EmulatorProcess) -> None:
    realm_id = private_emulator.company()
    private_emulator.fault("slow", {"method": "POST"}, times=10, delay_s=3)
    with private_emulator.api(realm_id) as api, ThreadPoolExecutor(10) as pool:

        def create(number: int) -> int:
            return api.post("/customer", json={"DisplayName": f"Customer {number}"}).status_code

        waiting = [pool.submit(create, number) for number in range(10)]
        while len(private_emulator.documents(realm_id, "Customer")) < 10:
            assert not any(each.done() for each in waiting)
        later(private_emulator, 5)
        assert burst(api, realm_id, 1) == [429]
        assert [each.result() for each in waiting] == [200] * 10
        later(private_emulator, 5)
        assert burst(api, realm_id, 1) == [200]


def test_limits_can_be_switched_off(private_emulator: EmulatorProcess) -> None:
    realm_id = private_emulator.company()
    private_emulator.control("settings", {"throttle": False})
    with private_emulator.api(realm_id) as api:
        assert set(burst(api, realm_id, 30)) == {200}
