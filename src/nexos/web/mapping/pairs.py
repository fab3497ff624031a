"""A row of the mapping as the page shows it, whatever its two sides are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from nexos.kit.money import Money
from nexos.quickbooks.mapping.queries import CustomerRow, PersonRow
from nexos.quickbooks.mapping.queries.customers import CompanySide, CustomerSide
from nexos.quickbooks.mapping.states import OPEN, RowState
from nexos.web.badge import Badge

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


@dataclass(frozen=True)
class Side:
    """One of the two: its id, its name, its email or what else tells it apart, where it is, its page if it has one,
    and whether it is linked to another already."""

    id: str
    name: str
    about: str
    place: str = ""
    address: str = ""
    taken: bool = False


@dataclass(frozen=True)
class Pair:
    """A pair, or half of one. `held` invoices (`held_totals` in all) wait for the decision; `with_it` sub-customers go
    with this customer. `decided` tells what the link rests on and who made it, or who left the customer
    unlinked."""

    badge: Badge
    here: Side | None
    there: Side | None
    candidates: Sequence[Side] = ()
    reasons: Sequence[str] = ()
    decided: str = ""
    decided_at: datetime | None = None
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
    def only_candidate(self) -> Side | None:
        """The one to link to, where there is no other choice."""
        return self.candidates[0] if len(self.candidates) == 1 and self.badge is BADGES[RowState.SUGGESTED] else None


def of_customer(row: CustomerRow) -> Pair:
    """A row about a customer or a company."""
    customer = row.customer
    taken = [f"“{one.name}” is linked to “{one.taken_by}” already" for one in row.candidates if one.taken_by]
    return Pair(
        BADGES[row.state],
        _company(row.company) if row.company else None,
        _customer(customer) if customer else None,
        [_company(candidate) for candidate in row.candidates],
        [*row.reasons, *taken],
        _how(row.how, row.decided_by),
        row.decided_at,
        row.held,
        row.held_totals,
        is_child=bool(customer and customer.parent_id),
        with_it=customer.below if customer else 0,
        can_be_created=bool(customer and customer.active and not customer.parent_id and row.company is None),
        can_be_left=row.state in OPEN and bool(customer and customer.active),
        is_left=row.state is RowState.LEFT_UNLINKED,
    )


def of_person(row: PersonRow) -> Pair:
    """A row about an employee and a user."""
    return Pair(
        BADGES[row.state],
        Side(str(row.here.id), row.here.name, row.here.email) if row.here else None,
        Side(row.there.id, row.there.name, row.there.email) if row.there else None,
        [Side(str(candidate.id), candidate.name, candidate.email) for candidate in row.candidates],
        [_sentence(reason) for reason in row.reasons],
        _how(row.how, row.decided_by),
        row.decided_at,
    )


def _company(side: CompanySide) -> Side:
    return Side(
        str(side.id), side.name, side.email, address=reverse("company", args=[side.id]), taken=bool(side.taken_by)
    )


def _customer(side: CustomerSide) -> Side:
    return Side(side.id, side.name, side.email, side.place)


def _how(how: str, by: str) -> str:
    """ "Same name", "By hand, Alice Moreau"."""
    return ", ".join(part for part in (_sentence(how), by) if part)


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:]
