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

type Damage = Callable[[Books], tuple[str, str]]


def rows(books: Books, model: Any, **what: Any) -> Any:
    return model.objects.of(books.tenant_id).filter(connection_id=books.connection_id, **what)


def _copy(books: Books, row: Any, qbo_id: str) -> None:
    """The row a second time under another Id, as no constraint forbids."""
    row.qbo_id = qbo_id
    row.pk = (row.connection_id, qbo_id)
    row._state.adding = True
    row.save(force_insert=True)


def _open_invoice(books: Books) -> Any:
    return rows(books, models.Invoice, balance_minor__gt=0).order_by("qbo_id").first()


def _paid_invoice(books: Books) -> Any:
    return rows(books, models.Invoice, balance_minor=0, total_minor__gt=0).order_by("txn_date", "qbo_id").first()


def _credit(books: Books) -> Any:
    return rows(books, models.CreditMemo).order_by("qbo_id").first()


def _payment(books: Books) -> Any:
    ids = rows(books, models.PaymentApplication).values("payment_id")
    return rows(books, models.Payment, qbo_id__in=ids).order_by("qbo_id").first()


def open_invoice_is_lost(books: Books) -> tuple[str, str]:
    row = _open_invoice(books)
    rows(books, models.Invoice, qbo_id=row.qbo_id).delete()
    return row.qbo_id, Why.MISSING


def paid_invoice_is_lost(books: Books) -> tuple[str, str]:
    row = _paid_invoice(books)
    rows(books, models.InvoiceLine, invoice_id=row.qbo_id).delete()
    rows(books, models.Invoice, qbo_id=row.qbo_id).delete()
    return row.qbo_id, Why.MISSING


def invoice_is_doubled(books: Books) -> tuple[str, str]:
    _copy(books, _open_invoice(books), "990001")
    return "990001", Why.DOUBLED


def paid_invoice_is_doubled(books: Books) -> tuple[str, str]:
    _copy(books, _paid_invoice(books), "copy-of-it")
    return "copy-of-it", Why.DOUBLED


def total_is_altered(books: Books) -> tuple[str, str]:
    row = _open_invoice(books)
    rows(books, models.Invoice, qbo_id=row.qbo_id).update(total_minor=row.total_minor + 1)
    return row.qbo_id, Why.ALTERED


def balance_is_altered(books: Books) -> tuple[str, str]:
    row = _paid_invoice(books)
    rows(books, models.Invoice, qbo_id=row.qbo_id).update(balance_minor=row.total_minor)
    return row.qbo_id, Why.ALTERED


def tax_is_altered(books: Books) -> tuple[str, str]:
    row = _paid_invoice(books)
    rows(books, models.Invoice, qbo_id=row.qbo_id).update(tax_minor=row.tax_minor + 1)
    return row.qbo_id, Why.ALTERED


def invoice_is_another_customers(books: Books) -> tuple[str, str]:
    row = _open_invoice(books)
    other = rows(books, models.Customer).exclude(qbo_id=row.customer_id).first()
    rows(books, models.Invoice, qbo_id=row.qbo_id).update(customer_id=other.qbo_id)
    return row.qbo_id, Why.ALTERED


def month_is_altered(books: Books) -> tuple[str, str]:
    row = _paid_invoice(books)
    day = row.txn_date.replace(year=row.txn_date.year - 3)
    rows(books, models.Invoice, qbo_id=row.qbo_id).update(txn_date=day)
    return row.qbo_id, Why.ALTERED


def invoice_is_marked_deleted(books: Books) -> tuple[str, str]:
    row = _open_invoice(books)
    rows(books, models.Invoice, qbo_id=row.qbo_id).update(deleted_at=row.updated_time)
    return row.qbo_id, Why.MISSING


def line_is_lost(books: Books) -> tuple[str, str]:
    row = _paid_invoice(books)
    rows(books, models.InvoiceLine, invoice_id=row.qbo_id, position=0).delete()
    return row.qbo_id, Why.ALTERED


def line_is_doubled(books: Books) -> tuple[str, str]:
    row = _paid_invoice(books)
    line = rows(books, models.InvoiceLine, invoice_id=row.qbo_id, position=0).get()
    line.position = 77
    line.pk = (line.connection_id, row.qbo_id, 77)
    line._state.adding = True
    line.save(force_insert=True)
    return row.qbo_id, Why.ALTERED


def line_is_altered(books: Books) -> tuple[str, str]:
    row = _open_invoice(books)
    line = rows(books, models.InvoiceLine, invoice_id=row.qbo_id, position=0)
    line.update(amount_minor=line.get().amount_minor - 1)
    return row.qbo_id, Why.ALTERED


def payment_is_lost(books: Books) -> tuple[str, str]:
    row = _payment(books)
    rows(books, models.Payment, qbo_id=row.qbo_id).delete()
    return row.qbo_id, Why.MISSING


def payment_is_doubled(books: Books) -> tuple[str, str]:
    _copy(books, _payment(books), "990002")
    return "990002", Why.DOUBLED


def payment_is_altered(books: Books) -> tuple[str, str]:
    row = _payment(books)
    rows(books, models.Payment, qbo_id=row.qbo_id).update(total_minor=row.total_minor + 100)
    return row.qbo_id, Why.ALTERED


def application_is_lost(books: Books) -> tuple[str, str]:
    row = _payment(books)
    rows(books, models.PaymentApplication, payment_id=row.qbo_id).delete()
    return row.qbo_id, Why.ALTERED


def application_is_altered(books: Books) -> tuple[str, str]:
    row = _payment(books)
    one = rows(books, models.PaymentApplication, payment_id=row.qbo_id).order_by("position").first()
    rows(books, models.PaymentApplication, payment_id=row.qbo_id, position=one.position).update(
        amount_minor=one.amount_minor - 1
    )
    return row.qbo_id, Why.ALTERED


def application_is_doubled(books: Books) -> tuple[str, str]:
    row = _payment(books)
    one = rows(books, models.PaymentApplication, payment_id=row.qbo_id).order_by("position").first()
    one.position = 55
    one.pk = (one.connection_id, row.qbo_id, 55)
    one._state.adding = True
    one.save(force_insert=True)
    return row.qbo_id, Why.ALTERED


def credit_memo_is_lost(books: Books) -> tuple[str, str]:
    row = _credit(books)
    rows(books, models.CreditMemo, qbo_id=row.qbo_id).delete()
    return row.qbo_id, Why.MISSING


def credit_memo_is_doubled(books: Books) -> tuple[str, str]:
    _copy(books, _credit(books), "990003")
    return "990003", Why.DOUBLED


def credit_memo_is_altered(books: Books) -> tuple[str, str]:
    row = _credit(books)
    rows(books, models.CreditMemo, qbo_id=row.qbo_id).update(total_minor=row.total_minor + 5)
    return row.qbo_id, Why.ALTERED


def customer_is_lost(books: Books) -> tuple[str, str]:
    row = rows(books, models.Customer, balance_minor__gt=0).first()
    rows(books, models.Customer, qbo_id=row.qbo_id).delete()
    return row.qbo_id, Why.MISSING


def customer_lies_elsewhere(books: Books) -> tuple[str, str]:
    row = rows(books, models.Customer).exclude(parent_id="").order_by("qbo_id").first()
    rows(books, models.Customer, qbo_id=row.qbo_id).update(parent_id="")
    return row.qbo_id, Why.ALTERED


DAMAGES: list[Damage] = [
    open_invoice_is_lost,
    paid_invoice_is_lost,
    invoice_is_doubled,
    paid_invoice_is_doubled,
    total_is_altered,
    balance_is_altered,
    tax_is_altered,
    invoice_is_another_customers,
    month_is_altered,
    invoice_is_marked_deleted,
    line_is_lost,
    line_is_doubled,
    line_is_altered,
    payment_is_lost,
    payment_is_doubled,
    payment_is_altered,
    application_is_lost,
    application_is_altered,
    application_is_doubled,
    credit_memo_is_lost,
    credit_memo_is_doubled,
    credit_memo_is_altered,
    customer_is_lost,
    customer_lies_elsewhere,
]


@pytest.mark.parametrize("part", range(4))
def test_every_damage_is_named_and_goes_away_when_it_is_read_again(books: Books, part: int) -> None:
    books.sync()
    assert checked(books).state == "agrees"
    for damage in DAMAGES[part::4]:
        with scope(books.tenant_id):
            qbo_id, why = damage(books)
        check = checked(books)
        told = [(one.entity, one.qbo_id, one.why, one.sentence) for one in named(books, check)]
        assert check.state == "differs", damage.__name__
        assert (qbo_id, why) in {(one[1], one[2]) for one in told}, (damage.__name__, qbo_id, why, told)
        healed = read_all_again(books, check)
        told = [(one.entity, one.qbo_id, one.why, one.sentence) for one in named(books, healed)]
        assert healed.state == "agrees", (damage.__name__, healed.reason, told)
    assert books.agrees()
