"""Attachables without a file: notes, links, and how they are changed and found."""

from typing import Any

import pytest


@pytest.fixture
def note(api: Any, customer: Any) -> Any:
    link = {"EntityRef": {"type": "customer", "value": customer["Id"]}, "IncludeOnSend": "false"}
    return api.write("Attachable", {"Note": "Ring twice", "AttachableRef": [link]})


def test_a_note_hangs_on_a_customer(api: Any, customer: Any, note: Any) -> None:
    assert note["AttachableRef"] == [
        {"EntityRef": {"value": customer["Id"], "type": "Customer"}, "IncludeOnSend": False}
    ]
    assert len(note["Id"]) == 19
    assert "TempDownloadUri" not in api.read("Attachable", note["Id"])
    assert api.refused(api.get(f"download/{note['Id']}")) == "610"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"AttachableRef": []}, "2020"),
        ({"Note": "x" * 2001}, "2050"),
        ({"Note": "n", "AttachableRef": [{"EntityRef": {"type": "Invoice", "value": "9"}}]}, "6000"),
        ({"Note": "n", "AttachableRef": [{"EntityRef": {"type": "Gadget", "value": "9"}}]}, "2000"),
        ({"Note": "n", "Category": "Toy"}, "2170"),
    ],
)
def test_a_wrong_note_is_refused(api: Any, body: dict[str, Any], code: str) -> None:
    assert api.refused(api.post("attachable", body)) == code
    assert api.select("select * from Attachable") == {}


def test_a_sparse_update_keeps_the_link_even_when_its_document_is_gone(
    api: Any, customer: Any, invoice_of: Any
) -> None:
    invoice = invoice_of(customer, 1)
    link = {"EntityRef": {"type": "Invoice", "value": invoice["Id"]}}
    made = api.write("Attachable", {"Note": "a", "AttachableRef": [link]})
    api.write("Invoice", {"Id": invoice["Id"], "SyncToken": "0"}, operation="delete")

    changed = api.change("Attachable", made, Note="b")

    assert changed["Note"] == "b"
    assert changed["AttachableRef"] == made["AttachableRef"]
    assert changed["SyncToken"] == "1"


@pytest.mark.parametrize(
    "statement",
    [
        (
            "select * from Attachable where AttachableRef.EntityRef.Type = 'Customer'"
            " and AttachableRef.EntityRef.value = '{}'"
        ),
        (
            "SELECT Id FROM attachable WHERE AttachableRef.EntityRef.value = '{}' AND"
            " AttachableRef.EntityRef.Type = 'customer' MAXRESULTS 5"
        ),
        "select * from Attachable where AttachableRef.EntityRef.Value IN ('77', '{}')",
        "select * from Attachable where Note like 'ring%'",
    ],
)
def test_what_hangs_on_an_object_is_found_as_clients_ask_for_it(
    api: Any, customer: Any, note: Any, statement: str
) -> None:
    api.write("Attachable", {"Note": "other"})

    assert [each["Id"] for each in api.select(statement.format(customer["Id"]))["Attachable"]] == [note["Id"]]


def test_attachables_are_in_the_change_data(api: Any, note: Any) -> None:
    since = note["MetaData"]["LastUpdatedTime"]
    api.write("Attachable", {"Id": note["Id"]}, operation="delete")

    element = api.get("cdc", entities="Attachable", changedSince=since).json["CDCResponse"][0]["QueryResponse"][0]

    assert [(each["Id"], each["status"]) for each in element["Attachable"]] == [(note["Id"], "Deleted")]
