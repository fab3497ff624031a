"""Objects of QuickBooks that could not be understood, by their kind."""

from functools import cached_property

from nexos.quickbooks.exceptions.cause import Cause, Kind
from nexos.quickbooks.exceptions.sections.section import Section
from nexos.quickbooks.mirror.queries.counts import quarantined_kinds


class Quarantined(Section):
    """One cause for each kind of object; `subject` is QuickBooks' name of it."""

    def count(self) -> int:
        return len(self._all)

    def causes(self, start: int, stop: int) -> list[Cause]:
        return self._all[start:stop]

    @cached_property
    def _all(self) -> list[Cause]:
        found = [
            Cause(Kind.QUARANTINED, entity, count=count, since=since)
            for entity, count, since in quarantined_kinds(*self.place)
        ]
        return [cause for cause in found if cause.key in self.chosen]
