"""The request log: what was asked, in the order it was answered, and nothing secret."""

import json

from emulator_process import EmulatorProcess


def test_entry_has_what_a_test_needs(private_emulator: EmulatorProcess) -> None:
    realm_id = private_emulator.company()
    before = max((each["n"] for each in private_emulator.requests()), default=0)
    with private_emulator.api(realm_id) as api:
        api.post("/customer?requestid=r-7", json={"DisplayName": "New"})
        api.get("/query", params={"query": "select * from Customer"})
    write, query = private_emulator.requests(before)
    assert write["n"] < query["n"]
    assert set(write) == {
        "n", "time", "realm_id", "method", "path", "query", "request_id", "bids", "status", "committed",
    }  # fmt: skip
    assert (write["realm_id"], write["request_id"], write["status"]) == (realm_id, "r-7", 200)
    assert (write["committed"], query["committed"]) == (True, False)
    assert query["path"] == f"/v3/company/{realm_id}/query"
    assert "select" in query["query"]


def test_batch_shows_its_items(private_emulator: EmulatorProcess) -> None:
    realm_id = private_emulator.company()
    items = [{"bId": str(n), "operation": "create", "Customer": {"DisplayName": f"C{n}"}} for n in range(3)]
    with private_emulator.api(realm_id) as api:
        api.post("/batch", json={"BatchItemRequest": items})
    assert private_emulator.requests()[-1]["bids"] == ["0", "1", "2"]


def test_since_returns_only_what_is_new(private_emulator: EmulatorProcess) -> None:
    private_emulator.http.get("/.well-known/openid_configuration")
    last = private_emulator.requests()[-1]["n"]
    assert private_emulator.requests(last) == []


def test_refused_calls_are_in_it_and_no_token_is(private_emulator: EmulatorProcess) -> None:
    realm_id = private_emulator.company()
    tokens = private_emulator.tokens(realm_id)
    form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    credentials = (tokens["client_id"], tokens["client_secret"])
    private_emulator.http.post("/oauth2/v1/tokens/bearer", data=form, auth=credentials)
    private_emulator.http.get(f"/v3/company/{realm_id}/customer/1")
    log = private_emulator.requests()
    assert [each["status"] for each in log[-2:]] == [200, 401]
    for secret in (tokens["access_token"], tokens["refresh_token"], tokens["client_secret"]):
        assert secret not in json.dumps(log)


def test_control_calls_and_pages_are_not_in_it(private_emulator: EmulatorProcess) -> None:
    private_emulator.http.get("/")
    private_emulator.control("realms")
    assert private_emulator.requests() == []
