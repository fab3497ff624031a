"""A missing, doubled or altered row turns the check red and is named; read again, it is green."""

from collections.abc import Callable
from typing import Any

import pytest

from books import Books
from nexos.kit.tenancy import scope
from nexos.quickbooks.mirror import models
from nexos.quickbooks.sync.reconciliation.models import Why
from reconciled import checked, named, read_all_again

pytestmark = pytest.mark.django_db(transaction=True)

type Found = Callable[[Books], Any]
type Damage = Callable[[Books], tuple[str, str]]
"""Does it, and returns the Id of the document that is to be named, and why."""


def rows(books: Books, model: Any, **what: Any) -> Any:
    return model.objects.of(books.tenant_id).filter(connection_id=books.connection_id, **what)


def open_invoice(books: Books) -> Any:
    return rows(books, models.Invoice, balance_minor__gt=0).order_by("qbo_id").first()


def paid_invoice(books: Books) -> Any:
    return rows(books, models.Invoice, balance_minor=0, total_minor__gt=0).order_by("txn_date", "qbo_id").first()


def line(of: Found) -> Found:
    return lambda books: rows(books, models.InvoiceLine, invoice_id=of(books).qbo_id, position=0).get()


def credit_memo(books: Books) -> Any:
    return rows(books, models.CreditMemo).order_by("qbo_id").first()


def payment(books: Books) -> Any:
    ids = rows(books, models.PaymentApplication).values("payment_id")
    return rows(books, models.Payment, qbo_id__in=ids).order_by("qbo_id").first()


def application(books: Books) -> Any:
    return rows(books, models.PaymentApplication, payment_id=payment(books).qbo_id).order_by("position").first()


def customer_who_owes(books: Books) -> Any:
    return rows(books, models.Customer, balance_minor__gt=0).first()


def sub_customer(books: Books) -> Any:
    return rows(books, models.Customer).exclude(parent_id="").order_by("qbo_id").first()


def lost(find: Found, why: str = Why.MISSING) -> Damage:
    def damage(books: Books) -> tuple[str, str]:
        row = find(books)
        rows(books, type(row), pk=row.pk).delete()
        return row.pk[1], why

    return damage


def doubled(find: Found, last_of_key: object, why: str = Why.DOUBLED) -> Damage:
    """The row a second time under another Id or position, as no constraint forbids."""

    def damage(books: Books) -> tuple[str, str]:
        row = find(books)
        row.pk = (*row.pk[:-1], last_of_key)
        row._state.adding = True
        row.save(force_insert=True)
        return row.pk[1], why

    return damage


def altered(find: Found, why: str = Why.ALTERED, **columns: Callable[[Any], object]) -> Damage:
    def damage(books: Books) -> tuple[str, str]:
        row = find(books)
        rows(books, type(row), pk=row.pk).update(**{name: value(row) for name, value in columns.items()})
        return row.pk[1], why

    return damage


def paid_invoice_and_its_lines_are_lost(books: Books) -> tuple[str, str]:
    rows(books, models.InvoiceLine, invoice_id=paid_invoice(books).qbo_id).delete()
    return lost(paid_invoice)(books)


def all_applications_are_lost(books: Books) -> tuple[str, str]:
    qbo_id = payment(books).qbo_id
    rows(books, models.PaymentApplication, payment_id=qbo_id).delete()
    return qbo_id, Why.ALTERED


def invoice_is_another_customers(books: Books) -> tuple[str, str]:
    other = rows(books, models.Customer).exclude(qbo_id=open_invoice(books).customer_id).first()
    return altered(open_invoice, customer_id=lambda _: other.qbo_id)(books)


DAMAGES: dict[str, Damage] = {
    "an open invoice is lost": lost(open_invoice),
    "a paid invoice and its lines are lost": paid_invoice_and_its_lines_are_lost,
    "an open invoice is doubled": doubled(open_invoice, "990001"),
    "a paid invoice is doubled": doubled(paid_invoice, "copy-of-it"),
    "a total is altered": altered(open_invoice, total_minor=lambda row: row.total_minor + 1),
    "a balance is altered": altered(paid_invoice, balance_minor=lambda row: row.total_minor),
    "a tax is altered": altered(paid_invoice, tax_minor=lambda row: row.tax_minor + 1),
    "a currency is altered": altered(open_invoice, currency=lambda _: "EUR"),
    "an invoice is another customer's": invoice_is_another_customers,
    "a month is altered": altered(paid_invoice, txn_date=lambda row: row.txn_date.replace(year=row.txn_date.year - 3)),
    "an invoice is marked deleted": altered(open_invoice, Why.MISSING, deleted_at=lambda row: row.updated_time),
    "a line is lost": lost(line(paid_invoice), Why.ALTERED),
    "a line is doubled": doubled(line(paid_invoice), 77, Why.ALTERED),
    "a line is altered": altered(line(open_invoice), amount_minor=lambda row: row.amount_minor - 1),
    "a payment is lost": lost(payment),
    "a payment is doubled": doubled(payment, "990002"),
    "a payment is altered": altered(payment, total_minor=lambda row: row.total_minor + 100),
    "all applications of a payment are lost": all_applications_are_lost,
    "an application is altered": altered(application, amount_minor=lambda row: row.amount_minor - 1),
    "an application is doubled": doubled(application, 55, Why.ALTERED),
    "a credit memo is lost": lost(credit_memo),
    "a credit memo is doubled": doubled(credit_memo, "990003"),
    "a credit memo is altered": altered(credit_memo, total_minor=lambda row: row.total_minor + 5),
    "a customer is lost": lost(customer_who_owes),
    "a customer lies elsewhere": altered(sub_customer, parent_id=lambda _: ""),
}


@pytest.mark.parametrize("part", range(4))
def test_every_damage_is_named_and_goes_away_when_it_is_read_again(books: Books, part: int) -> None:
    books.sync()
    assert checked(books).state == "agrees"
    for what, damage in list(DAMAGES.items())[part::4]:
        with scope(books.tenant_id):
            qbo_id, why = damage(books)
        check = checked(books)
        told = [(one.entity, one.qbo_id, one.why, one.sentence) for one in named(books, check)]
        assert check.state == "differs", what
        assert (qbo_id, why) in {(one[1], one[2]) for one in told}, (what, qbo_id, why, told)
        healed = read_all_again(books, check)
        told = [(one.entity, one.qbo_id, one.why, one.sentence) for one in named(books, healed)]
        assert healed.state == "agrees", (what, healed.reason, told)
    assert books.agrees()
