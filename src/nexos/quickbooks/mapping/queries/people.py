"""The rows of the pages that map employees to users and vendors to ours. They are hundreds, so they are compared when
they are asked for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexos.quickbooks.mapping import parties
from nexos.quickbooks.mapping.likeness import SAME_BUT_ENDING
from nexos.quickbooks.mapping.matching import Here, Kind, Matcher, Suggestion, There
from nexos.quickbooks.mapping.models import EmployeeLink, How, LeftUnlinked, Party, VendorLink
from nexos.quickbooks.mapping.states import STATE_OF, RowState

_SURE = frozenset({How.SAME_NAME.value, How.SAME_EMAIL.value, SAME_BUT_ENDING})
_MOST_RIVALS = 2


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody there and somebody here, or half of such a pair; the fields are those of `CustomerRow`.

    `contractor`: the one there is a vendor, whose time a user's is. `sure` may be accepted without a look at each,
    `creatable` resembles nobody here.
    """

    state: RowState
    there: There | None
    here: Here | None = None
    candidates: tuple[Here, ...] = ()
    reasons: tuple[str, ...] = ()
    how: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    contractor: bool = False
    sure: bool = False
    creatable: bool = False

    @property
    def name(self) -> str:
        """The name the row is found under."""
        return (self.here or self.there or There("", "")).name


def employee_rows(tenant_id: UUID, connection_id: UUID) -> list[PersonRow]:
    """What needs a person first, linked pairs last, each by name. A user that is a contractor stands beside that
    vendor; one that nobody is yet beside the contractor with the same name or email."""
    place = tenant_id, connection_id
    users = {user.id: user for user in parties.users(tenant_id)}
    links = EmployeeLink.objects.of(tenant_id).filter(connection_id=connection_id).select_related("linked_by")
    employees = {employee.id: employee for employee in parties.employees(*place)}
    vendors = {vendor.id: vendor for vendor in parties.vendors_there(*place)}
    rows = [
        _linked_row(link, link.employee_id, employees, users.get(link.user_id))
        if link.employee_id
        else _linked_row(link, link.vendor_id, vendors, users.get(link.user_id), contractor=True)
        for link in links
    ]
    taken = parties.linked_employees(*place)
    rows += _open_rows(*parties.employee_matcher(*place), users)
    rows += _contractor_rows(parties.contractors(*place), users, taken)
    rows += _left_rows(*place, Party.EMPLOYEE, employees)
    rows += _only_here(users, set(taken.values()))
    return _in_order(rows)


def vendor_rows(tenant_id: UUID, connection_id: UUID) -> list[PersonRow]:
    """What needs a person first, linked pairs last, each by name."""
    place = tenant_id, connection_id
    ours = {vendor.id: vendor for vendor in parties.vendors_here(tenant_id)}
    there = {vendor.id: vendor for vendor in parties.vendors_there(*place)}
    links = VendorLink.objects.of(tenant_id).filter(connection_id=connection_id).select_related("linked_by")
    rows = [_linked_row(link, link.qbo_id, there, ours[link.vendor_id]) for link in links]
    rows += _open_rows(*parties.vendor_matcher(*place), ours)
    rows += _left_rows(*place, Party.VENDOR, there)
    rows += _only_here(ours, {link.vendor_id for link in links})
    return _in_order(rows)


def _linked_row(
    link: EmployeeLink | VendorLink,
    there_id: str,
    everybody: Mapping[str, There],
    here: Here | None,
    *,
    contractor: bool = False,
) -> PersonRow:
    there = everybody.get(there_id) or There(there_id, "Deleted in QuickBooks", eligible=False)
    return PersonRow(
        RowState.LINKED if there.eligible else RowState.INACTIVE,
        there,
        here,
        how=link.how,
        decided_by=link.linked_by.name if link.linked_by else "",
        decided_at=link.linked_at,
        contractor=contractor,
    )


def _open_rows(open_ones: Sequence[There], matcher: Matcher, here: Mapping[UUID, Here]) -> Iterator[PersonRow]:
    """Those that are nobody yet, each with whom it resembles; two that resemble the same one are a conflict."""
    found = [(there, matcher.suggestion(there)) for there in open_ones]
    claims: defaultdict[UUID, list[There]] = defaultdict(list)
    for there, suggestion in found:
        for id_ in suggestion.here_ids:
            claims[id_].append(there)
    for there, suggestion in found:
        rivals = [] if suggestion.kind is Kind.EXACT else _rivalries(there, suggestion, here, claims)
        alone = len(suggestion.here_ids) == 1
        state = RowState.CONFLICT if rivals and alone else STATE_OF[suggestion.kind]
        yield PersonRow(
            state,
            there,
            candidates=tuple(here[id_] for id_ in suggestion.here_ids),
            reasons=(*suggestion.reasons, *rivals),
            sure=state is RowState.SUGGESTED and alone and _SURE.issuperset(suggestion.reasons),
            creatable=suggestion.kind is Kind.NONE,
        )


def _rivalries(
    there: There, suggestion: Suggestion, here: Mapping[UUID, Here], claims: Mapping[UUID, Sequence[There]]
) -> list[str]:
    sentences = []
    for id_ in suggestion.here_ids:
        if rivals := [f"“{rival.name}”" for rival in claims[id_] if rival.id != there.id]:
            more = f" and {len(rivals) - _MOST_RIVALS:,} more" if len(rivals) > _MOST_RIVALS else ""
            sentences.append(f"“{here[id_].name}” is suggested for {', '.join(rivals[:_MOST_RIVALS])}{more} too")
    return sentences


def _contractor_rows(
    contractors: Sequence[There], users: Mapping[UUID, Here], taken: Mapping[str, UUID]
) -> Iterator[PersonRow]:
    free = [vendor for vendor in contractors if parties.CONTRACTOR + vendor.id not in taken]
    # To the matcher the taken users are linked to somebody who is none of these.
    matcher = Matcher(contractors, users.values(), taken)
    for vendor in free:
        if exact := matcher.exact(vendor):
            candidates = tuple(users[id_] for id_ in exact.here_ids)
            yield PersonRow(
                RowState.SUGGESTED, vendor, candidates=candidates, reasons=exact.reasons, contractor=True, sure=False
            )


def _left_rows(tenant_id: UUID, connection_id: UUID, party: Party, there: Mapping[str, There]) -> Iterator[PersonRow]:
    decisions = LeftUnlinked.objects.of(tenant_id).filter(connection_id=connection_id, party=party)
    for one in decisions.select_related("decided_by"):
        if one.qbo_id in there:
            by = one.decided_by.name if one.decided_by else ""
            yield PersonRow(RowState.LEFT_UNLINKED, there[one.qbo_id], decided_by=by, decided_at=one.decided_at)


def _only_here(here: Mapping[UUID, Here], taken: set[UUID]) -> Iterator[PersonRow]:
    return (PersonRow(RowState.ONLY_HERE, None, one) for id_, one in here.items() if id_ not in taken)


def _in_order(rows: list[PersonRow]) -> list[PersonRow]:
    return sorted(rows, key=lambda row: (row.state.rank, row.name.casefold()))
