"""Injected faults: what the client sees, and what was done nevertheless."""

import httpx2
import pytest

from emulator_process import EmulatorProcess

CREATE = {"entity": "Customer", "operation": "create"}


@pytest.fixture
def realm_id(private_emulator: EmulatorProcess) -> str:
    return private_emulator.company()


def create(emulator: EmulatorProcess, realm_id: str, name: str = "New", request_id: str = "") -> httpx2.Response:
    with emulator.api(realm_id) as api:
        return api.post("/customer", params={"requestid": request_id}, json={"DisplayName": name})


def names(emulator: EmulatorProcess, realm_id: str) -> list[str]:
    return [each["object"]["DisplayName"] for each in emulator.documents(realm_id, "Customer")]


def test_dropped_before_it_was_done(private_emulator: EmulatorProcess, realm_id: str) -> None:
    private_emulator.fault("drop_before", CREATE, times=1)
    with pytest.raises(httpx2.TransportError):
        create(private_emulator, realm_id)
    assert names(private_emulator, realm_id) == []
    assert create(private_emulator, realm_id).status_code == 200


def test_dropped_after_it_was_done_and_the_retry_is_recognised(
    private_emulator: EmulatorProcess, realm_id: str
) -> None:
    private_emulator.fault("drop_after_commit", CREATE, times=1)
    with pytest.raises(httpx2.TransportError):
        create(private_emulator, realm_id, request_id="r-1")
    assert names(private_emulator, realm_id) == ["New"]
    assert create(private_emulator, realm_id, request_id="r-1").status_code == 200
    assert names(private_emulator, realm_id) == ["New"]
    dropped, again = [each for each in private_emulator.requests() if each["method"] == "POST"]
    assert (dropped["status"], dropped["committed"], dropped["request_id"]) == (None, True, "r-1")
    assert (again["status"], again["committed"]) == (200, False)


def test_bad_gateway_after_it_was_done(private_emulator: EmulatorProcess, realm_id: str) -> None:
    private_emulator.fault("drop_after_commit", CREATE, times=1, status=502)
    assert create(private_emulator, realm_id).status_code == 502
    assert names(private_emulator, realm_id) == ["New"]


@pytest.mark.parametrize(
    "order", [("drop_after_commit", "forget_request_ids"), ("forget_request_ids", "drop_after_commit")]
)
def test_service_that_forgot_the_request_id_does_it_again(
    private_emulator: EmulatorProcess, realm_id: str, order: tuple[str, str]
) -> None:
    term = {"Name": "Net 5", "DueDays": 5}
    for kind in order:
        private_emulator.fault(kind, {"path": "/term"}, times=1)
    with private_emulator.api(realm_id) as api:
        with pytest.raises(httpx2.TransportError):
            api.post("/term", params={"requestid": "r-1"}, json=term)
        again = api.post("/term", params={"requestid": "r-1"}, json=term)
    assert again.json()["Fault"]["Error"][0]["code"] == "6240"


@pytest.mark.parametrize(
    ("status", "code", "path"),
    [
        (400, "6240", ("Fault", "Error", "code")),
        (500, "10000", ("Fault", "Error", "code")),
        (401, "3200", ("fault", "error", "code")),
        (403, "3100", ("fault", "error", "code")),
    ],
)
def test_status_with_its_code(
    private_emulator: EmulatorProcess, realm_id: str, status: int, code: str, path: tuple[str, str, str]
) -> None:
    private_emulator.fault("status", CREATE, status=status, code=code)
    answer = create(private_emulator, realm_id)
    assert answer.status_code == status
    assert answer.json()[path[0]][path[1]][0][path[2]] == code
    assert names(private_emulator, realm_id) == []


def test_gateway_error_without_a_code_is_not_json(private_emulator: EmulatorProcess, realm_id: str) -> None:
    private_emulator.fault("status", status=503)
    answer = create(private_emulator, realm_id)
    assert answer.status_code == 503
    assert answer.headers["Content-Type"].startswith("text/html")


def test_throttle_is_answered_as_the_real_one(private_emulator: EmulatorProcess, realm_id: str) -> None:
    private_emulator.fault("throttle", times=2)
    for _ in range(2):
        answer = create(private_emulator, realm_id)
        assert (answer.status_code, answer.json()["fault"]["error"][0]["code"]) == (429, "003001")
    assert create(private_emulator, realm_id).status_code == 200


def test_slow_reply_comes_after_the_work(private_emulator: EmulatorProcess, realm_id: str) -> None:
    private_emulator.fault("slow", CREATE, delay_s=1.5)
    with private_emulator.api(realm_id) as api, pytest.raises(httpx2.ReadTimeout):
        api.post("/customer", json={"DisplayName": "New"}, timeout=0.5)
    assert names(private_emulator, realm_id) == ["New"]


@pytest.mark.parametrize("after_bytes", [0, 30, None])
def test_truncated_reply_breaks_off_in_the_body(
    private_emulator: EmulatorProcess, realm_id: str, after_bytes: int | None
) -> None:
    private_emulator.fault("truncate", CREATE, after_bytes=after_bytes)
    with pytest.raises(httpx2.RemoteProtocolError):
        create(private_emulator, realm_id)
    assert names(private_emulator, realm_id) == ["New"]


def test_garbage_is_200_and_no_json(private_emulator: EmulatorProcess, realm_id: str) -> None:
    private_emulator.fault("garbage", CREATE)
    answer = create(private_emulator, realm_id)
    assert answer.status_code == 200
    with pytest.raises(ValueError, match="Expecting value"):
        answer.json()


@pytest.mark.parametrize(
    "match",
    [
        {"method": "GET"},
        {"path": "/invoice"},
        {"path": "/v3/company/*/query"},
        {"entity": "Invoice"},
        {"operation": "update"},
        {"entity": "Customer", "operation": "delete"},
    ],
)
def test_what_does_not_match_is_left_alone(
    private_emulator: EmulatorProcess, realm_id: str, match: dict[str, str]
) -> None:
    private_emulator.fault("status", match, status=500)
    assert create(private_emulator, realm_id).status_code == 200


@pytest.mark.parametrize(
    "match",
    [
        {},
        {"method": "post"},
        {"path": "/customer"},
        {"path": "/v3/company/*/customer"},
        {"entity": "customer"},
        {"operation": "create"},
        CREATE,
    ],
)
def test_what_matches_is_struck(private_emulator: EmulatorProcess, realm_id: str, match: dict[str, str]) -> None:
    private_emulator.fault("status", match, status=500)
    assert create(private_emulator, realm_id).status_code == 500


def test_item_of_a_batch_matches(private_emulator: EmulatorProcess, realm_id: str) -> None:
    private_emulator.fault("status", CREATE, status=500)
    item = {"bId": "1", "operation": "create", "Customer": {"DisplayName": "New"}}
    with private_emulator.api(realm_id) as api:
        assert api.post("/batch", json={"BatchItemRequest": [item]}).status_code == 500


@pytest.mark.parametrize(
    ("method", "path", "body", "match"),
    [
        ("GET", "/query?query=select%20*%20from%20Customer", None, {"entity": "Customer", "operation": "query"}),
        (
            "GET",
            "/cdc?entities=Item,Customer&changedSince=2026-01-01",
            None,
            {"entity": "Customer", "operation": "cdc"},
        ),
        ("GET", "/customer/1", None, {"entity": "Customer", "operation": "read"}),
        ("POST", "/customer", {"Id": "1", "SyncToken": "0"}, {"entity": "Customer", "operation": "update"}),
        ("POST", "/invoice?operation=delete", {"Id": "1"}, {"entity": "Invoice", "operation": "delete"}),
        ("POST", "/invoice?operation=void", {"Id": "1"}, {"entity": "Invoice", "operation": "void"}),
        ("POST", "/payment?operation=update&include=void", {"Id": "1"}, {"entity": "Payment", "operation": "void"}),
    ],
)
def test_each_kind_of_call_is_known_by_its_operation(
    private_emulator: EmulatorProcess, realm_id: str, method: str, path: str, body: object, match: dict[str, str]
) -> None:
    private_emulator.fault("status", match, status=503)
    with private_emulator.api(realm_id) as api:
        assert api.request(method, path, json=body).status_code == 503


def test_fault_of_one_company_spares_the_others(private_emulator: EmulatorProcess, realm_id: str) -> None:
    private_emulator.fault("status", status=500, realm_id=realm_id)
    assert create(private_emulator, private_emulator.company()).status_code == 200
    assert create(private_emulator, realm_id).status_code == 500


def test_fault_can_be_withdrawn(private_emulator: EmulatorProcess, realm_id: str) -> None:
    fault_id = private_emulator.fault("status", status=500, times=9)
    private_emulator.control(f"faults/{fault_id}", method="DELETE")
    assert create(private_emulator, realm_id).status_code == 200


def test_authorization_server_can_be_struck_too(private_emulator: EmulatorProcess, realm_id: str) -> None:
    tokens = private_emulator.tokens(realm_id)
    form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    credentials = (tokens["client_id"], tokens["client_secret"])
    private_emulator.fault("status", {"path": "/oauth2/v1/tokens/bearer"}, status=503)
    answers = [
        private_emulator.http.post("/oauth2/v1/tokens/bearer", data=form, auth=credentials).status_code
        for _ in range(2)
    ]
    assert answers == [503, 200]
