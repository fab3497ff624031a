"""Two names become one: references, balances, and what is left of the loser."""

from typing import Any

import pytest

from error_causes import Desk


def _merge(desk: Desk, entity: str, winner: str, loser: str) -> Any:
    order = {"realm_id": desk.realm_id, "entity": entity, "winner": winner, "loser": loser}
    return desk.emulator.http.post("/_emulator/merge", json=order)


def _read(desk: Desk, entity: str, object_id: str) -> Any:
    return desk.http.get(f"/{entity.lower()}/{object_id}")


def test_a_customer_s_documents_and_balance_go_to_the_winner(desk: Desk) -> None:
    winner, loser = desk["other customer"], desk["customer"]
    estimate = desk.create("Estimate", desk.sale())
    entry = desk.create("TimeActivity", desk.time(CustomerRef={"value": loser}))
    desk.create("Payment", {"CustomerRef": {"value": loser}, "TotalAmt": 30})

    merged = _merge(desk, "Customer", winner, loser).json()

    assert (merged["Balance"], merged["BalanceWithJobs"]) == (70, 70)
    for entity, made in (("Estimate", estimate), ("TimeActivity", entry)):
        stored = _read(desk, entity, made["Id"]).json()[entity]
        assert stored["CustomerRef"] == {"value": winner, "name": "Lakeside Dental"}
        assert stored["MetaData"] == made["MetaData"]
    found = desk.query(f"select * from Invoice where CustomerRef = '{winner}'").json()["QueryResponse"]
    assert [each["Id"] for each in found["Invoice"]] == [desk["invoice"]]


def test_the_loser_is_gone_and_its_name_free(desk: Desk) -> None:
    _merge(desk, "Customer", desk["other customer"], desk["customer"])

    assert _read(desk, "Customer", desk["customer"]).json()["Fault"]["Error"][0]["code"] == "610"
    assert desk.create("Customer", {"DisplayName": "Harbor Bikes"})["Id"] != desk["customer"]


def test_the_receivables_stay_what_they_were(desk: Desk) -> None:
    account = desk.account("AccountsReceivable")
    before = _read(desk, "Account", account).json()["Account"]["CurrentBalance"]

    _merge(desk, "Customer", desk["other customer"], desk["customer"])

    assert _read(desk, "Account", account).json()["Account"]["CurrentBalance"] == before == 100


def test_a_job_s_parents_follow(desk: Desk) -> None:
    parent = desk.create("Customer", {"DisplayName": "Upper"})
    job = desk.create("Customer", {"DisplayName": "Lower", "Job": True, "ParentRef": {"value": parent["Id"]}})
    desk.create("Invoice", desk.sale(CustomerRef={"value": job["Id"]}))

    merged = _merge(desk, "Customer", desk["customer"], job["Id"]).json()

    assert (merged["Balance"], merged["BalanceWithJobs"]) == (200, 200)
    assert _read(desk, "Customer", parent["Id"]).json()["Customer"]["BalanceWithJobs"] == 0


def test_a_balance_no_document_explains_goes_along(desk: Desk) -> None:
    stored = _read(desk, "Vendor", desk["vendor"]).json()["Vendor"]
    desk.seed({"Vendor": [stored | {"Id": "880", "DisplayName": "Seeded", "Balance": 44.5}]})

    assert _merge(desk, "Vendor", desk["vendor"], "880").json()["Balance"] == 44.5


def test_accounts_and_items_are_merged_where_they_stand(desk: Desk) -> None:
    fees, dues = (desk.create("Account", {"Name": each, "AccountType": "Income"})["Id"] for each in ("Fees", "Dues"))
    kept, gone = (
        desk.create("Item", {"Name": each, "Type": "Service", "IncomeAccountRef": {"value": dues}})["Id"]
        for each in ("Kept", "Gone")
    )
    invoice = desk.create("Invoice", desk.sale(Line=[desk.line(9, ItemRef={"value": gone})]))

    assert _merge(desk, "Account", fees, dues).status_code == 200
    assert _merge(desk, "Item", kept, gone).status_code == 200

    detail = _read(desk, "Invoice", invoice["Id"]).json()["Invoice"]["Line"][0]["SalesItemLineDetail"]
    assert (detail["ItemRef"]["value"], detail["ItemAccountRef"]["value"]) == (kept, fees)
    assert _read(desk, "Item", kept).json()["Item"]["IncomeAccountRef"] == {"value": fees, "name": "Fees"}


def test_a_payee_is_known_by_its_list(desk: Desk) -> None:
    spent = {
        "PaymentType": "Cash",
        "AccountRef": {"value": desk.account("Checking")},
        "EntityRef": {"value": desk["vendor"], "type": "Vendor"},
        "Line": [
            {
                "Amount": 5,
                "DetailType": "AccountBasedExpenseLineDetail",
                "AccountBasedExpenseLineDetail": {"AccountRef": {"value": desk.account("Travel")}},
            }
        ],
    }
    purchase = desk.create("Purchase", spent)
    other = desk.create("Vendor", {"DisplayName": "Cables"})["Id"]

    _merge(desk, "Vendor", other, desk["vendor"])

    payee = _read(desk, "Purchase", purchase["Id"]).json()["Purchase"]["EntityRef"]
    assert (payee["value"], payee["name"]) == (other, "Cables")


@pytest.mark.parametrize(
    ("entity", "winner", "loser", "field"),
    [
        ("Invoice", "invoice", "invoice", "entity"),
        ("Customer", "customer", "customer", "loser"),
        ("Customer", "customer", "vendor", "loser"),
        ("Customer", "customer", "retired", "loser"),
        ("Item", "stock", "service", "loser"),
    ],
)
def test_what_cannot_be_merged_is_named(desk: Desk, entity: str, winner: str, loser: str, field: str) -> None:
    desk.keep("service", "Item", {"Name": "Advice", "Type": "Service", "IncomeAccountRef": {"value": "1"}})

    answer = _merge(desk, entity, desk[winner], desk[loser])

    assert answer.status_code == 400
    assert answer.json()["error"].startswith(field)


def test_a_parent_is_not_merged_away(desk: Desk) -> None:
    desk.create("Customer", {"DisplayName": "Dock", "Job": True, "ParentRef": {"value": desk["customer"]}})

    assert "below it" in _merge(desk, "Customer", desk["other customer"], desk["customer"]).json()["error"]
