"""Which object in QuickBooks something of ours is most likely. Pure.

Exact is what one fitting, active object alone has: the same code, else the same name. Usual names and names that are
merely alike are offered one by one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from nexos.kit.names import normalised
from nexos.quickbooks.mapping.assigned.kind import Ours, Theirs
from nexos.quickbooks.mapping.likeness import MOST_FOUND, Names
from nexos.quickbooks.mapping.models import How

USUAL_NAME = "A usual name for it"


class Suggestions:
    """The active objects of one kind, to be found by code and name."""

    def __init__(self, theirs: Iterable[Theirs], fits: Callable[[Ours, Theirs], bool], same_code: How) -> None:
        self._fits, self._same_code = fits, same_code
        self._active = {one.id: one for one in theirs if one.active}
        self._by_code: defaultdict[str, list[Theirs]] = defaultdict(list)
        self._by_name: defaultdict[str, list[Theirs]] = defaultdict(list)
        for one in self._active.values():
            if one.code:
                self._by_code[normalised(one.code)].append(one)
            for name in {normalised(one.name), normalised(_last(one.name))} - {""}:
                self._by_name[name].append(one)
        self._names: Names[str] | None = None

    def exact(self, ours: Ours) -> tuple[Theirs, How] | None:
        """The one with its code, else with its name, and by what; None unless exactly one has it."""
        if ours.code and len(found := self._fitting(ours, self._by_code.get(normalised(ours.code), []))) == 1:
            return found[0], self._same_code
        if len(found := self._fitting(ours, self._by_name.get(normalised(ours.name), []))) == 1:
            return found[0], How.SAME_NAME
        return None

    def similar(self, ours: Ours) -> list[tuple[Theirs, str]]:
        """Those that are called as it often is, then those whose names are alike, and why; at most MOST_FOUND."""
        if self._names is None:
            self._names = Names((one.id, _last(one.name)) for one in self._active.values())
        usual = [one for name in ours.other_names for one in self._by_name.get(normalised(name), [])]
        found = {one.id: USUAL_NAME for one in usual}
        for name in (ours.name, *ours.other_names):
            for id_, reason in self._names.like(name):
                found.setdefault(id_, reason)
        candidates = [(self._active[id_], reason) for id_, reason in found.items()]
        return [(one, reason) for one, reason in candidates if self._fits(ours, one)][:MOST_FOUND]

    def _fitting(self, ours: Ours, found: Iterable[Theirs]) -> list[Theirs]:
        return [one for one in found if self._fits(ours, one)]


def _last(full_name: str) -> str:
    """ "Labor:On-site" is called "On-site" by whoever chooses it."""
    return full_name.rpartition(":")[2]
