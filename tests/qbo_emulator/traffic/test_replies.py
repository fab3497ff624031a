"""Injected faults of the reply itself: damaged, slow, false, or a refusal by code."""

import gzip
import json
import socket
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest

from emulator_process import EmulatorProcess

QUERY = {"query": "SELECT * FROM Item"}
DOCUMENTED = """
100 110 120 130 140 150 500 600 610 620 630 700 800 900 1040 1050 2000 2010 2020 2030 2040 2050 2060 2070 2080 2090
2100 2110 2130 2140 2150 2160 2170 2210 2250 2290 2500 2600 3001 3100 3200 3202 4000 4001 4002 5010 5020 5030 6000
6070 6080 6090 6100 6130 6140 6150 6160 6170 6180 6190 6200 6210 6220 6230 6240 6250 6270 6280 6290 6300 6310 6320
6330 6340 6350 6360 6370 6380 6390 6420 6430 6440 6450 6470 6480 6520 6540 10000 10100 10200
"""


@pytest.fixture
def realm_id(emulator: EmulatorProcess) -> str:
    return emulator.company()


@pytest.fixture
def api(emulator: EmulatorProcess, realm_id: str) -> Iterator[httpx2.Client]:
    with emulator.api(realm_id) as api:
        yield api


def raw_answer(emulator: EmulatorProcess, api: httpx2.Client, realm_id: str) -> tuple[dict[str, str], bytes]:
    """Head and body of a query as they come over the wire, until the connection closes."""
    address = urlsplit(emulator.url)
    with socket.create_connection((address.hostname, address.port), timeout=10) as wire:
        head = f"GET /v3/company/{realm_id}/query?query=SELECT%20*%20FROM%20Item HTTP/1.1\r\nHost: x\r\n"
        wire.sendall(f"{head}Authorization: {api.headers['Authorization']}\r\n\r\n".encode())
        data = b""
        while chunk := wire.recv(65536):
            data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    lines = (line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
    return {name.lower(): value for name, value in lines}, body


def test_json_cut_short_with_the_right_length(emulator: EmulatorProcess, api: httpx2.Client, realm_id: str) -> None:
    emulator.fault("cut", realm_id=realm_id, after_bytes=40)
    answer = api.get("/query", params=QUERY)
    assert (answer.status_code, len(answer.content)) == (200, 40)
    with pytest.raises(json.JSONDecodeError):
        answer.json()


def test_gzip_cut_short(emulator: EmulatorProcess, api: httpx2.Client, realm_id: str) -> None:
    emulator.fault("gzip_cut", realm_id=realm_id)
    with api.stream("GET", "/query", params=QUERY) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        body = b"".join(answer.iter_raw())
    with pytest.raises(EOFError):
        gzip.decompress(body)


def test_a_length_that_is_wrong(emulator: EmulatorProcess, api: httpx2.Client, realm_id: str) -> None:
    whole = api.get("/query", params=QUERY).content
    emulator.fault("wrong_length", realm_id=realm_id, after_bytes=100)
    headers, body = raw_answer(emulator, api, realm_id)
    assert headers["content-length"] == "100"
    assert len(body) == len(whole)


def test_half_of_the_objects(emulator: EmulatorProcess, realm_id: str) -> None:
    emulator.seed(realm_id, {"Term": [{"Id": str(n), "Name": f"Net {n}", "Active": True} for n in range(10, 17)]})
    asked = {"query": "SELECT * FROM Term MAXRESULTS 7"}
    with emulator.api(realm_id) as api:
        whole = api.get("/query", params=asked).json()["QueryResponse"]
        emulator.fault("half_page", realm_id=realm_id)
        half = api.get("/query", params=asked).json()["QueryResponse"]
    assert (whole["maxResults"], half["maxResults"]) == (7, 3)
    assert half["Term"] == whole["Term"][:3]


@pytest.mark.parametrize("body", ['{"QueryResponse":[]}', "null", "", '{"QueryResponse":{"Item":{}}}'])
def test_an_answer_as_it_is_told(body: str, emulator: EmulatorProcess, api: httpx2.Client, realm_id: str) -> None:
    emulator.fault("answer", realm_id=realm_id, body=body)
    answer = api.get("/query", params=QUERY)
    assert (answer.status_code, answer.text) == (200, body)
    assert answer.headers["content-type"].startswith("application/json")


def test_half_a_body(emulator: EmulatorProcess, api: httpx2.Client, realm_id: str) -> None:
    emulator.fault("truncate", realm_id=realm_id)
    headers, body = raw_answer(emulator, api, realm_id)
    assert len(body) == int(headers["content-length"]) // 2


def test_a_body_that_trickles(emulator: EmulatorProcess, api: httpx2.Client, realm_id: str) -> None:
    emulator.fault("trickle", realm_id=realm_id, bytes_per_s=2)
    with api.stream("GET", "/query", params=QUERY, timeout=0.2) as answer:
        assert answer.status_code == 200
        with pytest.raises(httpx2.ReadTimeout):
            answer.read()


def test_the_head_and_half_of_the_body_come_at_once(
    emulator: EmulatorProcess, api: httpx2.Client, realm_id: str
) -> None:
    emulator.fault("trickle", realm_id=realm_id, after_bytes=300, bytes_per_s=1)
    with api.stream("GET", "/query", params=QUERY, timeout=0.3) as answer:
        came = answer.iter_raw(1)
        assert len([next(came) for _ in range(300)]) == 300
        with pytest.raises(httpx2.ReadTimeout):
            next(came)


def test_a_write_is_done_after_the_client_gave_up(emulator: EmulatorProcess, api: httpx2.Client, realm_id: str) -> None:
    emulator.fault("stall", realm_id=realm_id, delay_s=0.5)
    with pytest.raises(httpx2.ReadTimeout):
        api.post("/customer", json={"DisplayName": "Late"}, timeout=0.1)
    assert emulator.documents(realm_id, "Customer") == []
    until = time.monotonic() + 10
    while not emulator.documents(realm_id, "Customer"):
        assert time.monotonic() < until


def test_a_refusal_in_xml_though_json_was_asked_for(
    emulator: EmulatorProcess, api: httpx2.Client, realm_id: str
) -> None:
    emulator.fault("status", realm_id=realm_id, code="3200", xml=True)
    answer = api.get("/preferences")
    assert answer.status_code == 401
    assert answer.headers["content-type"].startswith("application/xml")
    assert 'code="3200"' in answer.text


def test_waiting_faults_can_be_listed(private_emulator: EmulatorProcess) -> None:
    fault_id = private_emulator.fault("throttle", {"entity": "Item"}, share=0.5)
    (waiting,) = private_emulator.control("faults")
    assert (waiting["id"], waiting["kind"], waiting["match"]["entity"]) == (fault_id, "throttle", "Item")
    private_emulator.control(f"faults/{fault_id}", method="DELETE")
    assert private_emulator.control("faults") == []


def test_a_fault_in_a_200(emulator: EmulatorProcess, api: httpx2.Client, realm_id: str) -> None:
    emulator.fault("fault_in_200", realm_id=realm_id, code="6240")
    answer = api.post("/customer", json={"DisplayName": "Alder"})
    assert answer.status_code == 200
    assert answer.json()["Fault"]["Error"][0]["code"] == "6240"
    assert emulator.documents(realm_id, "Customer") == []


def test_an_answer_without_objects(emulator: EmulatorProcess, api: httpx2.Client, realm_id: str) -> None:
    emulator.fault("empty_query", {"entity": "Item"}, realm_id=realm_id)
    assert api.get("/query", params=QUERY).json()["QueryResponse"] == {}
    assert api.get("/query", params=QUERY).json()["QueryResponse"]["maxResults"] >= 2


def test_a_429_that_says_when_to_come_back(emulator: EmulatorProcess, api: httpx2.Client, realm_id: str) -> None:
    emulator.fault("throttle", realm_id=realm_id, retry_after_s=7)
    answer = api.get("/query", params=QUERY)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "7")
    emulator.fault("throttle", realm_id=realm_id)
    assert "retry-after" not in api.get("/query", params=QUERY).headers


def test_every_documented_code_on_demand(emulator: EmulatorProcess, api: httpx2.Client, realm_id: str) -> None:
    answers: dict[str, tuple[int, dict[str, Any]]] = {}
    for code in DOCUMENTED.split():
        emulator.fault("status", realm_id=realm_id, code=code)
        answer = api.get("/query", params=QUERY)
        body = answer.json()
        fault = body.get("Fault") or body["fault"]
        error = {name.lower(): value for name, value in (fault.get("Error") or fault["error"])[0].items()}
        assert error["code"].lstrip("0") == code
        assert error["message"], code
        assert "{}" not in error["detail"], code
        answers[code] = (answer.status_code, fault)
    statuses = {code: status for code, (status, _) in answers.items() if status != 400}
    assert statuses["3200"] == statuses["120"] == 401
    assert statuses["3100"] == 403
    assert statuses["3001"] == 429
    assert answers["5010"][1]["type"] == "ValidationFault"
    assert answers["3200"][1]["type"] == "AUTHENTICATION"


def test_a_storm_hits_a_share_for_a_time(private_emulator: EmulatorProcess) -> None:
    private_emulator.control("settings", {"throttle": False})
    realm_id = private_emulator.company()
    private_emulator.fault("throttle", realm_id=realm_id, share=0.9, seed=7, for_s=1800)
    with private_emulator.api(realm_id) as api:
        storm = [api.get("/preferences").status_code for _ in range(100)]
        assert 80 <= storm.count(429) <= 97
        private_emulator.control("clock", {"advance_s": 1801})
        assert api.get("/preferences").status_code == 200
        # The same seed draws the same requests.
        private_emulator.fault("throttle", realm_id=realm_id, share=0.9, seed=7)
        assert [api.get("/preferences").status_code for _ in range(100)] == storm


def test_items_of_a_batch_fail_singly(emulator: EmulatorProcess, api: httpx2.Client, realm_id: str) -> None:
    items = [
        {"bId": "a", "operation": "create", "Term": {"Name": "Net 5", "DueDays": 5}},
        {"bId": "b", "operation": "create", "Customer": {"DisplayName": "Alder"}},
        {"bId": "c", "Query": "SELECT * FROM Item"},
    ]
    emulator.fault("batch_item", {"entity": "Customer"}, realm_id=realm_id, code="6190")
    first = api.post("/batch", params={"requestid": "r1"}, json={"BatchItemRequest": items}).json()
    assert [next(iter(each)) for each in first["BatchItemResponse"]] == ["Term", "Fault", "QueryResponse"]
    assert [each["bId"] for each in first["BatchItemResponse"]] == ["a", "b", "c"]
    assert first["BatchItemResponse"][1]["Fault"]["Error"][0]["code"] == "6190"
    assert emulator.documents(realm_id, "Customer") == []
    assert api.post("/batch", params={"requestid": "r1"}, json={"BatchItemRequest": items}).json() == first
    emulator.fault("batch_item", {"bid": "b"}, realm_id=realm_id, code="10000")
    alone = api.post("/batch", json={"BatchItemRequest": items[1:2]}).json()
    assert alone["BatchItemResponse"][0]["Fault"]["type"] in ("SystemFault", "ValidationFault")
    log = [entry for entry in emulator.requests() if entry["realm_id"] == realm_id]
    assert [(entry["bids"], entry["committed"]) for entry in log] == [
        (["a", "b", "c"], True),
        ([], False),  # recognised before its items were looked at
        (["b"], False),
    ]


def test_a_fault_of_items_leaves_single_calls_alone(
    emulator: EmulatorProcess, api: httpx2.Client, realm_id: str
) -> None:
    emulator.fault("batch_item", {"entity": "Customer"}, realm_id=realm_id, code="6190")
    assert api.post("/customer", json={"DisplayName": "Alder"}).status_code == 200
    assert api.post("/batch", json={"BatchItemRequest": "none"}).status_code == 400
    item = {"bId": "1", "operation": "create", "Customer": {"DisplayName": "Birch"}}
    (answer,) = api.post("/batch", json={"BatchItemRequest": [item]}).json()["BatchItemResponse"]
    assert answer["Fault"]["Error"][0]["code"] == "6190"


def test_a_reset_after_a_long_silence(emulator: EmulatorProcess, api: httpx2.Client, realm_id: str) -> None:
    emulator.fault("drop_before", realm_id=realm_id, delay_s=5)
    with pytest.raises(httpx2.ReadTimeout):
        api.get("/preferences", timeout=0.1)


def test_connections_are_refused_for_a_while(private_emulator: EmulatorProcess) -> None:
    private_emulator.control("faults", {"kind": "refuse", "for_s": 0.5})
    refused = False
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with httpx2.Client(base_url=private_emulator.url) as newcomer:
            try:
                if newcomer.get("/_emulator/clock").status_code == 200 and refused:
                    return
            except httpx2.ConnectError:
                refused = True
            except httpx2.TransportError:
                continue  # it was let in just before, and then cut off
        time.sleep(0.02)
    pytest.fail("it was not refused, or did not come back")


@pytest.mark.parametrize("code", ["invalid_grant", "server_error"])
def test_the_token_endpoint_refuses(private_emulator: EmulatorProcess, code: str) -> None:
    tokens = private_emulator.tokens(private_emulator.company())
    private_emulator.fault("status", {"path": "/oauth2/v1/tokens/bearer"}, code=code)
    answer = refresh(private_emulator, tokens)
    assert answer.status_code == (400 if code == "invalid_grant" else 500)
    assert answer.json()["error"] == code
    assert refresh(private_emulator, tokens).status_code == 200


def test_the_reply_to_a_rotation_is_lost(private_emulator: EmulatorProcess) -> None:
    private_emulator.control("settings", {"refresh_rotates_after_s": 0})
    tokens = private_emulator.tokens(private_emulator.company())
    private_emulator.fault("drop_after_commit", {"path": "/oauth2/v1/tokens/bearer"})
    with pytest.raises(httpx2.TransportError):
        refresh(private_emulator, tokens)
    assert refresh(private_emulator, tokens).json()["error"] == "invalid_grant"


def refresh(emulator: EmulatorProcess, tokens: dict[str, str]) -> httpx2.Response:
    form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    client = (tokens["client_id"], tokens["client_secret"])
    return emulator.http.post("/oauth2/v1/tokens/bearer", data=form, auth=client)
