"""A real company, as recorded: it is data of others and lies beside the project, if at all."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from books import KINDS, Books
from emulator_process import EmulatorProcess
from nexos.kit.tenancy import scope
from nexos.quickbooks.mirror import queries

RECORDED = Path(__file__).parents[5] / "shared" / "recorded" / "craigs"
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not RECORDED.is_dir(), reason="../shared/recorded is not there: nothing real to compare with"),
]


def recorded(entity: str) -> list[dict[str, Any]]:
    """Amounts keep their digits."""
    objects = json.loads((RECORDED / f"{entity}.json").read_text(), parse_float=Decimal)
    return objects if isinstance(objects, list) else [objects]


def shown(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The lines a person wrote."""
    return [line for line in document["Line"] if line["DetailType"] != "SubTotalLineDetail"]


@pytest.fixture
def craigs(connect: Callable[[str], Books], emulator: EmulatorProcess) -> Books:
    realm_id = "4620816365000000001"
    entities = {path.stem: json.loads(path.read_text()) for path in sorted(RECORDED.glob("*.json"))}
    emulator.seed(realm_id, {name: one if isinstance(one, list) else [one] for name, one in entities.items()})
    books = connect(realm_id)
    assert books.sync().state == "done"
    return books


def test_every_invoice_has_its_lines_total_and_balance(craigs: Books) -> None:
    with scope(craigs.tenant_id):
        for invoice in recorded("Invoice"):
            row = queries.invoice(craigs.tenant_id, craigs.connection_id, invoice["Id"])
            assert row.total.amount == invoice["TotalAmt"]
            assert row.balance.amount == invoice["Balance"]
            assert row.tax.amount == invoice["TxnTaxDetail"].get("TotalTax", 0)
            assert row.doc_number == invoice["DocNumber"]
            lines = queries.invoice_lines(craigs.tenant_id, craigs.connection_id, invoice["Id"])
            assert [line.detail_type for line in lines] == [line["DetailType"] for line in invoice["Line"]]
            for line, there in zip(lines, invoice["Line"], strict=True):
                detail = there.get("SalesItemLineDetail", {})
                assert line.amount_minor == there["Amount"] * 100
                assert line.quantity == detail.get("Qty")
                assert line.unit_price == detail.get("UnitPrice")
                assert line.item_id == detail.get("ItemRef", {}).get("value", "")


def test_what_is_applied_explains_every_balance(craigs: Books) -> None:
    """Rule C1 of the recordings: balance = total − payments applied to it."""
    with scope(craigs.tenant_id):
        for invoice in recorded("Invoice"):
            row = queries.invoice(craigs.tenant_id, craigs.connection_id, invoice["Id"])
            paid = queries.payments_of_invoice(craigs.tenant_id, craigs.connection_id, invoice["Id"])
            assert row.total_minor - sum(one.amount.minor for one in paid) == row.balance_minor


def test_every_kind_is_held_as_it_was_recorded(craigs: Books) -> None:
    for entity in KINDS:
        if (RECORDED / f"{entity}.json").exists() and entity != "Item":  # of items only some types: see below
            there = {one["Id"]: one for one in recorded(entity)}
            here = {qbo_id: json.loads(raw, parse_float=Decimal) for qbo_id, raw in craigs.raws(entity).items()}
            assert here == there, entity
    with scope(craigs.tenant_id):
        assert not queries.quarantined(craigs.tenant_id, craigs.connection_id).exists()


def test_estimates_credits_and_orders_have_their_lines_status_and_links(craigs: Books) -> None:
    where = (craigs.tenant_id, craigs.connection_id)
    with scope(craigs.tenant_id):
        for there in recorded("Estimate"):
            estimate = queries.estimate(*where, there["Id"])
            assert (estimate.total.amount, estimate.status) == (there["TotalAmt"], there["TxnStatus"])
            assert estimate.invoice_ids == [link["TxnId"] for link in there.get("LinkedTxn", [])]
            lines = queries.estimate_lines(*where, there["Id"])
            assert [line.amount_minor for line in lines] == [100 * line["Amount"] for line in shown(there)]
        for there in recorded("CreditMemo"):
            memo = queries.credit_memo(*where, there["Id"])
            assert (memo.total.amount, memo.balance.amount) == (there["TotalAmt"], there["RemainingCredit"])
            lines_of_memo = queries.credit_memo_lines(*where, there["Id"])
            assert [line.amount_minor for line in lines_of_memo] == [100 * line["Amount"] for line in shown(there)]
        for there in recorded("PurchaseOrder"):
            order = queries.purchase_order(*where, there["Id"])
            assert (order.total.amount, order.status) == (there["TotalAmt"], there["POStatus"])
            assert order.vendor_id == there["VendorRef"]["value"]
            assert [(link["id"], link["type"]) for link in order.links] == [
                (link["TxnId"], link["TxnType"]) for link in there["LinkedTxn"]
            ]
            # Closed exactly when a bill or purchase is linked.
            assert (order.status == "Closed") == bool(order.links)
            rows = queries.purchase_order_lines(*where, there["Id"])
            for line, raw in zip(rows, there["Line"], strict=True):
                detail = raw[raw["DetailType"]]
                assert (line.amount_minor, line.received) == (100 * raw["Amount"], raw.get("Received"))
                assert (line.quantity, line.unit_price) == (detail.get("Qty"), detail.get("UnitPrice"))
                assert (line.item_id, line.account_id, line.customer_id) == tuple(
                    detail.get(f"{name}Ref", {}).get("value", "") for name in ("Item", "Account", "Customer")
                )


def test_the_lists_say_what_was_recorded(craigs: Books) -> None:
    where = (craigs.tenant_id, craigs.connection_id)
    with scope(craigs.tenant_id):
        accounts = {one.qbo_id: one for one in queries.accounts(*where, inactive=True)}
        for there in recorded("Account"):
            account = accounts[there["Id"]]
            assert (account.fully_qualified_name, account.type) == (there["FullyQualifiedName"], there["AccountType"])
            assert account.balance.amount == there["CurrentBalance"]
            assert account.balance_with_sub_minor == 100 * there["CurrentBalanceWithSubAccounts"]
        for there in recorded("Vendor"):
            vendor = queries.vendor(*where, there["Id"])
            assert (vendor.display_name, vendor.balance.amount) == (there["DisplayName"], there["Balance"])
            assert vendor.email == there.get("PrimaryEmailAddr", {}).get("Address", "")
        for there in recorded("Term"):
            assert queries.term(*where, there["Id"]).due_days == there["DueDays"]
        rates = queries.tax_rates(*where)
        for there in recorded("TaxRate"):
            assert (rates[there["Id"]].percent, rates[there["Id"]].agency_id) == (
                there["RateValue"],
                there["AgencyRef"]["value"],
            )
        for there in recorded("TaxCode"):
            listed = [rate["TaxRateRef"]["value"] for rate in there["SalesTaxRateList"]["TaxRateDetail"]]
            assert queries.tax_code(*where, there["Id"]).sales_rate_ids == listed
        for there in recorded("TimeActivity"):
            entry = queries.time_activity(*where, there["Id"])
            assert entry.minutes == 60 * there["Hours"] + there["Minutes"]
            assert (entry.billable, entry.hourly_rate) == (there["BillableStatus"], there["HourlyRate"])
            assert (entry.employee_id, entry.customer_id) == (
                there["EmployeeRef"]["value"],
                there["CustomerRef"]["value"],
            )


def test_customers_employees_items_and_payments_say_what_was_recorded(craigs: Books) -> None:
    where = (craigs.tenant_id, craigs.connection_id)
    with scope(craigs.tenant_id):
        for there in recorded("Customer"):
            customer = queries.customer(*where, there["Id"])
            assert (customer.display_name, customer.active) == (there["DisplayName"], there["Active"])
            assert customer.fully_qualified_name == there["FullyQualifiedName"]
            assert customer.email == there.get("PrimaryEmailAddr", {}).get("Address", "")
            assert (customer.parent_id, customer.is_job) == (there.get("ParentRef", {}).get("value", ""), there["Job"])
            assert customer.balance_minor == 100 * there["Balance"]
            assert customer.balance_with_jobs_minor == 100 * there["BalanceWithJobs"]
        employees = {one.qbo_id: one for one in queries.employees(*where, inactive=True)}
        for there in recorded("Employee"):
            employee = employees[there["Id"]]
            assert (employee.display_name, employee.active) == (there["DisplayName"], there["Active"])
        for there in recorded("Item"):
            if there["Type"] in ("Service", "NonInventory"):
                item = queries.item(*where, there["Id"])
                assert (item.name, item.price, item.active) == (there["Name"], there.get("UnitPrice"), there["Active"])
                assert item.income_account_id == there.get("IncomeAccountRef", {}).get("value", "")
        for there in recorded("Payment"):
            payment = queries.payment(*where, there["Id"])
            assert (payment.total_minor, payment.unapplied_minor) == (
                100 * there["TotalAmt"],
                100 * there["UnappliedAmt"],
            )
            assert payment.customer_id == there["CustomerRef"]["value"]
            applied = queries.applied(*where, [payment]).get(payment.qbo_id, [])
            assert [(one.txn_id, one.amount.minor) for one in applied] == [
                (linked["TxnId"], 100 * line["Amount"])
                for line in there.get("Line", [])
                for linked in line["LinkedTxn"]
            ]


def test_only_services_and_non_inventory_are_mirrored(craigs: Books) -> None:
    mirrored = {one["Id"] for one in recorded("Item") if one["Type"] in ("Service", "NonInventory")}
    assert set(craigs.here("Item")) == mirrored
    assert craigs.agrees()


def test_everything_is_held_and_says_why(craigs: Books) -> None:
    with scope(craigs.tenant_id):
        held = queries.held_invoices(craigs.tenant_id, craigs.connection_id)
        names = dict(queries.customers(craigs.tenant_id, craigs.connection_id).values_list("qbo_id", "display_name"))
    assert held.count == len(recorded("Invoice"))
    assert {one.reason for one in held.by_customer} == {"unmapped"}
    assert {one.customer_id for one in held.by_customer} <= set(names)
