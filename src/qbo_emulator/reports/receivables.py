"""What customers owe, document by document, as of a day."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qbo_emulator.reports.asked import Asked
from qbo_emulator.rules import postings
from qbo_emulator.rules.applications import applied
from qbo_emulator.rules.rounding import ZERO, half_up, money
from qbo_emulator.store.text import Json

OPEN = {"Invoice": (1, "Balance"), "CreditMemo": (-1, "Balance"), "Payment": (-1, "UnappliedAmt")}
"""What is open on a document, and whether the customer owes it or we do."""


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """What is not settled of a document for a customer; amounts in home currency, of credits below zero."""

    entity: str
    doc: Json
    customer: str
    amount: Decimal
    open: Decimal

    @property
    def due(self) -> date:
        """The day it ages from: of all but an invoice its own date."""
        return date.fromisoformat(self.doc.get("DueDate") or self.doc["TxnDate"])


def open_documents(asked: Asked, day: date) -> list[OpenDocument]:
    """Everything with something open at the end of `day`, by date.

    1. What is open now, with what was settled only later given back: an application is as old as the younger of
    payment and document, and taken back on both sides. 2. What other documents (journal entries, deposits) posted to
    receivables in a customer's name stays open: nothing is applied to it here.
    """
    found = [*_sales(asked, day), *_posted(asked, day)]
    return sorted(found, key=lambda each: (each.doc["TxnDate"], each.doc["Id"]))


def by_customer(asked: Asked, day: date) -> dict[str, list[OpenDocument]]:
    """The open documents of the customers and departments the report is about, by customer."""
    wanted, locations = asked.ids("customer"), asked.ids("department")
    found: dict[str, list[OpenDocument]] = defaultdict(list)
    for each in open_documents(asked, day):
        located = locations is None or (each.doc.get("DepartmentRef") or {}).get("value") in locations
        if located and (wanted is None or each.customer in wanted):
            found[each.customer].append(each)
    return found


def _sales(asked: Asked, day: date) -> Iterator[OpenDocument]:
    given_back = _applied_later(asked, day)
    for entity, (sign, left) in OPEN.items():
        for record in asked.books.shelf(entity).live().values():
            doc = record.object()
            still = money(doc.get(left)) + given_back.get((entity, record.id), ZERO)
            if still and "CustomerRef" in doc and doc["TxnDate"] <= day.isoformat():
                rate = sign * money(doc.get("ExchangeRate", 1))
                amount = half_up(money(doc.get("TotalAmt")) * rate)
                yield OpenDocument(entity, doc, doc["CustomerRef"]["value"], amount, half_up(still * rate))


def _posted(asked: Asked, day: date) -> Iterator[OpenDocument]:
    for entry in postings.journal(asked.books, postings.POSTING - OPEN.keys()):
        name = entry.posting.name
        if entry.posting.owed and name and name[0] == "Customer" and entry.day <= day.isoformat():
            amount = entry.posting.amount
            yield OpenDocument(entry.entity, entry.doc, name[1], amount, amount)


def _applied_later(asked: Asked, day: date) -> dict[tuple[str, str], Decimal]:
    """What applications younger than `day` took from each document, to be given back."""
    dates = {entity: asked.books.shelf(entity).column("TxnDate") for entity in OPEN}
    if not any(str(each) > day.isoformat() for column in dates.values() for each in column.values()):
        return {}
    given: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for record in asked.books.shelf("Payment").live().values():
        payment = record.object()
        for (entity, object_id), amount in applied(payment).items():
            of_target = str(dates.get(entity, {}).get(object_id) or "")
            if max(of_target, payment["TxnDate"]) > day.isoformat():
                given[entity, object_id] += amount
                given["Payment", record.id] += -amount if entity == "CreditMemo" else amount
    return given
