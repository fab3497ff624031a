"""Upload and download: several files in a request, a fault for one alone, addresses that expire."""

import base64
import io
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest
from werkzeug import Request
from werkzeug.test import Client

from qbo_emulator.attachments import fetching

PICTURE = bytes(range(256)) * 40 + b"\r\n--\r\n"


def _file(number: str, content: bytes, metadata: Mapping[str, Any] | None, name: str = "rack.png") -> dict[str, Any]:
    parts: dict[str, Any] = {f"file_content_{number}": (io.BytesIO(content), name, "image/png")}
    if metadata is not None:
        parts[f"file_metadata_{number}"] = (io.BytesIO(json.dumps(metadata).encode()), "m.json", "application/json")
    return parts


def _on(entity: str, object_id: str, **more: Any) -> dict[str, Any]:
    return {"AttachableRef": [{"EntityRef": {"type": entity, "value": object_id}} | more]}


def _upload(api: Any, parts: Mapping[str, Any]) -> list[dict[str, Any]]:
    answer = api.client.post(api.path("upload"), data=dict(parts))
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json["AttachableResponse"]
    return found


@pytest.fixture
def fetch(api: Any) -> Any:
    """Get an address without a token."""

    def app(environ: dict[str, Any], start_response: Any) -> Any:
        return fetching.handle(api.world, Request(environ))(environ, start_response)

    def get(address: str) -> Any:
        parts = urlsplit(address)
        return Client(app).get(f"{parts.path}?{parts.query}")

    return get


def test_an_uploaded_file_is_answered_as_recorded_and_comes_back_whole(
    api: Any, customer: Any, invoice_of: Any, fetch: Any
) -> None:
    invoice = invoice_of(customer, 1)

    made = _upload(api, _file("01", PICTURE, _on("Invoice", invoice["Id"]) | {"FileName": "Büro rack.png"}))[0][
        "Attachable"
    ]

    assert re.fullmatch(r"5\d{18}", made["Id"])
    assert made["FileName"] == "Büro rack.png"
    assert made["Size"] == len(PICTURE)
    assert made["ContentType"] == "image/png"
    assert made["FileAccessUri"] == f"/v3/company/{api.company.realm_id}/download/{made['Id']}"
    assert made["AttachableRef"] == [{"EntityRef": {"value": invoice["Id"], "type": "Invoice"}, "IncludeOnSend": False}]
    assert (made["SyncToken"], made["domain"], made["sparse"]) == ("0", "QBO", False)
    assert list(made)[:4] == ["FileName", "FileAccessUri", "TempDownloadUri", "Size"]
    assert fetch(made["TempDownloadUri"]).data == PICTURE
    assert fetch(made["TempDownloadUri"]).headers["Content-Type"] == "image/png"


def test_one_missing_document_refuses_one_file_of_several(api: Any, customer: Any) -> None:
    parts = _file("01", b"a", _on("Customer", customer["Id"])) | _file("02", b"b", _on("Estimate", "75"))

    first, second = _upload(api, parts | _file("03", b"c", None, "plain.txt"))[:2]

    assert first["Attachable"]["Size"] == 1
    assert second["Fault"]["Error"][0] == {
        "Message": "A business validation error has occurred while processing your request",
        "Detail": "Business Validation Error: The entity Estimate 75 that you are trying to link does not exist."
        " Estimate 75",
        "code": "6000",
    }
    assert api.select("select count(*) from Attachable")["totalCount"] == 2


def test_an_address_works_for_fifteen_minutes_and_for_its_file_only(api: Any, fetch: Any) -> None:
    first, second = (
        each["Attachable"] for each in _upload(api, _file("0", b"one", {}) | _file("1", b"two", {}, "two.png"))
    )
    address = first["TempDownloadUri"]

    assert fetch(address).data == b"one"
    assert fetch(address.replace(first["Id"], second["Id"])).status_code == 403
    assert fetch(re.sub(r"Signature=\w{4}", "Signature=0000", address)).status_code == 403
    assert fetch(address.partition("?")[0]).status_code == 403
    assert fetch(address.replace(api.company.realm_id, "1")).status_code == 403
    api.world.clock.advance(899)
    assert fetch(address).status_code == 200
    api.world.clock.advance(2)
    assert fetch(address).status_code == 403
    renewed = api.get(f"download/{first['Id']}")
    assert renewed.headers["Content-Type"] == "text/plain;charset=utf-8"
    assert fetch(renewed.text).data == b"one"
    assert fetch(api.read("Attachable", first["Id"])["TempDownloadUri"]).data == b"one"
    assert fetch(api.select("select * from Attachable")["Attachable"][0]["TempDownloadUri"]).data == b"one"


def test_a_deleted_file_is_gone(api: Any, fetch: Any) -> None:
    made = _upload(api, _file("01", b"one", {}))[0]["Attachable"]

    stub = api.write("Attachable", {"Id": made["Id"]}, operation="delete")

    assert stub == {"domain": "QBO", "status": "Deleted", "Id": made["Id"]}
    assert fetch(made["TempDownloadUri"]).status_code == 403
    assert api.refused(api.get(f"download/{made['Id']}")) == "610"
    assert api.refused(api.get(f"attachable/{made['Id']}")) == "610"


def test_base64_parts_with_bare_line_feeds_as_python_clients_write_them(api: Any, fetch: Any) -> None:
    boundary = "-------------PythonMultipartPost"
    body = (
        f"\n--{boundary}\n"
        'Content-Disposition: form-data; name="file_metadata_01"\nContent-Type: application/json\n\n'
        '{"FileName": "b.bin", "ContentType": "application/pdf", "Id": null}\n\n'
        f"--{boundary}\n"
        'Content-Disposition: form-data; name="file_content_01"\nContent-Type: application/pdf\n'
        f"Content-Transfer-Encoding: base64\n\n{base64.b64encode(PICTURE).decode()}\n\n--{boundary}--\n"
    )

    answer = api.client.post(
        api.path("upload"), data=body.encode(), content_type=f"multipart/form-data; boundary={boundary}"
    )

    made = answer.json["AttachableResponse"][0]["Attachable"]
    assert (made["FileName"], made["Size"]) == ("b.bin", len(PICTURE))
    assert fetch(made["TempDownloadUri"]).data == PICTURE


@pytest.mark.parametrize(
    ("content_type", "body", "code"),
    [
        ("application/json", b"{}", "1050"),
        ("multipart/form-data", b"x", "2010"),
        ("multipart/form-data; boundary=x", b"nothing of the kind", "2010"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--x--", "2020"),
        (
            "multipart/form-data; boundary=x",
            (
                b"--x\r\nContent-Disposition: form-data; name=file_content_1\r\n\r\n1\r\n"
                b"--x\r\nContent-Disposition: form-data; name=file_metadata_1\r\n\r\n[1\r\n--x--"
            ),
            "2010",
        ),
    ],
)
def test_a_broken_upload_is_refused(api: Any, content_type: str, body: bytes, code: str) -> None:
    assert api.refused(api.client.post(api.path("upload"), data=body, content_type=content_type)) == code
    assert api.select("select * from Attachable") == {}


def test_a_request_of_a_thousand_and_one_parts_is_refused(api: Any) -> None:
    part = b"--x\r\nContent-Disposition: form-data; name=file_content_1\r\n\r\n1\r\n"
    answer = api.client.post(
        api.path("upload"), data=part * 1001 + b"--x--", content_type="multipart/form-data; boundary=x"
    )

    assert api.refused(answer) == "2010"


def test_a_file_name_has_its_limit(api: Any) -> None:
    fault = _upload(api, _file("01", b"a", {"FileName": "x" * 1001}))[0]["Fault"]

    assert fault["Error"][0]["code"] == "2050"
