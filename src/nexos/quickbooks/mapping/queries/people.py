"""The rows of the pages that map employees to users and vendors to ours. They are hundreds, so they are compared when
they are asked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexos.quickbooks.mapping import parties
from nexos.quickbooks.mapping.matching import Here, Matcher, There
from nexos.quickbooks.mapping.models import EmployeeLink, LeftUnlinked, Party, VendorLink
from nexos.quickbooks.mapping.states import RowState
from nexos.quickbooks.mapping.verdicts import verdicts


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
    """Those that are nobody yet, each with whom it resembles."""
    there = {one.id: one for one in open_ones}
    for one in verdicts([matcher.suggestion(one) for one in open_ones], there, here):
        yield PersonRow(
            one.state,
            there[one.there_id],
            candidates=tuple(here[id_] for id_ in one.here_ids),
            reasons=one.reasons,
            sure=one.sure,
            creatable=one.creatable,
        )


def _contractor_rows(
    contractors: Sequence[There], users: Mapping[UUID, Here], taken: Mapping[str, UUID]
) -> Iterator[PersonRow]:
    free = [vendor for vendor in contractors if parties.CONTRACTOR + vendor.id not in taken]
    # To the matcher the taken users are linked to somebody who is none of these.
    matcher = Matcher(contractors, users.values(), taken)
    for vendor in free:
        if exact := matcher.exact(vendor):
            candidates = tuple(users[id_] for id_ in exact.here_ids)
            yield PersonRow(RowState.SUGGESTED, vendor, candidates=candidates, reasons=exact.reasons, contractor=True)


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
