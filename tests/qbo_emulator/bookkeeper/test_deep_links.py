"""The addresses by which products open a record in QuickBooks lead to the bookkeeper's pages."""

import pytest

from emulator_process import EmulatorProcess


def landed(emulator: EmulatorProcess, address: str) -> str:
    return str(emulator.http.get(f"{emulator.url}{address}").headers.get("location", ""))


@pytest.mark.parametrize(
    ("page", "entity", "argument", "leads_to"),
    [
        ("invoice", "Invoice", "txnId", "/bookkeeper/{realm}/invoices/{id}"),
        ("recvpayment", "Payment", "txnId", "/bookkeeper/{realm}"),
        ("customerdetail", "Customer", "nameId", "/bookkeeper/{realm}/customers"),
    ],
)
def test_a_record_opens_in_its_company(
    private_emulator: EmulatorProcess, page: str, entity: str, argument: str, leads_to: str
) -> None:
    realm = private_emulator.company("small")
    record = private_emulator.documents(realm, entity)[0]["id"]
    expected = leads_to.format(realm=realm, id=record)
    assert landed(private_emulator, f"/app/{page}?{argument}={record}").endswith(expected)


def test_an_id_that_nobody_has_leads_to_the_companies(private_emulator: EmulatorProcess) -> None:
    assert landed(private_emulator, "/app/invoice?txnId=999999") == "/"
