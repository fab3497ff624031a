"""Which rules an entity follows: one row for each that can be written."""

from collections.abc import Callable
from dataclasses import dataclass

from qbo_emulator.rules import (
    applications,
    companies,
    links,
    lists,
    payments,
    people,
    purchasing,
    sales,
    timekeeping,
    voiding,
)
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
    "CompanyInfo": Rules(companies.compose_company_info),
    "Preferences": Rules(companies.compose_preferences),
    "Account": Rules(lists.compose_account),
    "Item": Rules(lists.compose_item, refuse_delete=lists.refuse_deleted_item),
    "Term": Rules(lists.compose_term),
    "Class": Rules(lists.compose_class),
    "Department": Rules(lists.compose_department),
    "Customer": Rules(people.compose_customer),
    "Vendor": Rules(people.compose_vendor),
    "Employee": Rules(people.compose_employee),
    "Invoice": Rules(
        sales.compose_invoice,
        follow=links.follow,
        void=voiding.void_invoice,
        refuse_delete=links.refuse_linked,
    ),
    "Estimate": Rules(sales.compose_estimate, refuse_delete=links.refuse_linked),
    "CreditMemo": Rules(
        sales.compose_credit_memo,
        void=voiding.void_credit_memo,
        refuse_delete=voiding.refuse_deleted_credit,
    ),
    "Payment": Rules(
        payments.compose,
        follow=applications.apply,
        void=payments.void,
        refuse_delete=payments.refuse_deleted,
    ),
    "PurchaseOrder": Rules(purchasing.compose_purchase_order, refuse_delete=links.refuse_linked),
    "TimeActivity": Rules(timekeeping.compose_time_activity, refuse_delete=timekeeping.refuse_billed),
}
