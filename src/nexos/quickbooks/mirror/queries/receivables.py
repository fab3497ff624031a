"""What customers owe, added up from mirrored documents, lines and applications: never from QuickBooks' own balances.

An invoice leaves open its total less what live payments applied to it, a credit memo likewise; a payment's unapplied
rest is its total and the credits it used, less what it applied (Intuit, "Payment"; recorded). Everything is added up by
the database, whatever the number of documents.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection as database
from django.db.models import Value

from nexos.kit.stored import written
from nexos.quickbooks.mirror import bulk
from nexos.quickbooks.mirror.models import (
    CreditMemo,
    CreditMemoLine,
    Invoice,
    InvoiceLine,
    Payment,
    PaymentApplication,
)
from nexos.quickbooks.mirror.queries.rows import live

KINDS = ("Invoice", "CreditMemo", "Payment")
"""The mirrored kinds that move what a customer owes."""

_INVOICE, _CREDIT, _PAYMENT = (model._meta.db_table for model in (Invoice, CreditMemo, Payment))
_APPLICATION = PaymentApplication._meta.db_table
_TABLES = {"Invoice": _INVOICE, "CreditMemo": _CREDIT, "Payment": _PAYMENT}
_SHIPPING = "SHIPPING_ITEM_ID"  # stands below the subtotal (recorded)


def _mine(table: str) -> str:
    return f"{table}.tenant_id = %(tenant)s AND {table}.connection_id = %(connection)s"


_LIVE = f"{_mine('d')} AND d.deleted_at IS NULL"
_OF_LIVE_PAYMENTS = (
    f"FROM {_APPLICATION} a JOIN {_PAYMENT} p ON p.connection_id = a.connection_id AND p.qbo_id = a.payment_id "
    f"AND p.deleted_at IS NULL WHERE {_mine('a')}"
)


def _applied_to(kind: str) -> str:
    return (
        f"SELECT a.txn_id AS id, SUM(a.amount_minor) AS amount {_OF_LIVE_PAYMENTS} AND a.txn_type = '{kind}' GROUP BY 1"
    )


# A payment may also settle what is not mirrored (a journal entry, a deposit); on which side only QuickBooks knows, so
# of those its own figure is taken.
_USED = f"""
    SELECT a.payment_id AS id,
        SUM(CASE a.txn_type WHEN 'CreditMemo' THEN a.amount_minor ELSE -a.amount_minor END) AS amount,
        MAX(CASE WHEN a.txn_type IN ('Invoice', 'CreditMemo') THEN 0 ELSE 1 END) AS others
    FROM {_APPLICATION} a WHERE {_mine("a")} GROUP BY 1
"""  # noqa: S608 - our own tables' names
_LEFT = {
    "Invoice": (f"LEFT JOIN ({_applied_to('Invoice')}) s ON s.id = d.qbo_id", "d.total_minor - COALESCE(s.amount, 0)"),
    "CreditMemo": (
        f"LEFT JOIN ({_applied_to('CreditMemo')}) s ON s.id = d.qbo_id",
        "d.total_minor - COALESCE(s.amount, 0)",
    ),
    "Payment": (
        f"LEFT JOIN ({_USED}) s ON s.id = d.qbo_id",
        "CASE WHEN s.others = 1 THEN d.unapplied_minor ELSE d.total_minor + COALESCE(s.amount, 0) END",
    ),
}
"""By kind, what is joined and what is left open of a document."""

_SIGN = {"Invoice": 1, "CreditMemo": -1, "Payment": -1}
_TOLD = {"Invoice": "balance_minor", "CreditMemo": "balance_minor", "Payment": "unapplied_minor"}


@dataclass(frozen=True, slots=True)
class Open:
    """What one document leaves open, in minor units of its currency: owed by the customer, credits below zero. `raw` is
    told for documents in another currency than asked for."""

    entity: str
    qbo_id: str
    doc_number: str
    customer_id: str
    currency: str
    minor: int
    raw: str


@dataclass(frozen=True, slots=True)
class Head:
    """What one live document says of itself, in minor units of its currency; a payment has no tax."""

    entity: str
    qbo_id: str
    doc_number: str
    customer_id: str
    txn_date: date | None
    currency: str
    total_minor: int
    tax_minor: int
    voided: bool


@dataclass(frozen=True, slots=True)
class Dated:
    """One document of a month; `raw` as in `Open`, `total_minor` in its own currency."""

    qbo_id: str
    doc_number: str
    customer_id: str
    txn_date: date
    currency: str
    total_minor: int
    raw: str


def owed(tenant_id: UUID, connection_id: UUID) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
    """By customer and currency, what the documents leave open; and by customer, how many open ones the gate holds.
    Customers without documents are absent."""
    sums: dict[str, dict[str, int]] = {}
    held: dict[str, int] = {}
    for kind, (join, left) in _LEFT.items():
        statement = f"""
            SELECT d.customer_id, d.currency, SUM({left}),
                SUM(CASE WHEN d.company_id IS NULL AND {left} <> 0 THEN 1 ELSE 0 END)
            FROM {_TABLES[kind]} d {join} WHERE {_LIVE} GROUP BY 1, 2
        """  # noqa: S608 - our own tables' names
        for customer_id, currency, minor, waiting in _rows(tenant_id, connection_id, statement):
            of_customer = sums.setdefault(customer_id, {})
            of_customer[currency] = of_customer.get(currency, 0) + _SIGN[kind] * int(minor)
            if waiting:
                held[customer_id] = held.get(customer_id, 0) + int(waiting)
    return sums, held


def open_documents(
    tenant_id: UUID, connection_id: UUID, home_currency: str, customer_ids: Collection[str] | None = None
) -> Iterator[Open]:
    """The documents with something open: of these customers, else of all that are in another than the home currency."""
    places = {f"c{place}": each for place, each in enumerate(customer_ids or ())}
    whose = (
        f"d.customer_id IN ({', '.join(f'%({place})s' for place in places)})" if places else "d.currency <> %(home)s"
    )
    for kind, (join, left) in _LEFT.items():
        number = "d.reference" if kind == "Payment" else "d.doc_number"
        statement = f"""
            SELECT d.qbo_id, {number}, d.customer_id, d.currency, {left} AS open,
                CASE WHEN d.currency = %(home)s THEN '' ELSE d.raw END
            FROM {_TABLES[kind]} d {join} WHERE {_LIVE} AND {whose} AND {left} <> 0
        """  # noqa: S608 - our own tables' names
        for qbo_id, name, customer_id, currency, minor, raw in _rows(
            tenant_id, connection_id, statement, home=home_currency, **places
        ):
            yield Open(kind, qbo_id, name, customer_id, currency, _SIGN[kind] * int(minor), raw)


def unsettled(tenant_id: UUID, connection_id: UUID) -> list[tuple[str, str, int, int]]:
    """Kind and Id of the documents whose open amount as added up is not the one QuickBooks wrote on them, with both."""
    found = []
    for kind, (join, left) in _LEFT.items():
        statement = f"""
            SELECT d.qbo_id, {left}, d.{_TOLD[kind]} FROM {_TABLES[kind]} d {join}
            WHERE {_LIVE} AND {left} <> d.{_TOLD[kind]}
        """  # noqa: S608 - our own tables' names
        rows = _rows(tenant_id, connection_id, statement)
        found += [(kind, qbo_id, int(summed), int(told)) for qbo_id, summed, told in rows]
    return found


def lines_do_not_add_up(tenant_id: UUID, connection_id: UUID) -> list[tuple[str, str]]:
    """Kind and Id of the invoices and credit memos whose lines and tax are not their total, or whose lines are not
    their subtotal (`qbo-money` A4, A7)."""
    found = []
    for kind, table, lines, parent in (
        ("Invoice", _INVOICE, InvoiceLine._meta.db_table, "invoice_id"),
        ("CreditMemo", _CREDIT, CreditMemoLine._meta.db_table, "credit_memo_id"),
    ):
        statement = f"""
            SELECT d.qbo_id FROM {table} d LEFT JOIN (
                SELECT l.{parent} AS id,
                    SUM(CASE l.detail_type WHEN 'SalesItemLineDetail' THEN l.amount_minor ELSE 0 END) AS sold,
                    SUM(CASE WHEN l.item_id = '{_SHIPPING}' THEN l.amount_minor ELSE 0 END) AS shipping,
                    SUM(CASE l.detail_type WHEN 'DiscountLineDetail' THEN l.amount_minor ELSE 0 END) AS discount,
                    SUM(CASE l.detail_type WHEN 'SubTotalLineDetail' THEN l.amount_minor END) AS subtotal
                FROM {lines} l WHERE {_mine("l")} GROUP BY 1
            ) s ON s.id = d.qbo_id
            WHERE {_LIVE} AND (
                d.total_minor <> COALESCE(s.sold, 0) - COALESCE(s.discount, 0) + d.tax_minor
                OR s.subtotal <> s.sold - s.shipping
            )
        """  # noqa: S608 - our own tables' names
        found += [(kind, qbo_id) for (qbo_id,) in _rows(tenant_id, connection_id, statement)]
    return found


def applied_to_nothing(tenant_id: UUID, connection_id: UUID) -> list[tuple[str, str]]:
    """Kind and Id of the invoices and credit memos that payments name and no live row holds."""
    found = []
    for kind, table in (("Invoice", _INVOICE), ("CreditMemo", _CREDIT)):
        statement = f"""
            SELECT DISTINCT a.txn_id {_OF_LIVE_PAYMENTS} AND a.txn_type = '{kind}' AND NOT EXISTS (
                SELECT 1 FROM {table} d
                WHERE d.connection_id = a.connection_id AND d.qbo_id = a.txn_id AND d.deleted_at IS NULL
            )
        """  # noqa: S608 - our own tables' names
        found += [(kind, qbo_id) for (qbo_id,) in _rows(tenant_id, connection_id, statement)]
    return found


def payments_naming(tenant_id: UUID, connection_id: UUID, qbo_id: str) -> list[str]:
    """Ids of the live payments with an application to this document."""
    statement = f"SELECT DISTINCT a.payment_id {_OF_LIVE_PAYMENTS} AND a.txn_id = %(document)s"
    return [found for (found,) in _rows(tenant_id, connection_id, statement, document=qbo_id)]


def heads(tenant_id: UUID, connection_id: UUID, entity: str, qbo_ids: Collection[str]) -> dict[str, Head]:
    """The live documents of a kind with these Ids, by Id."""
    if entity == "Payment":
        rows = _live(Payment, tenant_id, connection_id, qbo_ids)
        columns: tuple[Any, ...] = ("qbo_id", "reference", "customer_id", "txn_date", "currency", "total_minor")
        listed = rows.values_list(*columns, Value(0), "voided")
        return {row[0]: Head("Payment", *row) for row in listed}
    rows = _live(Invoice if entity == "Invoice" else CreditMemo, tenant_id, connection_id, qbo_ids)
    columns = ("qbo_id", "doc_number", "customer_id", "txn_date", "currency", "total_minor", "tax_minor", "voided")
    return {row[0]: Head(entity, *row) for row in rows.values_list(*columns)}


def twins(tenant_id: UUID, connection_id: UUID, head: Head) -> bool:
    """Whether another live document has this one's number, customer, day and total."""
    model: Any = {"Invoice": Invoice, "CreditMemo": CreditMemo, "Payment": Payment}[head.entity]
    number = "reference" if head.entity == "Payment" else "doc_number"
    same = {
        number: head.doc_number,
        "customer_id": head.customer_id,
        "txn_date": head.txn_date,
        "total_minor": head.total_minor,
    }
    rows = live(model, tenant_id, connection_id).filter(**same)
    return bool(rows.exclude(qbo_id=head.qbo_id).exists())


def raws(tenant_id: UUID, connection_id: UUID, entity: str, qbo_ids: Collection[str]) -> dict[str, str]:
    """The objects of live documents as they came, by Id."""
    model: Any = {"Invoice": Invoice, "CreditMemo": CreditMemo, "Payment": Payment}[entity]
    return dict(_live(model, tenant_id, connection_id, qbo_ids).values_list("qbo_id", "raw"))


def documents_between(
    tenant_id: UUID, connection_id: UUID, entity: str, first: date, last: date, home_currency: str
) -> Iterator[Dated]:
    """The live documents dated from `first` to `last`."""
    number = "d.reference" if entity == "Payment" else "d.doc_number"
    statement = f"""
        SELECT d.qbo_id, {number}, d.customer_id, d.txn_date, d.currency, d.total_minor,
            CASE WHEN d.currency = %(home)s THEN '' ELSE d.raw END
        FROM {_TABLES[entity]} d WHERE {_LIVE} AND d.txn_date BETWEEN %(first)s AND %(last)s
    """  # noqa: S608 - our own tables' names
    rows = _rows(
        tenant_id, connection_id, statement, home=home_currency, first=first.isoformat(), last=last.isoformat()
    )
    for qbo_id, name, customer_id, day, currency, total, raw in rows:
        day = day if isinstance(day, date) else date.fromisoformat(day)
        yield Dated(qbo_id, name, customer_id, day, currency, total, raw)


def _live(model: Any, tenant_id: UUID, connection_id: UUID, qbo_ids: Collection[str]) -> Any:
    return live(model, tenant_id, connection_id).filter(qbo_id__in=bulk.among(qbo_ids))


def _rows(tenant_id: UUID, connection_id: UUID, statement: str, **values: Any) -> Iterator[tuple[Any, ...]]:
    owner: dict[str, Any] = {"tenant": written(tenant_id), "connection": written(connection_id)}
    with database.cursor() as cursor:
        cursor.execute(statement, {**owner, **values})
        while rows := cursor.fetchmany(1000):
            yield from rows
