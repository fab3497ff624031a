"""Which rules an entity follows: one row for each that can be written."""

from collections.abc import Callable
from dataclasses import dataclass

from qbo_emulator.rules import (
    accounts,
    applications,
    attachables,
    companies,
    currencies,
    items,
    links,
    lists,
    payment_methods,
    payments,
    people,
    receipts,
    sales,
    tax_agencies,
    timekeeping,
    voiding,
)
from qbo_emulator.rules.banking import deposits, journal_entries, transfers
from qbo_emulator.rules.purchasing import bills, expenses, orders
from qbo_emulator.rules.purchasing import payments as bill_payments
from qbo_emulator.rules.request import Write
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json


def _nothing_follows(_draft: Draft, _before: Json | None, _after: Json | None) -> None:
    """For an entity whose writes change nothing else but balances."""


def _cannot_be_voided(_draft: Draft, _before: Json) -> Json:
    raise AssertionError("the catalogue gives no void to an entity without a rule for it")


def _may_be_deleted(_draft: Draft, _before: Json) -> None:
    """For an entity that only links made by others keep from being deleted."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one entity, each called before anything is stored and free to raise `faults.Fault`."""

    compose: Callable[[Draft, Write], None]
    """Completes `Write.after`: checks it, derives what the server derives."""
    follow: Callable[[Draft, Json | None, Json | None], None] = _nothing_follows
    """Brings the objects it is linked to along; before or after is None for a create or a delete."""
    void: Callable[[Draft, Json], Json] = _cannot_be_voided
    """What a void makes of the document."""
    refuse_delete: Callable[[Draft, Json], None] = _may_be_deleted
    """Raises for an object that cannot be deleted as it stands."""


RULEBOOK: dict[str, Rules] = {
    "Attachable": Rules(attachables.compose_attachable),
    "CompanyInfo": Rules(companies.compose_company_info),
    "Preferences": Rules(companies.compose_preferences),
    "Account": Rules(accounts.compose_account),
    "Item": Rules(items.compose_item, refuse_delete=items.refuse_deleted_item),
    "Term": Rules(lists.compose_term),
    "Class": Rules(lists.compose_class),
    "Department": Rules(lists.compose_department),
    "Customer": Rules(people.compose_customer),
    "Vendor": Rules(people.compose_vendor),
    "Employee": Rules(people.compose_employee),
    "Invoice": Rules(
        sales.compose_invoice,
        follow=sales.follow_invoice,
        void=voiding.void_invoice,
        refuse_delete=links.refuse_linked,
    ),
    "Estimate": Rules(sales.compose_estimate, refuse_delete=links.refuse_linked),
    "CreditMemo": Rules(
        sales.compose_credit_memo,
        follow=sales.follow_credit_memo,
        void=voiding.void_credit_memo,
        refuse_delete=voiding.refuse_deleted_credit,
    ),
    "SalesReceipt": Rules(
        receipts.compose_sales_receipt,
        void=receipts.void_sales_receipt,
        refuse_delete=receipts.refuse_deleted,
    ),
    "RefundReceipt": Rules(receipts.compose_refund_receipt, refuse_delete=receipts.refuse_deleted),
    "Payment": Rules(
        payments.compose,
        follow=applications.apply,
        void=payments.void,
        refuse_delete=payments.refuse_deleted,
    ),
    "PurchaseOrder": Rules(orders.compose, refuse_delete=links.refuse_linked),
    "Bill": Rules(bills.compose_bill, follow=bills.reopen_orders, refuse_delete=bills.refuse_paid),
    "VendorCredit": Rules(bills.compose_vendor_credit, refuse_delete=bills.refuse_paid),
    "BillPayment": Rules(bill_payments.compose, follow=bill_payments.apply, void=bill_payments.void),
    "Purchase": Rules(expenses.compose, follow=expenses.reopen_orders),
    "Deposit": Rules(deposits.compose, follow=deposits.follow),
    "Transfer": Rules(transfers.compose),
    "JournalEntry": Rules(journal_entries.compose),
    "PaymentMethod": Rules(payment_methods.compose),
    "TaxAgency": Rules(tax_agencies.compose, follow=tax_agencies.open_payable),
    "CompanyCurrency": Rules(currencies.compose_currency),
    "ExchangeRate": Rules(currencies.compose_rate),
    "TimeActivity": Rules(timekeeping.compose_time_activity, refuse_delete=timekeeping.refuse_billed),
}
