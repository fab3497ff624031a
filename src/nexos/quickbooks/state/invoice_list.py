"""The invoice list: what QuickBooks holds plus what is only here, as one table.

1. One UNION ALL of the two sides yields nothing but the keys of a page, in order. Each side comes from an index in that
   order, so the database merges the two and stops at the page's end, however many invoices there are.
2. The page's rows are then read by their keys, a handful of queries for any number of rows.
3. Counts stop at MOST_COUNTED: above it a page says "10,000+".
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, overload
from uuid import UUID

from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, TruncDate

from nexos.accounts import queries as accounts
from nexos.billing import queries as billing
from nexos.crm import queries as crm
from nexos.kit import clock
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.state.invoice_rows import InvoiceRow, rows_of
from nexos.quickbooks.state.models import NEEDS_HAND, THERE, DocumentState

MOST_COUNTED = 10_000
CSV_PAGE = 1_000

type View = Literal["all", "not_sent", "needs_you", "drafts", "open", "overdue", "paid"]
VIEWS: tuple[View, ...] = ("all", "not_sent", "needs_you", "drafts", "open", "overdue", "paid")

ORDERS = ("issued_on", "due_on", "number", "company_name", "total", "balance")


@dataclass(frozen=True, slots=True)
class InvoiceList:
    """The invoices of one view, read as far as they are asked for: slice it, iterate it, `count` it, `order_by` it.

    `archived` are the connections of companies before the present one: what one of them was sent is neither waiting to
    be sent nor open here. `today` is business-local; `search` is looked for in numbers and companies' names; `order` is
    one of ORDERS, with a minus for the largest first.
    """

    tenant_id: UUID
    connection_id: UUID | None
    environment: str
    today: date
    view: View = "all"
    search: str = ""
    company_id: UUID | None = None
    order: str = "-issued_on"
    archived: tuple[UUID, ...] = ()

    def count(self) -> int:
        """How many, or MOST_COUNTED + 1 for "more than that"."""
        found = sum(keys[: MOST_COUNTED + 1].count() for keys in self._sides())
        return min(found, MOST_COUNTED + 1)

    def __len__(self) -> int:
        return self.count()

    def order_by(self, *names: str) -> "InvoiceList":
        """The same list in another order; only the first name counts. Raises ValueError for a name not in ORDERS."""
        if not names:
            return self
        if names[0].removeprefix("-") not in ORDERS:
            raise ValueError(f"invoices cannot be sorted by {names[0]!r}")
        return replace(self, order=names[0])

    @overload
    def __getitem__(self, place: int) -> InvoiceRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[InvoiceRow]: ...
    def __getitem__(self, place: int | slice) -> InvoiceRow | list[InvoiceRow]:
        if isinstance(place, int):
            return self[place : place + 1][0]
        keys = [(origin, key) for origin, key, _ in self.keys()[place]]
        return rows_of(self.tenant_id, self.connection_id, self.environment, self.today, keys)

    def __iter__(self) -> Iterator[InvoiceRow]:
        """Every row, page by page: for a download."""
        start = 0
        while page := self[start : start + CSV_PAGE]:
            yield from page
            start += CSV_PAGE

    def keys(self) -> QuerySet[Any, tuple[str, str, Any]]:
        """(origin, key, what it is ordered by) of every row, in order: what a page is cut from."""
        sides = self._sides()
        keys = sides[0].union(*sides[1:], all=True) if len(sides) > 1 else sides[0]
        sign = "-" if self.order.startswith("-") else ""
        return keys.order_by(f"{sign}by", f"{sign}key")

    def _sides(self) -> list[QuerySet[Any, tuple[str, str, Any]]]:
        field = self.order.removeprefix("-")
        sides = []
        if self.connection_id is not None and self.view not in ("not_sent", "drafts"):
            by = {**_BY_THERE, "number": self._number_there(), "company_name": self._company_name()}[field]
            there = (
                self._there(self.connection_id).order_by().annotate(origin=Value("quickbooks"), key=F("qbo_id"), by=by)
            )
            sides.append(there.values_list("origin", "key", "by"))
        if self.view != "paid":
            here = (
                self._here().order_by().annotate(origin=Value("here"), key=Cast("id", CharField()), by=_BY_HERE[field])
            )
            sides.append(here.values_list("origin", "key", "by"))
        return sides

    def _there(self, connection_id: UUID) -> QuerySet[Any]:
        found = mirror.invoices(self.tenant_id, connection_id, company_id=self.company_id)
        match self.view:
            case "needs_you":
                found = found.filter(qbo_id__in=self._states().filter(status__in=NEEDS_HAND).values("qbo_id"))
            case "open":
                found = found.filter(balance_minor__gt=0)
            case "overdue":
                found = found.filter(balance_minor__gt=0, due_date__lt=self.today)
            case "paid":
                found = found.filter(balance_minor__lte=0, voided=False)
        if self.search.strip():
            named = crm.companies(self.tenant_id, self.search.strip()).order_by().values("id")
            ours = self._states().filter(number__icontains=self.search.strip()).exclude(qbo_id="").values("qbo_id")
            number = Q(doc_number__icontains=self.search.strip())
            found = found.filter(number | Q(company_id__in=named) | Q(qbo_id__in=ours))
        return found

    def _here(self) -> QuerySet[Any]:
        """Our invoices that the other side of the list does not show already."""
        found = billing.invoices(self.tenant_id, search=self.search, company_id=self.company_id)
        if self.connection_id is not None:
            shown = mirror.invoices(self.tenant_id, self.connection_id).order_by().filter(qbo_id=OuterRef("qbo_id"))
            linked = self._states().filter(record_id=OuterRef("id")).exclude(qbo_id="")
            found = found.filter(~Exists(linked.filter(Exists(shown))))
        if self.archived and self.view in ("not_sent", "open", "overdue"):
            mine = {"kind": "invoice", "record_id": OuterRef("id")}
            states = DocumentState.objects.of(self.tenant_id).filter(**mine)
            gone = states.filter(connection__in=self.archived, status__in=THERE)
            found = found.filter(~Exists(gone) | Exists(states.filter(connection=self.connection_id)))
        match self.view:
            case "not_sent" | "open":
                found = found.filter(status="issued")
            case "drafts":
                found = found.filter(status="draft")
            case "overdue":
                found = found.filter(status="issued", due_on__lt=self.today)
            case "needs_you":
                found = found.filter(id__in=self._states().filter(status__in=NEEDS_HAND).values("record_id"))
        return found

    def _states(self) -> QuerySet[DocumentState]:
        return DocumentState.objects.of(self.tenant_id).filter(connection=self.connection_id, kind="invoice")

    def _number_there(self) -> Any:
        ours = self._states().filter(qbo_id=OuterRef("qbo_id")).values("number")[:1]
        return Coalesce(Subquery(ours), F("doc_number"))

    def _company_name(self) -> Any:
        return Subquery(crm.companies(self.tenant_id).order_by().filter(id=OuterRef("company_id")).values("name")[:1])


_BY_THERE: dict[str, Any] = {
    "issued_on": F("txn_date"),
    "due_on": F("due_date"),
    "total": F("total_minor"),
    "balance": F("balance_minor"),
}
_BY_HERE: dict[str, Any] = {
    "issued_on": Coalesce("issued_on", TruncDate("created_at"), output_field=DateField()),
    "due_on": F("due_on"),
    "total": F("total_minor"),
    "balance": F("total_minor"),
    "number": F("number"),
    "company_name": F("company__name"),
}


def invoice_list(
    tenant_id: UUID,
    *,
    view: View = "all",
    search: str = "",
    company_id: UUID | None = None,
    order: str = "-issued_on",
) -> InvoiceList:
    """The invoices of a view, newest first unless ordered otherwise. Raises ValueError for an unknown order."""
    connection = connections.current(tenant_id)
    known = connection is not None and connection.realm_id
    listed = InvoiceList(
        tenant_id=tenant_id,
        connection_id=connection.id if connection is not None and known else None,
        environment=connection.environment if connection is not None else "",
        today=clock.today(accounts.tenant(tenant_id).time_zone),
        view=view,
        search=search,
        company_id=company_id,
        archived=tuple(connections.archived_ids(tenant_id)),
    )
    return listed.order_by(order)


def invoice_counts(tenant_id: UUID, *, company_id: UUID | None = None) -> dict[View, int]:
    """How many invoices each view has, each at most MOST_COUNTED + 1."""
    everything = invoice_list(tenant_id, company_id=company_id)
    return {view: replace(everything, view=view).count() for view in VIEWS}
