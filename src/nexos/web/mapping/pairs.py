"""A row of the mapping as the page shows it, whatever its two sides are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from nexos.kit.money import Money
from nexos.quickbooks.mapping.assigned import KINDS, Ours, Theirs
from nexos.quickbooks.mapping.matching import Here, There
from nexos.quickbooks.mapping.models import How
from nexos.quickbooks.mapping.queries import AssignedRow, CustomerRow, PersonRow
from nexos.quickbooks.mapping.queries.customers import CompanySide, CustomerSide
from nexos.quickbooks.mapping.queries.dependents import Used
from nexos.quickbooks.mapping.states import OPEN, RowState
from nexos.web.badge import Badge
from nexos.web.mapping.kinds import CONTRACTORS, CUSTOMERS, MANY_TO_ONE, Kind, OneToOne
from nexos.web.mapping.sentences import counted
from nexos.web.mapping.sides import Side

BADGES = {
    RowState.CONFLICT: Badge("bad", "alert", "Conflict"),
    RowState.SUGGESTED: Badge("info", "link", "Suggested"),
    RowState.INACTIVE: Badge("off", "minus", "Inactive in QuickBooks"),
    RowState.ONLY_THERE: Badge("wait", "unlink", "Only in QuickBooks"),
    RowState.ONLY_HERE: Badge("off", "ring", "Only here"),
    RowState.LEFT_UNLINKED: Badge("off", "unlink", "Left unlinked", plain=True),
    RowState.LINKED: Badge("ok", "ok", "Linked", plain=True),
    RowState.WITH_PARENT: Badge("off", "right", "Bills with parent", plain=True),
}
NOT_LINKED, WAITED_FOR = Badge("off", "ring", "Not linked"), Badge("wait", "unlink", "Not linked")
PRODUCT_ONLY_HERE = Badge("wait", "unlink", "Only here")
# The pages of our records, by the kind that links them.
_PAGES = {"vendor": "vendor", "item": "product"}


@dataclass(frozen=True)
class Pair:
    """A pair, or half of one. `suggested` is the other half where there is no other choice, `candidates` where there
    is. `held` invoices (`held_totals` in all) wait for the decision; `with_it` sub-customers go with this customer.
    `decided` tells what the link rests on and who made it, or who left it unlinked; `used` what hangs on it."""

    kind: Kind
    badge: Badge
    here: Side | None
    there: Side | None
    suggested: Side | None = None
    candidates: Sequence[Side] = ()
    reasons: Sequence[str] = ()
    decided: str = ""
    decided_at: datetime | None = None
    used: str = ""
    held: int = 0
    held_totals: Sequence[Money] = ()
    is_child: bool = False
    with_it: int = 0
    can_be_created: bool = False
    can_be_left: bool = False
    is_left: bool = False

    @property
    def is_linked(self) -> bool:
        """Both sides are there and belong together."""
        return self.here is not None and self.there is not None

    @property
    def left(self) -> Side | None:
        """Who stands on our side, were it only suggested."""
        return self.here or (self.suggested if self.there else None)

    @property
    def right(self) -> Side | None:
        """Who stands on QuickBooks' side, were it only suggested."""
        return self.there or (self.suggested if self.here else None)

    @property
    def choose(self) -> str:
        """Where another partner is chosen."""
        if self.there and not self.kind.many_to_one:
            return self.kind.for_there(self.there.id)
        return self.kind.for_here(self.here.id) if self.here else ""


def of_customer(row: CustomerRow, used: Used) -> Pair:
    """A row about a customer or a company."""
    customer = row.customer
    taken = [f"“{one.name}” is linked to “{one.taken_by}” already" for one in row.candidates if one.taken_by]
    candidates = [_company(candidate) for candidate in row.candidates]
    return Pair(
        CUSTOMERS,
        BADGES[row.state],
        _company(row.company) if row.company else None,
        _customer(customer) if customer else None,
        _only(row.state, candidates),
        candidates,
        [*row.reasons, *taken],
        _how(row.how, row.decided_by),
        row.decided_at,
        _used(used.get(customer.id if customer else "", {})) if row.company else "",
        row.held,
        row.held_totals,
        is_child=bool(customer and customer.parent_id),
        with_it=customer.below if customer else 0,
        can_be_created=bool(customer and customer.active and not customer.parent_id and row.company is None),
        can_be_left=row.state in OPEN and bool(customer and customer.active),
        is_left=row.state is RowState.LEFT_UNLINKED,
    )


def of_person(row: PersonRow, kind: OneToOne, used: Used) -> Pair:
    """A row about an employee and a user, or about a vendor there and one of ours."""
    kind = CONTRACTORS if row.contractor else kind
    candidates = [_here(kind, candidate) for candidate in row.candidates]
    is_open = row.state in OPEN and row.there is not None and row.there.eligible and not row.contractor
    return Pair(
        kind,
        BADGES[row.state],
        _here(kind, row.here) if row.here else None,
        _there(row.there, contractor=row.contractor) if row.there else None,
        _only(row.state, candidates),
        candidates,
        [_sentence(reason) for reason in row.reasons],
        _how(row.how, row.decided_by),
        row.decided_at,
        _used(used.get(row.there.id, {})) if row.there and row.here else "",
        can_be_created=is_open and kind.copied_by is not None,
        can_be_left=is_open,
        is_left=row.state is RowState.LEFT_UNLINKED,
    )


def of_assigned(row: AssignedRow, *, waited_for: bool) -> Pair:
    """A row about something that goes as an object there, many to one."""
    kind = MANY_TO_ONE[row.kind]
    is_open = row.state is RowState.ONLY_HERE
    open_badge = PRODUCT_ONLY_HERE if kind.slug == "item" else WAITED_FOR if waited_for else NOT_LINKED
    theirs = _theirs(row.theirs) if row.theirs else None
    is_suggested = row.state is RowState.SUGGESTED
    return Pair(
        kind,
        open_badge if is_open else BADGES[row.state],
        _ours(kind, row.ours),
        None if is_suggested else theirs,
        theirs if is_suggested else None,
        [_theirs(one, reason) for one, reason in row.similar],
        [_label(row.reason)] if row.reason else [KINDS[row.kind].without] if is_open else [],
        _how(row.how, row.decided_by),
        row.decided_at,
        _used(row.used),
    )


def _only(state: RowState, candidates: Sequence[Side]) -> Side | None:
    return candidates[0] if state is RowState.SUGGESTED and len(candidates) == 1 else None


def _company(side: CompanySide) -> Side:
    return Side(
        str(side.id), side.name, side.email, address=reverse("company", args=[side.id]), taken=bool(side.taken_by)
    )


def _customer(side: CustomerSide) -> Side:
    return Side(side.id, side.name, side.email, side.place)


def _here(kind: Kind, side: Here) -> Side:
    return Side(str(side.id), side.name, side.email, address=_page(kind, str(side.id)))


def _there(side: There, *, contractor: bool) -> Side:
    return Side(side.id, side.name, side.email, "Vendor, as a contractor" if contractor else "")


def _ours(kind: Kind, ours: Ours) -> Side:
    return Side(ours.key, ours.name, ours.about, address=_page(kind, ours.key))


def _theirs(theirs: Theirs, reason: str = "") -> Side:
    return Side(theirs.id, theirs.name, theirs.about, reason=reason)


def _page(kind: Kind, record_id: str) -> str:
    name = _PAGES.get(kind.slug)
    return reverse(name, args=[UUID(record_id)]) if name else ""


def _used(counts: Mapping[str, int]) -> str:
    """ "12 companies and 3 vendors", "" for nothing."""
    return " and ".join(counted(count, noun) for noun, count in counts.items() if count)


def _how(how: str, by: str) -> str:
    """ "Same name", "By hand, Alice Moreau"."""
    return ", ".join(part for part in (_label(how) if how else "", by) if part)


def _label(how: str) -> str:
    return How(how).label if how in How.values else _sentence(how)


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:]
