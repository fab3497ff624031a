"""Terms: ours are a number of days."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from nexos.crm import queries as crm
from nexos.procurement import queries as procurement
from nexos.quickbooks.mapping.assigned.kind import Assigned, Ours, Theirs
from nexos.quickbooks.mapping.models import How
from nexos.quickbooks.mirror import queries as mirror


class Terms(Assigned):
    """One row for each number of days that a company or vendor has. A term of as many days is the same by itself, if
    there is one such; one that falls on a day of the month has no number of days, and is only chosen by hand."""

    kind = "term"
    here = "terms"
    there = "term"
    without = "The due date is sent without a term"
    same_code = How.SAME_DAYS
    by_itself = True

    def ours(self) -> Sequence[Ours]:
        made = self._rows().values_list("key", flat=True)
        days = {*crm.terms_in_use(self.tenant_id), *procurement.terms_in_use(self.tenant_id), *map(int, made)}
        return [Ours(str(one), days_in_words(one), code=str(one)) for one in sorted(days)]

    def theirs(self) -> Sequence[Theirs]:
        rows = mirror.terms(self.tenant_id, self.connection_id, inactive=True)
        return [
            Theirs(
                term.qbo_id,
                term.name,
                f"Due on day {term.day_of_month} of the month" if term.due_days is None else f"{term.due_days} days",
                code="" if term.due_days is None else str(term.due_days),
                active=term.active,
            )
            for term in rows.defer("raw")
        ]

    def used(self, keys: Collection[str]) -> Mapping[str, Mapping[str, int]]:
        found: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for noun, counts in (
            ("company", crm.terms_in_use(self.tenant_id)),
            ("vendor", procurement.terms_in_use(self.tenant_id)),
        ):
            for days, count in counts.items():
                found[str(days)][noun] = count
        return found


def days_in_words(days: int) -> str:
    """ "30 days", "Due on receipt"."""
    return f"{days} day{'' if days == 1 else 's'}" if days else "Due on receipt"
