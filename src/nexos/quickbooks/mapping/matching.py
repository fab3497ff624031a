"""Who there is whom here: what may be linked without asking, and what is only suggested, with its reason. Pure.

Linked by itself is what is exact both ways: one eligible party there and one here share the normalised name, or share
an email address that no other party on either side has. As soon as name and email point to different parties, or one of
them to several, or the names are merely alike, a person decides. Used for customers and companies, and for employees
and users.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from nexos.kit.names import normalised
from nexos.quickbooks.mapping.likeness import Names
from nexos.quickbooks.mapping.names import addresses

NAME_AND_EMAIL_DIFFER = "Name and email point to different ones"
SEVERAL_WITH_NAME = "Several have this name"
SHARED_EMAIL = "Same email, which others have too"
SAME_NAME_TAKEN = "Same name, linked to another one already"
SAME_OTHER_NAME = "Same company name"


class Kind(StrEnum):
    """How sure a suggestion is."""

    EXACT = "exact"
    AMBIGUOUS = "ambiguous"
    SIMILAR = "similar"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class There:
    """A party in QuickBooks. `eligible`: it may be linked without being asked for (active; a customer also top-level).
    `other_name` is the company name beside the display name."""

    id: str
    name: str
    email: str = ""
    other_name: str = ""
    eligible: bool = True


@dataclass(frozen=True, slots=True)
class Here:
    """A party here."""

    id: UUID
    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What matching says about one party there that is not linked: exact (one here, `reasons[0]` is "same name" or
    "same email"), ambiguous or similar (candidates and why), or none."""

    kind: Kind
    there_id: str
    here_ids: tuple[UUID, ...] = ()
    reasons: tuple[str, ...] = ()


class Matcher:
    """Everybody on both sides, ready to be compared with one party at a time; `linked` is id there → id here.

    All parties are to be given, linked and ineligible ones too: they decide whether a name or an address is unique.
    """

    def __init__(self, there: Iterable[There], here: Iterable[Here], linked: Mapping[str, UUID]) -> None:
        self._taken = set(linked.values())
        self._here = {party.id: party for party in here}
        self._here_by_name: defaultdict[str, set[UUID]] = defaultdict(set)
        self._here_by_email: defaultdict[str, set[UUID]] = defaultdict(set)
        self._there_by_name: defaultdict[str, set[str]] = defaultdict(set)
        self._there_by_email: defaultdict[str, set[str]] = defaultdict(set)
        self._eligible: set[str] = set()
        for ours in self._here.values():
            self._here_by_name[normalised(ours.name)].add(ours.id)
            for address in addresses(ours.email):
                self._here_by_email[address].add(ours.id)
        for theirs in there:
            if theirs.eligible:
                self._eligible.add(theirs.id)
                self._there_by_name[normalised(theirs.name)].add(theirs.id)
            for address in addresses(theirs.email):
                self._there_by_email[address].add(theirs.id)
        # No name is nobody's name.
        self._here_by_name.pop("", None)
        self._there_by_name.pop("", None)

    def exact(self, theirs: There) -> Suggestion | None:
        """For a party that is not linked: whom it is here, if that is beyond doubt; likeness is not looked at."""
        by_name, by_email = self._named_like(theirs)
        for ours in (by_name | by_email) - self._taken:
            how = self._exact(theirs, self._here[ours], by_name, by_email)
            if how:
                return Suggestion(Kind.EXACT, theirs.id, (ours,), (how,))
        return None

    def suggestion(self, theirs: There) -> Suggestion:
        """For a party that is not linked."""
        if exact := self.exact(theirs):
            return exact
        by_name, by_email = self._named_like(theirs)
        free_by_email = by_email - self._taken
        if by_name or free_by_email:
            reasons = tuple(self._doubts(theirs, by_name, free_by_email))
            return Suggestion(Kind.AMBIGUOUS, theirs.id, tuple(sorted(by_name | free_by_email)), reasons)
        return self._similar(theirs)

    def _named_like(self, theirs: There) -> tuple[set[UUID], set[UUID]]:
        """Everybody here with its name, and everybody with one of its addresses."""
        return self._here_by_name.get(normalised(theirs.name), set()), _named(self._here_by_email, theirs.email)

    @cached_property
    def _names(self) -> Names[UUID]:
        return Names((ours.id, ours.name) for ours in self._here.values() if ours.id not in self._taken)

    def _exact(self, theirs: There, ours: Here, by_name: set[UUID], by_email: set[UUID]) -> str:
        """ "same name", "same email", or "" when it is not exact both ways."""
        named_like_us = self._there_by_name.get(normalised(ours.name), set())
        with_our_email = _named(self._there_by_email, ours.email)
        if by_name == {ours.id} and named_like_us == {theirs.id}:
            could_have_our_email = with_our_email & self._eligible
            agrees_there = not by_email or ours.id in by_email
            agrees_here = not could_have_our_email or theirs.id in could_have_our_email
            return "same name" if agrees_there and agrees_here else ""
        if by_email == {ours.id} and with_our_email == {theirs.id} and not by_name and not named_like_us:
            return "same email"
        return ""

    def _doubts(self, theirs: There, by_name: set[UUID], by_email: set[UUID]) -> Iterator[str]:
        if len(by_name) > 1 or len(self._there_by_name.get(normalised(theirs.name), set())) > 1:
            yield SEVERAL_WITH_NAME
        elif by_name and by_name <= self._taken:
            yield SAME_NAME_TAKEN
        elif by_name:
            yield NAME_AND_EMAIL_DIFFER
        elif len(by_email) > 1 or len(_named(self._there_by_email, theirs.email)) > 1:
            yield SHARED_EMAIL
        else:
            yield NAME_AND_EMAIL_DIFFER

    def _similar(self, theirs: There) -> Suggestion:
        other = self._here_by_name.get(normalised(theirs.other_name), set()) - self._taken
        found = dict.fromkeys(sorted(other), SAME_OTHER_NAME)
        for ours, reason in self._names.like(theirs.name):
            found.setdefault(ours, reason)
        if not found:
            return Suggestion(Kind.NONE, theirs.id)
        return Suggestion(Kind.SIMILAR, theirs.id, tuple(found), tuple(dict.fromkeys(found.values())))


def _named[Id](by_email: Mapping[str, set[Id]], email: str) -> set[Id]:
    """Everybody who has one of the addresses in `email`."""
    return {party for address in addresses(email) for party in by_email.get(address, ())}
