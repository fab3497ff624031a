"""Seeding, sampling and inspecting companies."""

import json

import pytest

from emulator_process import EmulatorProcess

INVOICE = (
    '{"Id":"9007199254740993","SyncToken":"3","DocNumber":"1001","TotalAmt":100.00,"Balance":12.5,'
    '"ExchangeRate":0.5306667,"Brand":{"new":[1,null]},"Line":[],"CustomerRef":{"value":"5"}}'
)


def refusal(emulator: EmulatorProcess, call: str, body: object) -> str:
    """The sentence a wrong control call gets."""
    answer = emulator.http.post(f"/_emulator/{call}", json=body)
    assert answer.status_code == 400
    return str(answer.json()["error"])


def test_raw_objects_are_kept_digit_for_digit(emulator: EmulatorProcess) -> None:
    realm_id = "7000000001"
    body = f'{{"realm_id":"{realm_id}","entities":{{"Invoice":[{INVOICE}],"NotModelledYet":[{{"Id":"a"}}]}}}}'
    answer = emulator.http.post("/_emulator/seed", content=body)
    assert answer.json() == {"realm_id": realm_id, "counts": {"Invoice": 1, "NotModelledYet": 1}}
    kept = emulator.http.get(f"/_emulator/documents?realm_id={realm_id}&entity=Invoice").text
    assert INVOICE in kept
    assert emulator.documents(realm_id, "NotModelledYet")[0]["object"] == {"Id": "a"}


def test_new_realm_gets_company_info_and_shows_everywhere(emulator: EmulatorProcess) -> None:
    emulator.seed("7000000002", {"Customer": [{"Id": "1", "DisplayName": "A"}]})
    assert emulator.documents("7000000002", "CompanyInfo")
    assert "7000000002" in [each["realm_id"] for each in emulator.control("realms")]
    page = emulator.http.get(
        "/connect/oauth2?client_id=emulator-client&response_type=code&state=s"
        "&scope=com.intuit.quickbooks.accounting&redirect_uri=http://localhost/"
    )
    assert "7000000002" in page.text


def test_given_company_info_names_the_realm(emulator: EmulatorProcess) -> None:
    emulator.seed("7000000003", {"CompanyInfo": [{"Id": "1", "CompanyName": "Given Name"}]})
    names = {each["realm_id"]: each["name"] for each in emulator.control("realms")}
    assert names["7000000003"] == "Given Name"
    assert len(emulator.documents("7000000003", "CompanyInfo")) == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"entities": {}}, "realm_id"),
        ({"realm_id": "", "entities": {}}, "realm_id"),
        ({"realm_id": "a/b", "entities": {}}, "realm_id"),
        ({"realm_id": "1", "entities": {"Item": [{"Id": "1", "MetaData": 7}]}}, "entities.Item[0].MetaData"),
        ({"realm_id": "7000000004"}, "entities"),
        ({"realm_id": "7000000004", "entities": {"Invoice": {}}}, "entities"),
        ({"realm_id": "7000000004", "entities": {"Invoice": [{"Id": "1"}, {"DocNumber": "2"}]}}, "Invoice[1].Id"),
        ({"realm_id": "7000000004", "entities": {"Invoice": [{"Id": 1}]}}, "Invoice[0].Id"),
        ({"realm_id": "7000000004", "entities": {}, "surprise": 1}, "surprise"),
    ],
)
def test_wrong_seed_names_the_field_and_leaves_nothing(
    emulator: EmulatorProcess, body: dict[str, object], field: str
) -> None:
    assert field in refusal(emulator, "seed", body)
    assert "7000000004" not in [each["realm_id"] for each in emulator.control("realms")]


def test_body_that_is_no_json_is_said_so(emulator: EmulatorProcess) -> None:
    answer = emulator.http.post("/_emulator/seed", content=b"{")
    assert answer.status_code == 400
    assert "JSON" in answer.json()["error"]


def test_documents_show_deleted_ones_too(emulator: EmulatorProcess) -> None:
    realm_id = emulator.company("small")
    invoice = next(each for each in emulator.documents(realm_id, "Invoice") if not each["object"]["LinkedTxn"])
    with emulator.api(realm_id) as api:
        body = {"Id": invoice["id"], "SyncToken": invoice["object"]["SyncToken"]}
        assert api.post("/invoice?operation=delete", json=body).status_code == 200
    found = {each["id"]: each["deleted"] for each in emulator.documents(realm_id, "Invoice")}
    assert found[invoice["id"]] is True


def test_unknown_realm_is_named(emulator: EmulatorProcess) -> None:
    answer = emulator.http.get("/_emulator/documents?realm_id=404&entity=Invoice")
    assert answer.status_code == 400
    assert "404" in answer.json()["error"]
    assert "404" in refusal(emulator, "tokens", {"realm_id": "404"})


def test_sample_refuses_an_existing_realm_and_an_unknown_size(emulator: EmulatorProcess) -> None:
    realm_id = emulator.company()
    assert "realm_id" in refusal(emulator, "sample", {"realm_id": realm_id, "size": "small"})
    assert "size" in refusal(emulator, "sample", {"realm_id": "7000000005", "size": "huge"})


def test_reset_forgets_everything(private_emulator: EmulatorProcess) -> None:
    realm_id = private_emulator.company()
    tokens = private_emulator.tokens(realm_id)
    private_emulator.fault("status", status=500, times=9)
    private_emulator.control("settings", {"throttle": False, "refresh_grace_s": 60})
    private_emulator.control("clock", {"advance_s": 86400})
    private_emulator.reset()
    assert private_emulator.control("realms") == []
    assert private_emulator.control("settings")["throttle"] is True
    assert private_emulator.control("settings")["refresh_grace_s"] == 0
    form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    credentials = (tokens["client_id"], tokens["client_secret"])
    answer = private_emulator.http.post("/oauth2/v1/tokens/bearer", data=form, auth=credentials)
    assert answer.json()["error"] == "invalid_grant"


def test_answers_are_json_objects_even_for_large_samples(emulator: EmulatorProcess) -> None:
    answer = emulator.http.post("/_emulator/sample", json={"size": "small"})
    assert json.loads(answer.content)["counts"]["Invoice"] == 40
