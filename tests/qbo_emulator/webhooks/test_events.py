"""Which changes are told, and to whom."""

from typing import Any

from emulator_process import EmulatorProcess
from webhook_receiver import TOKEN, Receiver


def subscribe(emulator: EmulatorProcess, receiver: Receiver, **more: Any) -> None:
    emulator.control("webhooks", {"url": receiver.url, "verifier_token": TOKEN, **more})


def write(emulator: EmulatorProcess, realm_id: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
    with emulator.api(realm_id) as api:
        answer = api.post(path, json=body)
        assert answer.status_code == 200, answer.text
        return next(iter(answer.json().values()))  # type: ignore[no-any-return]


def invoice(emulator: EmulatorProcess, realm_id: str) -> dict[str, Any]:
    customer = write(emulator, realm_id, "/customer", {"DisplayName": "Alder"})
    line = {"Amount": 10, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": {"ItemRef": {"value": "1"}}}
    return write(emulator, realm_id, "/invoice", {"CustomerRef": {"value": customer["Id"]}, "Line": [line]})


def test_create_update_void_and_delete(private_emulator: EmulatorProcess, realm_id: str, receiver: Receiver) -> None:
    subscribe(private_emulator, receiver)
    made = invoice(private_emulator, realm_id)
    key = {"Id": made["Id"], "SyncToken": "0"}
    write(private_emulator, realm_id, "/invoice", key | {"sparse": True, "PrivateNote": "seen"})
    write(private_emulator, realm_id, "/invoice?operation=void", key | {"SyncToken": "1"})
    write(private_emulator, realm_id, "/invoice?operation=delete", key | {"SyncToken": "2"})
    private_emulator.control("webhooks/deliver", {})
    customer_id = made["CustomerRef"]["value"]
    assert receiver.events() == [
        (realm_id, "Customer", customer_id, "Create"),  # its balance moved since, which is nobody's edit
        (realm_id, "Invoice", made["Id"], "Create"),
        (realm_id, "Invoice", made["Id"], "Update"),
        (realm_id, "Invoice", made["Id"], "Void"),
        (realm_id, "Invoice", made["Id"], "Delete"),
    ]


def test_what_a_payment_changes_is_told_too(
    private_emulator: EmulatorProcess, realm_id: str, receiver: Receiver
) -> None:
    made = invoice(private_emulator, realm_id)
    subscribe(private_emulator, receiver)
    links = [{"Amount": 10, "LinkedTxn": [{"TxnId": made["Id"], "TxnType": "Invoice"}]}]
    payment = {"CustomerRef": made["CustomerRef"], "TotalAmt": 10, "Line": links}
    paid = write(private_emulator, realm_id, "/payment", payment)
    private_emulator.control("webhooks/deliver", {})
    assert sorted(receiver.events()) == [
        (realm_id, "Invoice", made["Id"], "Update"),
        (realm_id, "Payment", paid["Id"], "Create"),
    ]


def test_a_refused_or_empty_write_is_no_event(
    private_emulator: EmulatorProcess, realm_id: str, receiver: Receiver
) -> None:
    made = write(private_emulator, realm_id, "/customer", {"DisplayName": "Alder"})
    subscribe(private_emulator, receiver)
    with private_emulator.api(realm_id) as api:
        assert api.post("/customer", json={"DisplayName": "Alder"}).status_code == 400
    same = {"Id": made["Id"], "SyncToken": "0", "sparse": True, "DisplayName": "Alder"}
    write(private_emulator, realm_id, "/customer", same)
    assert private_emulator.control("webhooks/deliver", {}) == {"deliveries": [], "waiting": 0}


def test_company_settings_tell_of_preferences_and_never_of_company_info(
    private_emulator: EmulatorProcess, realm_id: str, receiver: Receiver
) -> None:
    subscribe(private_emulator, receiver)
    with private_emulator.api(realm_id) as api:
        info = api.get(f"/companyinfo/{realm_id}").json()["CompanyInfo"]
        preferences = api.get("/preferences").json()["Preferences"]
    write(private_emulator, realm_id, "/companyinfo", info | {"LegalName": "Alder Works Ltd"})
    prefs = {"SalesFormsPrefs": preferences["SalesFormsPrefs"] | {"AllowDeposit": True}}
    key = {"Id": preferences["Id"], "SyncToken": preferences["SyncToken"], "sparse": True}
    write(private_emulator, realm_id, "/preferences", key | prefs)
    private_emulator.control("webhooks/deliver", {})
    assert receiver.events() == [(realm_id, "Preferences", preferences["Id"], "Update")]


def test_seeds_samples_and_the_time_before_are_not_told(
    private_emulator: EmulatorProcess, realm_id: str, receiver: Receiver
) -> None:
    write(private_emulator, realm_id, "/customer", {"DisplayName": "Before"})
    subscribe(private_emulator, receiver)
    customer = {"Id": "900", "SyncToken": "0", "DisplayName": "Seeded"}
    private_emulator.seed(realm_id, {"Customer": [customer]})
    private_emulator.tokens(private_emulator.company("small"))
    assert private_emulator.control("webhooks/deliver", {})["deliveries"] == []


def test_only_companies_the_app_is_connected_to(private_emulator: EmulatorProcess, receiver: Receiver) -> None:
    private_emulator.control("apps", {"client_id": "other", "client_secret": "other-secret"})
    mine, theirs, left = (private_emulator.company() for _ in range(3))
    private_emulator.tokens(mine)
    private_emulator.tokens(theirs, "other")
    tokens = private_emulator.tokens(left)
    subscribe(private_emulator, receiver)
    for realm_id in (mine, left):
        write(private_emulator, realm_id, "/customer", {"DisplayName": "Alder"})
    # The same realm through the other app: the company's own event, but this app has no grant there.
    headers = {"Authorization": f"Bearer {private_emulator.tokens(theirs, 'other')['access_token']}"}
    url = f"/v3/company/{theirs}/customer"
    assert private_emulator.http.post(url, json={"DisplayName": "Birch"}, headers=headers).status_code == 200
    key = (tokens["client_id"], tokens["client_secret"])
    revocation = {"token": tokens["refresh_token"]}
    assert private_emulator.http.post("/v2/oauth2/tokens/revoke", json=revocation, auth=key).status_code == 200
    private_emulator.control("webhooks/deliver", {})
    assert {realm_id for realm_id, *_ in receiver.events()} == {mine}


def test_a_document_sent_is_emailed(private_emulator: EmulatorProcess, realm_id: str, receiver: Receiver) -> None:
    made = invoice(private_emulator, realm_id)
    subscribe(private_emulator, receiver)
    with private_emulator.api(realm_id) as api:
        answer = api.post(f"/invoice/{made['Id']}/send", params={"sendTo": "alder@example.com"})
        assert answer.status_code == 200, answer.text
    private_emulator.control("webhooks/deliver", {})
    assert receiver.events() == [(realm_id, "Invoice", made["Id"], "Emailed")]


def test_a_merge_names_the_id_that_left(private_emulator: EmulatorProcess, realm_id: str, receiver: Receiver) -> None:
    winner, loser = (write(private_emulator, realm_id, "/customer", {"DisplayName": name}) for name in ("A", "B"))
    subscribe(private_emulator, receiver)
    order = {"realm_id": realm_id, "entity": "Customer", "winner": winner["Id"], "loser": loser["Id"]}
    private_emulator.control("merge", order)
    private_emulator.control("webhooks/deliver", {})
    (notification,) = receiver.received
    (entity,) = notification.json["eventNotifications"][0]["dataChangeEvent"]["entities"]
    assert (entity["operation"], entity["id"], entity["deletedId"]) == ("Merge", winner["Id"], loser["Id"])
