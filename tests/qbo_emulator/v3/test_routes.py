"""Paths, verbs, headers and times of the API."""

import io
import re
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest


def test_an_answer_carries_the_headers_and_the_pacific_time(api: Any, customer: Any) -> None:
    api.world.clock.set(datetime(2026, 7, 4, 19, 30, tzinfo=UTC))
    summer = api.get(f"customer/{customer['Id']}")
    api.world.clock.set(datetime(2026, 12, 4, 19, 30, tzinfo=UTC))
    winter = api.write("Customer", {"DisplayName": "Winter"})

    assert summer.headers["Content-Type"] == "application/json;charset=utf-8"
    assert summer.headers["QBO-Version"]
    assert summer.headers["Service-Time"]
    assert re.fullmatch(r"2026-07-04T12:30:00\.\d{3}-07:00", summer.json["time"])
    assert winter["MetaData"]["CreateTime"] == "2026-12-04T11:30:00-08:00"


def test_a_refusal_is_plain_json_without_the_version(api: Any) -> None:
    answer = api.get("customer/99")

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/json"
    assert "QBO-Version" not in answer.headers
    assert answer.json["Fault"]["type"] == "ValidationFault"
    assert answer.json["Fault"]["Error"][0]["Message"] == "Object Not Found"


def test_company_info_and_preferences_are_read_by_their_own_paths(api: Any) -> None:
    assert api.get(f"companyinfo/{api.company.realm_id}").json["CompanyInfo"]["CompanyName"] == "Rundle Bakery"
    assert api.get(f"companyinfo/{api.company.realm_id}").json["CompanyInfo"]["Id"] == "1"
    assert api.get("preferences").json["Preferences"]["CurrencyPrefs"]["HomeCurrency"] == {"value": "USD"}
    assert api.select("select * from CompanyInfo")["maxResults"] == 1


@pytest.mark.parametrize(
    ("method", "rest"),
    [
        ("GET", "invoice"),
        ("PUT", "invoice"),
        ("DELETE", "invoice/1"),
        ("PATCH", "invoice/1"),
        ("POST", "invoice?operation=merge"),
        ("GET", "batch"),
        ("GET", "upload"),
        ("POST", "reports/ProfitAndLoss"),
        ("GET", "customer/1/pdf"),
        ("POST", "customer/1/send"),
        ("GET", "customer/1/5"),
        ("HEAD", "batch/1"),
        ("POST", "cdc"),
        ("POST", "gadget"),
        ("GET", "gadget/1"),
        ("GET", ""),
        ("POST", "preferences/1"),
    ],
)
def test_what_is_not_emulated_is_unsupported(api: Any, method: str, rest: str) -> None:
    answer = api.client.open(api.path(rest), method=method, data=b"{}", content_type="application/json")

    if method == "HEAD":
        assert (answer.status_code, answer.data) == (400, b"")
        return
    assert api.refused(answer) == "500"
    assert answer.json["Fault"]["Error"][0]["Message"] == "Unsupported Operation"


def test_a_client_that_accepts_only_xml_is_refused_in_xml(api: Any) -> None:
    answer = api.client.get(api.path("preferences"), headers={"Accept": "application/xml"})

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/xml;charset=UTF-8"
    root = ElementTree.fromstring(answer.data)
    assert root.tag == "{http://schema.intuit.com/finance/v3}IntuitResponse"
    error = root[0][0]
    assert (root[0].attrib["type"], error.attrib["code"]) == ("ValidationFault", "500")
    assert error[0].text == "Unsupported Operation"


def test_the_gateway_refuses_in_xml_too(emulator: Any) -> None:
    path = f"/v3/company/{emulator.company()}/preferences"
    answer = emulator.http.get(path, headers={"Accept": "application/xml", "Authorization": "Bearer <&>"})

    fault = ElementTree.fromstring(answer.text)[0]
    assert answer.status_code == 401
    assert (fault.attrib["type"], fault[0].attrib["code"]) == ("AUTHENTICATION", "3200")
    assert "<&>" in fault[0][1].text


def test_an_xml_body_is_unsupported_and_another_type_is_the_wrong_one(api: Any) -> None:
    def sent_as(content_type: str) -> Any:
        return api.client.post(api.path("customer"), data='{"DisplayName": "A"}', content_type=content_type)

    assert api.refused(sent_as("application/xml")) == "500"
    assert api.refused(sent_as("text/html")) == "1050"
    assert api.refused(sent_as("multipart/form-data; boundary=x")) == "1050"
    assert sent_as("application/json;charset=UTF-8").status_code == 200


def test_a_body_of_absurd_size_is_refused_unread(api: Any) -> None:
    answer = api.client.post(
        api.path("customer"),
        input_stream=io.BytesIO(b"{}"),
        content_type="application/json",
        environ_overrides={"CONTENT_LENGTH": str(10**9)},
    )

    assert answer.status_code == 413
    assert answer.json["Fault"]["Error"][0]["code"] == "500"


@pytest.mark.parametrize(("object_id", "code"), [("1.5", "2030"), ("x", "2030"), ("99", "610"), ("0", "610")])
def test_an_id_that_is_no_number_is_told_apart_from_a_missing_one(api: Any, object_id: str, code: str) -> None:
    assert api.refused(api.get(f"customer/{object_id}")) == code


def test_entity_names_in_paths_ignore_case(api: Any, customer: Any) -> None:
    assert (
        api.get(f"Customer/{customer['Id']}").json["Customer"] == api.get(f"customer/{customer['Id']}").json["Customer"]
    )


def test_a_seeded_entity_of_any_name_can_be_read_and_queried(api: Any) -> None:
    api.company.seed({"Gadget": [{"Id": "g-1", "Odd": [1]}]})

    assert api.get("gadget/g-1").json["Gadget"] == {"Id": "g-1", "Odd": [1]}
    assert api.select("select * from Gadget where Id = 'g-1'")["Gadget"] == [{"Id": "g-1", "Odd": [1]}]
    assert api.refused(api.post("gadget", {"Odd": 1})) == "500"
