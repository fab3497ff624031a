"""Names that go, come back and stand below one another."""

from typing import Any

import pytest

from error_causes import Desk


def _read(desk: Desk, entity: str, object_id: str) -> dict[str, Any]:
    stored: dict[str, Any] = desk.http.get(f"/{entity.lower()}/{object_id}").json()[entity]
    return stored


def _changed(desk: Desk, entity: str, object_id: str, **properties: Any) -> dict[str, Any]:
    answer = desk.change(entity, object_id, **properties)
    assert answer.status_code == 200, answer.text
    stored: dict[str, Any] = answer.json()[entity]
    return stored


def _code(answer: Any) -> str:
    assert answer.status_code == 400, answer.text
    code: str = answer.json()["Fault"]["Error"][0]["code"]
    return code


LISTED = [
    ("Customer", "DisplayName", {}),
    ("Vendor", "DisplayName", {}),
    ("Item", "Name", {"Type": "Service", "IncomeAccountRef": {"value": "1"}}),
    ("Account", "Name", {"AccountType": "Expense"}),
    ("Class", "Name", {}),
    ("Department", "Name", {}),
    ("Term", "Name", {"DueDays": 7}),
]


@pytest.mark.parametrize(("entity", "named", "more"), LISTED, ids=[row[0] for row in LISTED])
def test_what_is_made_inactive_frees_its_name_and_takes_it_back(
    desk: Desk, entity: str, named: str, more: dict[str, Any]
) -> None:
    first = desk.create(entity, {named: "Maple"} | more)

    assert _changed(desk, entity, first["Id"], Active=False)[named] == "Maple (deleted)"
    second = desk.create(entity, {named: "Maple"} | more)
    assert _changed(desk, entity, second["Id"], Active=False)[named] == "Maple (deleted-1)"

    assert _changed(desk, entity, second["Id"], Active=True)[named] == "Maple"
    assert _code(desk.change(entity, first["Id"], Active=True)) == "6240"


def test_an_inactive_customer_keeps_the_name_on_checks(desk: Desk) -> None:
    customer = desk.create("Customer", {"DisplayName": "Maple", "CompanyName": "Maple Ltd"})

    gone = _changed(desk, "Customer", customer["Id"], Active=False)

    assert (gone["PrintOnCheckName"], gone["FullyQualifiedName"]) == ("Maple Ltd", "Maple (deleted)")


def test_making_an_inactive_name_inactive_again_changes_nothing(desk: Desk) -> None:
    before = _read(desk, "Customer", desk["retired"])

    assert _changed(desk, "Customer", desk["retired"], Active=False) == before


def test_an_inactive_parent_needs_inactive_children(desk: Desk) -> None:
    child = desk.create(
        "Customer", {"DisplayName": "Dock", "Job": True, "ParentRef": {"value": desk["other customer"]}}
    )

    assert _code(desk.change("Customer", desk["other customer"], Active=False)) == "6000"
    _changed(desk, "Customer", child["Id"], Active=False)
    assert _changed(desk, "Customer", desk["other customer"], Active=False)["Active"] is False


def test_a_rename_reaches_the_children_without_their_token(desk: Desk) -> None:
    parent = desk.create("Customer", {"DisplayName": "Upper"})
    child = desk.create("Customer", {"DisplayName": "Lower", "Job": True, "ParentRef": {"value": parent["Id"]}})
    assert (child["FullyQualifiedName"], child["Level"]) == ("Upper:Lower", 1)

    _changed(desk, "Customer", parent["Id"], DisplayName="Uppermost")

    renamed = _read(desk, "Customer", child["Id"])
    assert (renamed["FullyQualifiedName"], renamed["SyncToken"]) == ("Uppermost:Lower", "0")


def test_a_job_that_is_none_any_more_goes_to_the_top(desk: Desk) -> None:
    child = desk.create("Customer", {"DisplayName": "Dock", "Job": True, "ParentRef": {"value": desk["customer"]}})

    moved = _changed(desk, "Customer", child["Id"], Job=False)

    assert (moved["FullyQualifiedName"], moved["Job"]) == ("Dock", False)
    assert "ParentRef" not in moved


def test_a_branch_cannot_be_moved_where_it_would_be_too_deep(desk: Desk) -> None:
    def chain(name: str, length: int) -> list[str]:
        ids: list[str] = []
        for level in range(length):
            above = {"SubClass": True, "ParentRef": {"value": ids[-1]}} if ids else {}
            ids.append(desk.create("Class", {"Name": f"{name} {level}"} | above)["Id"])
        return ids

    long, short = chain("Long", 4), chain("Short", 2)

    assert _code(desk.change("Class", short[0], SubClass=True, ParentRef={"value": long[-1]})) == "6180"
    assert desk.change("Class", short[0], SubClass=True, ParentRef={"value": long[-2]}).status_code == 200


def test_nothing_goes_below_what_is_below_it(desk: Desk) -> None:
    upper = desk.create("Class", {"Name": "Upper"})
    lower = desk.create("Class", {"Name": "Lower", "SubClass": True, "ParentRef": {"value": upper["Id"]}})

    assert _code(desk.change("Class", upper["Id"], SubClass=True, ParentRef={"value": lower["Id"]})) == "900"


def test_one_name_below_two_parents(desk: Desk) -> None:
    parents = [desk.create("Class", {"Name": name})["Id"] for name in ("East", "West")]
    below = [{"Name": "Shop", "SubClass": True, "ParentRef": {"value": each}} for each in parents]

    assert [desk.create("Class", body)["FullyQualifiedName"] for body in below] == ["East:Shop", "West:Shop"]
    assert _code(desk.post("class", below[0])) == "6240"
