"""A company its owner emptied."""

from error_causes import Desk


def test_a_purged_company_is_as_on_its_first_day(desk: Desk) -> None:
    desk.emulator.control("purge", {"realm_id": desk.realm_id})

    assert desk.query("select count(*) from Customer").json()["QueryResponse"]["totalCount"] == 0
    assert desk.http.get(f"/invoice/{desk['invoice']}").json()["Fault"]["Error"][0]["code"] == "610"
    receivable = desk.http.get(f"/account/{desk.account('AccountsReceivable')}").json()["Account"]
    assert receivable["CurrentBalance"] == 0


def test_new_objects_do_not_take_the_ids_of_those_before(desk: Desk) -> None:
    desk.emulator.control("purge", {"realm_id": desk.realm_id})

    customer = desk.create("Customer", {"DisplayName": "Harbor Bikes"})

    assert int(customer["Id"]) > int(desk["retired"])
    assert customer["SyncToken"] == "0"
