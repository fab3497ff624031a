"""What was answered before `kill -9` is there after the next start."""

import contextlib
import itertools
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest

from emulator_process import EmulatorProcess

SMALL = {"realm_id": "4620816365000077", "size": "small", "seed": 3}
REALM = SMALL["realm_id"]


def everything(emulator: EmulatorProcess) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = emulator.control(f"documents?realm_id={REALM}")
    return found


def api(emulator: EmulatorProcess, tokens: dict[str, str]) -> httpx2.Client:
    headers = {"Authorization": f"Bearer {tokens['access_token']}", "Accept": "application/json"}
    return httpx2.Client(base_url=f"{emulator.url}/v3/company/{REALM}", headers=headers)


def refreshed(emulator: EmulatorProcess, tokens: dict[str, str]) -> httpx2.Response:
    form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    credentials = (tokens["client_id"], tokens["client_secret"])
    return emulator.http.post("/oauth2/v1/tokens/bearer", data=form, auth=credentials)


def test_a_sample_company_survives_object_by_object(lasting: Any) -> None:
    emulator = lasting.start()
    emulator.control("sample", SMALL)
    before, realms = everything(emulator), emulator.control("realms")

    emulator = lasting.restart()

    assert emulator.control("realms") == realms
    assert everything(emulator) == before


def test_what_the_api_wrote_survives_in_every_answer(lasting: Any) -> None:
    emulator = lasting.start()
    emulator.control("sample", SMALL)
    tokens = emulator.tokens(REALM)
    with api(emulator, tokens) as http:
        made = http.post("/customer", json={"DisplayName": "Kept"}).json()["Customer"]
        head = {"Id": made["Id"], "SyncToken": "0", "sparse": True}
        assert http.post("/customer", json=head | {"Notes": "twice"}).status_code == 200
        paid = http.post("/payment", json={"CustomerRef": {"value": made["Id"]}, "TotalAmt": 12.5}).json()["Payment"]
        gone = http.post("/payment?operation=delete", json={"Id": paid["Id"], "SyncToken": paid["SyncToken"]})
        assert gone.status_code == 200
        questions = [
            f"/customer/{made['Id']}",
            f"/payment/{paid['Id']}",
            "/cdc?entities=Customer,Payment,Invoice&changedSince=" + made["MetaData"]["CreateTime"].replace("+", "%2B"),
            "/query?query=select * from Invoice maxresults 1000",
            "/query?query=select count(*) from Customer where Active in (true, false)",
        ]
        before = [answered(http, question) for question in questions]

    emulator = lasting.restart()

    with api(emulator, tokens) as http:  # the access token is good still
        assert [answered(http, question) for question in questions] == before
        assert http.get(questions[0]).json()["Customer"]["SyncToken"] == "1"
        stub = http.get(questions[2]).json()["CDCResponse"][0]["QueryResponse"][1]["Payment"][-1]
        assert (stub["Id"], stub["status"]) == (paid["Id"], "Deleted")
        following = http.post("/customer", json={"DisplayName": "Next"}).json()["Customer"]
        assert int(following["Id"]) > int(made["Id"])


def answered(http: httpx2.Client, question: str) -> dict[str, Any]:
    """The answer without the moment it was given."""
    answer: dict[str, Any] = http.get(question).json()
    del answer["time"]
    return answer


def test_a_request_id_is_remembered_with_its_answer(lasting: Any) -> None:
    emulator = lasting.start()
    emulator.control("sample", SMALL)
    tokens = emulator.tokens(REALM)
    with api(emulator, tokens) as http:
        first = http.post("/customer?requestid=r-1", json={"DisplayName": "Once"}).content

    emulator = lasting.restart()

    with api(emulator, tokens) as http:
        assert http.post("/customer?requestid=r-1", json={"DisplayName": "Once"}).content == first
        emulator.fault("forget_request_ids")
        assert http.post("/customer?requestid=r-1", json={"DisplayName": "Once"}).status_code == 400

    emulator = lasting.restart()

    with api(emulator, tokens) as http:
        assert "6240" in http.post("/customer?requestid=r-1", json={"DisplayName": "Once"}).text


def test_a_reply_that_was_lost_was_written_nevertheless(lasting: Any) -> None:
    emulator = lasting.start()
    emulator.control("sample", SMALL)
    tokens = emulator.tokens(REALM)
    emulator.fault("drop_after_commit", {"entity": "Customer"})
    with api(emulator, tokens) as http, pytest.raises(httpx2.TransportError):
        http.post("/customer?requestid=lost", json={"DisplayName": "Lost"})

    emulator = lasting.restart()

    with api(emulator, tokens) as http:
        assert http.post("/customer?requestid=lost", json={"DisplayName": "Lost"}).status_code == 200
        found = http.get("/query?query=select count(*) from Customer where DisplayName = 'Lost'").json()
    assert found["QueryResponse"] == {"totalCount": 1}


def test_killed_in_the_middle_of_many_writes_it_holds_each_whole_or_not_at_all(lasting: Any) -> None:
    emulator = lasting.start()
    emulator.control("sample", SMALL | {"size": "empty"})
    emulator.control("settings", {"throttle": False})
    tokens = emulator.tokens(REALM)
    with api(emulator, tokens) as http:
        customer = http.post("/customer", json={"DisplayName": "Payer"}).json()["Customer"]["Id"]
    sent: list[str] = []
    answered_ids: dict[str, str] = {}

    def write(http: httpx2.Client, request_id: str) -> None:
        line = {"Amount": 10, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": {"ItemRef": {"value": "1"}}}
        body = {"CustomerRef": {"value": customer}, "Line": [line]}
        answer = http.post(f"/invoice?requestid={request_id}", json=body)
        assert answer.status_code == 200
        assert answered_ids.setdefault(request_id, answer.json()["Invoice"]["Id"]) == answer.json()["Invoice"]["Id"]

    def write_until_killed(writer: int) -> None:
        with api(emulator, tokens) as http, contextlib.suppress(httpx2.TransportError):
            for number in itertools.count():
                request_id = f"{writer}-{number}"
                sent.append(request_id)
                write(http, request_id)

    with ThreadPoolExecutor(4) as writers:
        running = [writers.submit(write_until_killed, writer) for writer in range(4)]
        while len(answered_ids) < 60 and not any(each.done() for each in running):
            time.sleep(0.01)
        lasting.kill()
    for each in running:
        each.result()
    assert len(answered_ids) >= 60
    emulator = lasting.start()

    kept = [each["object"] for each in emulator.documents(REALM, "Invoice")]
    assert set(answered_ids.values()) <= {invoice["Id"] for invoice in kept}
    with api(emulator, tokens) as http:
        assert http.get(f"/customer/{customer}").json()["Customer"]["Balance"] == 10 * len(kept)
        for request_id in sent:
            write(http, request_id)
    assert len(emulator.documents(REALM, "Invoice")) == len(sent)


def test_tokens_apps_clock_and_settings_survive(lasting: Any) -> None:
    emulator = lasting.start()
    emulator.control("sample", SMALL | {"size": "empty"})
    emulator.control("clock", {"advance_s": 30 * 86400})
    emulator.control("apps", {"client_id": "desk", "client_secret": "s3", "redirect_uris": ["http://localhost/back"]})
    emulator.control("settings", {"throttle": False, "refresh_rotates_after_s": 0, "refresh_grace_s": 3600})
    settings, apps = emulator.control("settings"), emulator.control("apps")
    tokens = emulator.tokens(REALM, "desk")
    rotated = tokens | {"refresh_token": refreshed(emulator, tokens).json()["refresh_token"]}
    revoked = emulator.tokens(REALM)
    credentials = (revoked["client_id"], revoked["client_secret"])
    body = {"token": revoked["refresh_token"]}
    assert emulator.http.post("/v2/oauth2/tokens/revoke", json=body, auth=credentials).status_code == 200

    emulator = lasting.restart()

    assert emulator.control("settings") == settings
    assert emulator.control("apps") == apps
    with api(emulator, tokens) as http:
        assert http.get(f"/companyinfo/{REALM}").status_code == 200
    with api(emulator, revoked) as http:
        assert http.get(f"/companyinfo/{REALM}").status_code == 401
    assert refreshed(emulator, tokens).status_code == 200  # replaced, but for less than the hour of grace
    assert refreshed(emulator, rotated).status_code == 200
    assert refreshed(emulator, revoked).json()["error"] == "invalid_grant"
    emulator.control("clock", {"advance_s": 3600})
    with api(emulator, tokens) as http:
        assert http.get(f"/companyinfo/{REALM}").status_code == 401


def test_a_stolen_refresh_token_stays_dead(lasting: Any) -> None:
    emulator = lasting.start()
    emulator.control("sample", SMALL | {"size": "empty"})
    emulator.control("settings", {"refresh_rotates_after_s": 0})
    tokens = emulator.tokens(REALM)
    latest = tokens | {"refresh_token": refreshed(emulator, tokens).json()["refresh_token"]}
    assert refreshed(emulator, tokens).json()["error"] == "invalid_grant"

    emulator = lasting.restart()

    assert refreshed(emulator, latest).json()["error"] == "invalid_grant"


def test_a_code_given_before_is_exchanged_after_and_once_only(lasting: Any) -> None:
    emulator = lasting.start()
    emulator.control("sample", SMALL | {"size": "empty"})
    emulator.control("access", {"realm_id": REALM, "allowed": False})
    asked = (
        "/connect/oauth2?client_id=emulator-client&response_type=code&state=s&auto_approve=1"
        f"&scope=com.intuit.quickbooks.accounting&redirect_uri=http://localhost/&realm_id={REALM}"
    )
    code = httpx2.URL(emulator.http.get(asked).headers["Location"]).params["code"]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": "http://localhost/"}
    credentials = ("emulator-client", "emulator-secret")

    emulator = lasting.restart()
    tokens = emulator.http.post("/oauth2/v1/tokens/bearer", data=form, auth=credentials).json()
    with api(emulator, tokens) as http:
        assert "120" in http.get(f"/companyinfo/{REALM}").text  # lost access survives as well

    emulator = lasting.restart()
    again = emulator.http.post("/oauth2/v1/tokens/bearer", data=form, auth=credentials)
    assert again.json()["error"] == "invalid_grant"
    with api(emulator, tokens) as http:
        assert http.get(f"/companyinfo/{REALM}").status_code == 401


def test_a_reset_empties_the_file_too(lasting: Any) -> None:
    emulator = lasting.start()
    emulator.control("sample", SMALL)
    emulator.control("settings", {"throttle": False})
    emulator.control("clock", {"advance_s": 86400})
    tokens = emulator.tokens(REALM)
    emulator.reset()
    emulator.control("sample", SMALL | {"realm_id": "4620816365000078", "size": "empty"})

    emulator = lasting.restart()

    assert [each["realm_id"] for each in emulator.control("realms")] == ["4620816365000078"]
    assert emulator.control("settings")["throttle"] is True
    assert refreshed(emulator, tokens).json()["error"] == "invalid_grant"
