"""Sending a document: what it is marked with, whom the mail goes to, and when it is refused."""

from datetime import timedelta
from typing import Any

import pytest


def _send(api: Any, entity: str, object_id: str, **query: str) -> Any:
    return api.client.post(
        api.path(f"{entity}/{object_id}/send"), query_string=query, content_type="application/octet-stream"
    )


def _mails(api: Any) -> list[tuple[str, str, str]]:
    return [(mail.entity, mail.id, mail.to) for mail in api.company.outbox.mails()]


def test_sending_marks_the_invoice_and_leaves_a_mail(api: Any, customer: Any, invoice_of: Any) -> None:
    invoice = invoice_of(customer, 10, BillEmail={"Address": "ap@harbor.example"})

    sent = _send(api, "invoice", invoice["Id"]).json["Invoice"]

    assert sent["EmailStatus"] == "EmailSent"
    assert sent["DeliveryInfo"] == {"DeliveryType": "Email", "DeliveryTime": sent["MetaData"]["LastUpdatedTime"]}
    assert sent["BillEmail"] == {"Address": "ap@harbor.example"}
    assert sent["SyncToken"] == "1"
    assert api.report["committed"] is True
    assert api.read("Invoice", invoice["Id"])["EmailStatus"] == "EmailSent"
    assert _mails(api) == [("Invoice", invoice["Id"], "ap@harbor.example")]


def test_send_to_takes_the_place_of_the_address(api: Any, customer: Any, invoice_of: Any) -> None:
    invoice = invoice_of(customer, 10, BillEmail={"Address": "old@harbor.example"})

    sent = _send(api, "invoice", invoice["Id"], sendTo="new@harbor.example").json["Invoice"]

    assert sent["BillEmail"] == {"Address": "new@harbor.example"}
    assert _mails(api)[-1][2] == "new@harbor.example"


@pytest.mark.parametrize(("address", "code"), [("", "6420"), ("nobody", "2210"), ("a@b.example,c", "2210")])
def test_without_a_usable_address_nothing_is_sent(
    api: Any, customer: Any, invoice_of: Any, address: str, code: str
) -> None:
    invoice = invoice_of(customer, 10)

    assert api.refused(_send(api, "invoice", invoice["Id"], sendTo=address)) == code
    assert api.read("Invoice", invoice["Id"])["SyncToken"] == invoice["SyncToken"]
    assert _mails(api) == []


def test_a_payment_goes_to_its_customer(api: Any, invoice_of: Any, pay: Any) -> None:
    customer = api.write("Customer", {"DisplayName": "Mailed", "PrimaryEmailAddr": {"Address": "m@ailed.example"}})
    payment = pay(customer, 5)

    assert _send(api, "payment", payment["Id"]).status_code == 200
    assert _mails(api) == [("Payment", payment["Id"], "m@ailed.example")]


def test_forty_mails_a_day(api: Any, customer: Any, invoice_of: Any) -> None:
    invoice = invoice_of(customer, 10)
    for _ in range(40):
        assert _send(api, "invoice", invoice["Id"], sendTo="a@b.example").status_code == 200

    assert api.refused(_send(api, "invoice", invoice["Id"], sendTo="a@b.example")) == "6000"
    api.world.clock.advance(timedelta(days=1).total_seconds() + 60)
    assert _send(api, "invoice", invoice["Id"], sendTo="a@b.example").status_code == 200


def test_a_repeated_request_id_sends_one_mail(api: Any, customer: Any, invoice_of: Any) -> None:
    invoice = invoice_of(customer, 10)

    answers = [_send(api, "invoice", invoice["Id"], sendTo="a@b.example", requestid="once").data for _ in range(2)]

    assert answers[0] == answers[1]
    assert len(_mails(api)) == 1


def test_a_mailed_document_is_news_of_its_own_kind(api: Any, customer: Any, invoice_of: Any) -> None:
    invoice = invoice_of(customer, 10)
    api.company.announces = True

    _send(api, "invoice", invoice["Id"], sendTo="a@b.example")

    told = [(event.entity, event.id, event.operation) for _, event in api.company.books.events.after(0)]
    assert told == [("Invoice", invoice["Id"], "Emailed")]


def test_a_company_that_may_only_be_read_sends_nothing(emulator: Any) -> None:
    realm_id = emulator.company("small")
    emulator.control("company", {"realm_id": realm_id, "subscription": "read_only"})
    with emulator.api(realm_id) as client:
        found = client.get("query", params={"query": "select * from Invoice maxresults 1"}).json()
        path = f"invoice/{found['QueryResponse']['Invoice'][0]['Id']}"

        assert client.get(f"{path}/pdf").status_code == 200
        refused = client.post(f"{path}/send", params={"sendTo": "a@b.example"})

    assert refused.json()["Fault"]["Error"][0]["code"] == "6190"
    assert emulator.control(f"mail?realm_id={realm_id}") == []


def test_the_mails_are_read_through_the_control_api(emulator: Any) -> None:
    realm_id = emulator.company("small")
    with emulator.api(realm_id) as client:
        found = client.get("query", params={"query": "select * from Invoice maxresults 1"}).json()
        invoice = found["QueryResponse"]["Invoice"][0]
        client.post(f"invoice/{invoice['Id']}/send", params={"sendTo": "a@b.example"}).raise_for_status()

    mail = emulator.control(f"mail?realm_id={realm_id}")[0]

    assert (mail["entity"], mail["id"], mail["to"]) == ("Invoice", invoice["Id"], "a@b.example")
    assert mail["doc_number"] == invoice["DocNumber"]
