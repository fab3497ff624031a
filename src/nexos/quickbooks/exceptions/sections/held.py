"""Documents from QuickBooks that the gate holds, by the customer who is to be linked."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Count, Min, QuerySet, Sum

from nexos.kit.money import Money
from nexos.quickbooks.exceptions.cause import Cause, Kind, Waiting, totals
from nexos.quickbooks.exceptions.sections.section import Section
from nexos.quickbooks.mapping import queries as mapping
from nexos.quickbooks.mapping.models import Standing
from nexos.quickbooks.mapping.states import RowState
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.queries.held import held_rows
from nexos.quickbooks.state.invoice_list import MOST_COUNTED


class Held(Section):
    """One cause for each customer to decide about, those of its sub-customers that go with it included, as the
    customers' page of the mapping counts and orders them, up to MOST_COUNTED. Before them, the invoices that name no
    customer at all."""

    def count(self) -> int:
        return len(self._nameless()) + self._standings().order_by()[: MOST_COUNTED + 1].count()

    def causes(self, start: int, stop: int) -> list[Cause]:
        nameless = self._nameless()
        before = len(nameless)
        page = list(self._standings()[max(start - before, 0) : max(stop - before, 0)])
        since = self._since([row.customer_id for row in page])
        names = self._names([row.customer_id for row in page])
        return nameless[start:stop] + [_held(row, names, since) for row in page]

    def waiting(self, key: str, start: int, stop: int) -> list[Waiting]:
        kind, _, subject = key.partition(":")
        if kind == Kind.NO_CUSTOMER:
            family = [""]
        elif kind == Kind.HELD:
            family = [subject, *self._family([subject])]
        else:
            return []
        found = held_rows(*self.place).filter(customer_id__in=family).order_by("txn_date", "qbo_id").defer("raw")
        page = list(found[start:stop])
        names = self._names([invoice.customer_id for invoice in page])
        return [
            Waiting(one.doc_number, names.get(one.customer_id, ""), one.txn_date, one.total, qbo_id=one.qbo_id)
            for one in page
        ]

    def _standings(self) -> QuerySet[Standing]:
        found = mapping.standings(*self.place, "todo").filter(waiting__gt=0).exclude(state=RowState.INACTIVE)
        mine = self.chosen.subjects(Kind.HELD)
        return found.filter(customer_id__in=mine) if self.chosen.only else found.exclude(customer_id__in=mine)

    def _nameless(self) -> list[Cause]:
        if Kind.NO_CUSTOMER.value not in self.chosen:
            return []
        found = held_rows(*self.place).filter(customer_id="").order_by().values_list("currency")
        sums = list(found.annotate(Count("qbo_id"), Sum("total_minor"), Min("created_time")))
        if not sums:
            return []
        return [
            Cause(
                Kind.NO_CUSTOMER,
                count=sum(count for _, count, _, _ in sums),
                totals=totals((currency, minor) for currency, _, minor, _ in sums),
                since=min(since for *_, since in sums),
            )
        ]

    def _family(self, leads: list[str]) -> dict[str, str]:
        """Who goes with these customers, by their own Id."""
        members = mapping.standings(*self.place, "with_parent").filter(lead_id__in=leads)
        return dict(members.values_list("customer_id", "lead_id"))

    def _since(self, leads: list[str]) -> dict[str, datetime]:
        """When the oldest invoice that waits was made in QuickBooks, by the customer it waits for."""
        lead_of = {**{lead: lead for lead in leads}, **self._family(leads)}
        oldest = held_rows(*self.place).filter(customer_id__in=lead_of).order_by().values_list("customer_id")
        found: defaultdict[str, list[datetime]] = defaultdict(list)
        for customer_id, since in oldest.annotate(Min("created_time")):
            found[lead_of[customer_id]].append(since)
        return {lead: min(each) for lead, each in found.items()}

    def _names(self, customer_ids: list[str]) -> dict[str, str]:
        everybody = mirror.customers(*self.place, inactive=True).filter(qbo_id__in=customer_ids)
        return dict(everybody.values_list("qbo_id", "fully_qualified_name"))


def _held(row: Standing, names: dict[str, str], since: dict[str, datetime]) -> Cause:
    return Cause(
        Kind.HELD,
        row.customer_id,
        name=names.get(row.customer_id, ""),
        count=row.waiting,
        totals=tuple(Money.from_minor(minor, code) for code, minor in row.waiting_totals.items()),
        since=since.get(row.customer_id),
        reason=row.state,
    )
