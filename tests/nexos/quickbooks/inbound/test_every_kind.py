"""Every kind of object is mirrored as it is, and followed; those that a company does without are passed over."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

import raw_objects as raw
from books import KINDS, Books
from emulator_process import EmulatorProcess
from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.mirror import queries

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def full_books(books: Books) -> Books:
    """The small company with what a sample has none of."""
    emulator, realm_id = books.emulator, books.realm_id
    [vendor, *_] = books.there("Vendor")
    [employee, *_] = books.there("Employee")
    [payable] = [one for one, account in books.there("Account").items() if account["AccountType"] == "Accounts Payable"]
    [expense, *_] = [one for one, account in books.there("Account").items() if account["AccountType"] == "Expense"]
    bought = {
        "Amount": 120.5,
        "Description": "Rack",
        "DetailType": "AccountBasedExpenseLineDetail",
        "AccountBasedExpenseLineDetail": {"AccountRef": {"value": expense}},
    }
    names = {"SyncToken": "0", "MetaData": raw.meta(1), "domain": "QBO", "sparse": False, "Active": True}
    entities: dict[str, list[dict[str, Any]]] = {
        "Class": [names | {"Id": "5000000000000085682", "Name": "Field", "FullyQualifiedName": "Field"}],
        "Department": [names | {"Id": "7", "Name": "North", "FullyQualifiedName": "North"}],
        "TimeActivity": [raw.time_activity(1, EmployeeRef={"value": employee})],
    }
    emulator.seed(realm_id, entities)
    order = {"VendorRef": {"value": vendor}, "APAccountRef": {"value": payable}, "Line": [bought], "POStatus": "Open"}
    books.create("PurchaseOrder", order)
    return books


def test_the_first_pull_holds_all_of_every_kind(full_books: Books) -> None:
    run = full_books.sync()
    assert run.state == "done", run.message
    assert full_books.agrees()
    with scope(full_books.tenant_id):
        counts = queries.counts(full_books.tenant_id, full_books.connection_id)
    assert counts == {entity: len(full_books.there(entity)) for entity in KINDS}
    assert all(counts.values()), counts


def test_columns_say_what_the_objects_do(full_books: Books) -> None:
    full_books.sync()
    where = (full_books.tenant_id, full_books.connection_id)
    with scope(full_books.tenant_id):
        for qbo_id, there in full_books.there("Estimate").items():
            estimate = queries.estimate(*where, qbo_id)
            assert (float(estimate.total.amount), estimate.status) == (there["TotalAmt"], there["TxnStatus"])
            assert estimate.invoice_ids == [link["TxnId"] for link in there.get("LinkedTxn", [])]
            assert len(queries.estimate_lines(*where, qbo_id)) == len(there["Line"]) - 1  # but for the subtotal
        for qbo_id, there in full_books.there("CreditMemo").items():
            memo = queries.credit_memo(*where, qbo_id)
            assert (float(memo.total.amount), float(memo.balance.amount)) == (there["TotalAmt"], there["Balance"])
            assert queries.credit_memo_lines(*where, qbo_id)
        for account in queries.accounts(*where, inactive=True):
            there = full_books.there("Account")[account.qbo_id]
            assert (account.type, account.classification) == (there["AccountType"], there["Classification"])
            assert float(account.balance.amount) == there["CurrentBalance"]
        for code in queries.tax_codes(*where):
            rates = full_books.there("TaxCode")[code.qbo_id].get("SalesTaxRateList", {}).get("TaxRateDetail", [])
            assert code.sales_rate_ids == [rate["TaxRateRef"]["value"] for rate in rates]
        for qbo_id, rate in queries.tax_rates(*where).items():
            assert rate.percent is not None
            assert float(rate.percent) == full_books.there("TaxRate")[qbo_id]["RateValue"]
        assert {term.due_days for term in queries.terms(*where)} == {
            there["DueDays"] for there in full_books.there("Term").values()
        }
        [order] = queries.purchase_orders(*where)
        assert (str(order.total.amount), order.status, order.links) == ("120.50", "Open", [])
        [line] = queries.purchase_order_lines(*where, order.qbo_id)
        assert (line.description, line.amount_minor, bool(line.account_id)) == ("Rack", 12050, True)
        assert queries.vendor(*where, order.vendor_id).active
        [entry] = queries.time_activities(*where)
        assert (entry.minutes, entry.billable) == (90, "NotBillable")
        assert [one.qbo_id for one in queries.classes(*where)] == ["5000000000000085682"]
        assert [one.name for one in queries.departments(*where)] == ["North"]


def test_edits_deletes_voids_and_inactive_names_of_every_kind_are_followed(full_books: Books) -> None:
    books = full_books
    books.sync()
    [memo] = books.there("CreditMemo")
    estimates = list(books.there("Estimate"))
    [order] = books.there("PurchaseOrder")
    idle = [one for one, vendor in books.there("Vendor").items() if not vendor["Balance"]]
    books.update("CreditMemo", memo, PrivateNote="as agreed")
    books.update("Estimate", estimates[0], PrivateNote="second version")
    books.delete("Estimate", estimates[1])
    books.delete("PurchaseOrder", order)
    books.update("Vendor", idle[-1], Active=False)
    books.update("Department", "7", Active=False)
    books.update("Class", "5000000000000085682", Name="Remote")
    books.update("Term", "1", Active=False)
    since = books.last_request()
    run = books.sync()
    assert books.calls(since) == ["cdc", "query"]
    assert run.state == "done", run.message
    assert books.agrees()
    where = (books.tenant_id, books.connection_id)
    with scope(books.tenant_id):
        assert queries.purchase_order(*where, order).deleted_at is not None
        assert not queries.purchase_orders(*where).exists()
        assert not queries.vendor(*where, idle[-1]).active
        assert not queries.departments(*where).exists()
        assert [one.name for one in queries.classes(*where)] == ["Remote"]
        assert not queries.term(*where, "1").active


def test_tax_codes_are_polled_and_those_removed_are_marked(books: Books) -> None:
    books.sync()
    where = (books.tenant_id, books.connection_id)
    code, rate = books.there("TaxCode")["2"], books.there("TaxRate")["1"]
    stamp = {**rate["MetaData"], "LastUpdatedTime": clock.now().replace(microsecond=0).isoformat()}
    books.seed({"TaxCode": [code | {"Active": False, "MetaData": stamp}]})
    books.seed({"TaxRate": [rate | {"RateValue": 9.25, "MetaData": stamp}]})
    books.sync()
    assert books.here("TaxRate")["1"] == rate
    with clock.travel(timedelta(days=1, minutes=1)):
        books.sync()
    assert books.agrees()
    with scope(books.tenant_id):
        assert not queries.tax_code(*where, "2").active
        assert str(queries.tax_rates(*where)["1"].percent) == "9.25"
        assert "2" not in [one.qbo_id for one in queries.tax_codes(*where)]


@pytest.mark.parametrize(("code", "fault"), [("5020", "Permission Denied"), ("5030", "Feature Not Supported")])
def test_a_kind_the_edition_lacks_is_named_and_the_rest_goes_on(
    code: str, fault: str, connect: Callable[[str], Books], emulator: EmulatorProcess
) -> None:
    realm_id = emulator.company()
    emulator.seed(realm_id, {"Customer": [raw.customer(1)], "Invoice": [raw.invoice(1)]})
    books = connect(realm_id)
    match = {"entity": "PurchaseOrder"}
    refused = emulator.fault("status", match, realm_id=realm_id, times=50, status=403, code=code)
    run = books.sync()
    assert run.state == "done", run.message
    assert run.entities["PurchaseOrder"]["absent"]
    assert not run.entities["Invoice"]["absent"]
    assert books.agrees()
    since = books.last_request()
    assert books.sync().state == "done"
    [asked] = [one for one in emulator.requests(since) if one["realm_id"] == realm_id]
    assert "Estimate" in asked["query"]
    assert "PurchaseOrder" not in asked["query"]
    emulator.control(f"faults/{refused}", method="DELETE")
    with clock.travel(timedelta(days=1, minutes=1)):
        run = books.sync()
    assert run.entities["PurchaseOrder"]["total"] == 0
    assert not run.entities["PurchaseOrder"]["absent"]
