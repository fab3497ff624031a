"""Objects of the live service: found by every property a query may filter, kept by an edit but for what it edits."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from qbo_emulator.catalog import ENTITIES
from qbo_emulator.language.binding import bind
from qbo_emulator.language.evaluator import select
from qbo_emulator.language.parser import parse
from qbo_emulator.store.shelf import dig

OWN = ("Bill", "BillPayment", "Purchase", "Deposit", "JournalEntry", "TaxAgency")


@pytest.mark.parametrize("sparse", [True, False])
@pytest.mark.parametrize("entity", OWN)
def test_an_object_sent_back_whole_stays_as_it_is(recorded: Any, entity: str, sparse: bool) -> None:
    company, objects = recorded
    before = company.documents()
    for row in objects[entity]:
        assert company.update(entity, row | {"sparse": sparse}) == row
    assert company.documents() == before


@pytest.mark.parametrize("entity", OWN)
def test_every_object_is_found_by_each_property_a_query_may_filter(recorded: Any, entity: str) -> None:
    company, objects = recorded
    shelf = company.books.shelf(entity)
    for row in objects[entity]:
        for name in ENTITIES[entity].filterable:
            value = dig(row, name)
            value = value["value"] if isinstance(value, dict) else value
            if value is not None:
                literal = str(value).lower() if isinstance(value, bool) else f"'{value}'"
                query, found = bind(
                    parse(f"select * from {entity} where {name} = {literal}", datetime.now(UTC).date()), ENTITIES.get
                )
                assert row["Id"] in select(query, found, shelf), (name, value)


@pytest.mark.parametrize("entity", [each for each in OWN if each != "TaxAgency"])
def test_an_edit_changes_what_it_edits_and_nothing_else(recorded: Any, entity: str) -> None:
    company, objects = recorded
    for row in objects[entity]:
        head = {"Id": row["Id"], "SyncToken": row["SyncToken"], "sparse": True}
        after = company.update(entity, head | {"PrivateNote": "looked at"})

        derived = {"PrivateNote", "SyncToken", "MetaData"}
        assert {key: value for key, value in after.items() if key not in derived} == {
            key: value for key, value in row.items() if key not in derived
        }
        assert after["PrivateNote"] == "looked at"
        assert int(after["SyncToken"]) == int(row["SyncToken"]) + 1


def test_every_recorded_total_follows_from_its_lines(recorded: Any) -> None:
    _, objects = recorded
    for entity in ("Bill", "Purchase", "PurchaseOrder", "BillPayment", "Deposit"):
        for doc in objects[entity]:
            back = doc.get("CashBack", {}).get("Amount", 0)
            assert doc["TotalAmt"] == sum(Decimal(line["Amount"]) for line in doc["Line"]) - back, doc["Id"]


def test_deleting_a_recorded_document_takes_back_what_it_posted(recorded: Any) -> None:
    company, objects = recorded
    payments = {row["Id"]: row for row in objects["BillPayment"]}
    for payment in payments.values():
        company.delete("BillPayment", payment["Id"])

    bills = {row["id"]: row["object"] for row in company.documents("Bill")}
    assert all(bill["Balance"] == bill["TotalAmt"] for bill in bills.values())
    assert not any(
        link["TxnType"] == "BillPaymentCheck" for bill in bills.values() for link in bill.get("LinkedTxn", [])
    )
    payable = next(row for row in objects["Account"] if row["AccountType"] == "Accounts Payable")
    paid = sum(payment["TotalAmt"] for payment in payments.values())
    assert company.read("Account", payable["Id"])["CurrentBalance"] == payable["CurrentBalance"] - paid
