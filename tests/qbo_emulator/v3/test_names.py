"""Names over HTTP: inactive ones, trees."""

from typing import Any


def test_an_inactivated_name_is_renamed_and_free_again(api: Any, customer: Any) -> None:
    hidden = api.change("Customer", customer, Active=False)

    assert hidden["DisplayName"] == hidden["FullyQualifiedName"] == "Harbor Bikes (deleted)"
    assert hidden["PrintOnCheckName"] == "Harbor Bikes"
    again = api.write("Customer", {"DisplayName": "Harbor Bikes"})
    assert api.change("Customer", again, Active=False)["DisplayName"] == "Harbor Bikes (deleted-1)"
    assert api.read("Customer", customer["Id"])["Active"] is False


def test_renaming_a_parent_renames_its_children_without_their_token(api: Any, customer: Any) -> None:
    job = api.write("Customer", {"DisplayName": "Pier 4", "Job": True, "ParentRef": {"value": customer["Id"]}})
    assert (job["FullyQualifiedName"], job["Level"]) == ("Harbor Bikes:Pier 4", 1)

    api.change("Customer", customer, DisplayName="Harbour Cycles")

    renamed = api.read("Customer", job["Id"])
    assert renamed["FullyQualifiedName"] == "Harbour Cycles:Pier 4"
    assert renamed["SyncToken"] == "0"
