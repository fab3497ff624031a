"""Raw objects: kept as given, and written on top of."""

from decimal import Decimal
from typing import Any


def test_a_seeded_company_is_answered_as_it_is_and_can_be_written_on(api: Any) -> None:
    company = api.world.add_company("77", furnished=False)
    odd = {"Id": "41", "Name": "Old Co", "DisplayName": "Old Co", "Surprise": [1, Decimal("2.50")], "SyncToken": "7"}
    bill = {
        "Id": "90",
        "SyncToken": "0",
        "TotalAmt": Decimal("12.00"),
        "MetaData": {"CreateTime": "2026-01-02T03:04:05-08:00", "LastUpdatedTime": "2026-01-02T03:04:05-08:00"},
    }
    item = {"Id": "5", "Name": "Fix", "Type": "Service", "IncomeAccountRef": {"value": "1"}}
    invoice = {"Id": "12", "DocNumber": "1042", "Balance": 0, "TotalAmt": 0, "CustomerRef": {"value": "41"}}
    counts = company.seed(
        {"Customer": [odd], "Bill": [bill], "Item": [item], "Invoice": [invoice], "Gadget": [{"Id": "g-1"}]}
    )

    assert counts == {"Customer": 1, "Bill": 1, "Item": 1, "Invoice": 1, "Gadget": 1}
    assert api.client.get("/v3/company/77/customer/41").data.startswith(
        b'{"Customer":{"Id":"41","Name":"Old Co","DisplayName":"Old Co","Surprise":[1,2.50],"SyncToken":"7"}'
    )
    statement = "select * from Bill where MetaData.CreateTime = '2026-01-02T11:04:05Z' and Id = '90'"
    rows = api.client.get("/v3/company/77/query", query_string={"query": statement})
    assert b'"TotalAmt":12.00' in rows.data
    fresh = company.create(
        "Invoice",
        {
            "CustomerRef": {"value": "41"},
            "Line": [
                {"Amount": 3, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": {"ItemRef": {"value": "5"}}}
            ],
        },
    )
    assert (fresh["Id"], fresh["DocNumber"]) == ("91", "1043")
    assert company.read("Customer", "41")["Balance"] == 3
