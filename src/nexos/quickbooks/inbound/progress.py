"""How far a pull has come, counted per kind of object."""

from collections.abc import Callable
from dataclasses import dataclass, field

from nexos.quickbooks.mirror.upsert import Stored


@dataclass
class Count:
    """`total` is None while QuickBooks has not said it; `fetched` counts every object that came, `done` those of a read
    of the whole, pages of an earlier run included. `left_out` counts by reason. `absent` is why QuickBooks would not
    speak of this kind at all (its edition has none); empty for all others."""

    done: int = 0
    total: int | None = None
    fetched: int = 0
    written: int = 0
    unchanged: int = 0
    held: int = 0
    deleted: int = 0
    quarantined: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    absent: str = ""


class Progress:
    """Counts, and calls `moved` whenever a count has changed."""

    def __init__(self, moved: "Callable[[Progress], None]" = lambda _: None) -> None:
        self.counts: dict[str, Count] = {}
        self._moved = moved

    def of(self, entity: str) -> Count:
        """The count of one kind, made if need be."""
        return self.counts.setdefault(entity, Count())

    def planned(self, entity: str, total: int, done: int) -> None:
        """A read of the whole begins or goes on: `total` objects, `done` of them read already."""
        count = self.of(entity)
        count.total, count.done = total, done
        self._moved(self)

    def absent(self, entity: str, reason: str) -> None:
        """The company does without this kind."""
        self.of(entity).absent = reason
        self._moved(self)

    def landed(self, entity: str, stored: Stored) -> None:
        """A page, or the changes of a kind, were stored."""
        count = self.of(entity)
        left_out = sum(stored.left_out.values())
        came = stored.written + stored.unchanged + stored.older + stored.quarantined + left_out
        count.fetched += came
        count.done += came if count.total is None else min(came, count.total - count.done)  # pages share a row
        count.written += stored.written
        count.unchanged += stored.unchanged + stored.older
        count.held += stored.held
        count.deleted += stored.deleted
        count.quarantined += stored.quarantined
        for reason, number in stored.left_out.items():
            count.left_out[reason] = count.left_out.get(reason, 0) + number
        self._moved(self)

    def removed(self, entity: str, number: int) -> None:
        """Rows whose object is gone were marked."""
        if number:
            self.of(entity).deleted += number
            self._moved(self)

    def released(self, entity: str, still_held: int) -> None:
        """Links were made after the rows came: no more than `still_held` of them are held now."""
        count = self.of(entity)
        count.held = min(count.held, still_held)

    def touched(self, *entities: str) -> bool:
        """Whether rows of one of these kinds were written or marked deleted."""
        counts = [self.counts[entity] for entity in entities if entity in self.counts]
        return any(count.written or count.deleted for count in counts)

    def as_json(self) -> dict[str, dict[str, object]]:
        """For the run's row and the command line."""
        return {entity: dict(vars(count)) for entity, count in self.counts.items()}
