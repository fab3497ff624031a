"""Ids in the order of a moment each has, so that a stretch of time is found without looking at the rest."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from operator import itemgetter

type Moment = tuple[float, str]
"""Epoch seconds and an id."""

_TIME = itemgetter(0)


class Timeline:
    """Kept in order through every change; those of one moment by id."""

    def __init__(self, moments: Iterable[Moment]) -> None:
        self._moments = sorted(moments)

    def enter(self, moment: Moment) -> None:
        """Add an id at its moment."""
        insort(self._moments, moment)

    def leave(self, moment: Moment) -> None:
        """Take an id out; it is there at this moment."""
        del self._moments[bisect_left(self._moments, moment)]

    def place(self, time: float, *, after: bool) -> int:
        """Where the ids of `time` begin or, with `after`, end."""
        return (bisect_right if after else bisect_left)(self._moments, time, key=_TIME)

    def ids(self, first: int = 0, end: int | None = None) -> list[str]:
        """The ids between two places."""
        return [each for _, each in self._moments[first:end]]
