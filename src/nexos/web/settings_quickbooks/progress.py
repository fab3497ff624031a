"""A run of the sync in the words of the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from nexos.quickbooks.inbound.covered import COVERED
from nexos.quickbooks.sync.models import RunState, SyncRun
from nexos.quickbooks.sync.words import KINDS
from nexos.web.badge import Badge

_TYPES = {
    "inventory": ("inventory item", "inventory items"),
    "group": ("bundle", "bundles"),
    "category": ("category", "categories"),
}


@dataclass(frozen=True)
class Step:
    """A kind of object on its way in. `most` is what the bar counts to; 0 until QuickBooks has said how many."""

    name: str
    stage: Literal["waiting", "moving", "through"]
    done: int
    most: int
    left_out: int


@dataclass(frozen=True)
class KindCount:
    """What one run did with one kind of object."""

    name: str
    read: int
    written: int
    unchanged: int
    deleted: int
    held: int
    left_out: int
    not_understood: int


@dataclass(frozen=True)
class RunShown:
    """`steps` are those of a read of the whole and empty while only changes are read; `through` of them are done.
    `changed`: something is different here since; an overlap is read on purpose, and changes nothing."""

    run: SyncRun
    badge: Badge
    started_by: str
    asked_by: str
    steps: list[Step]
    through: int
    counts: list[KindCount]
    read: int
    written: int
    changed: bool
    left_out: str


def shown(run: SyncRun) -> RunShown:
    """Everything a page says about a run, under way or over."""
    steps = _steps(run.entities) if run.under_way else []
    counts = [_count(name.capitalize(), run.entities[kind]) for kind, name in KINDS.items() if kind in run.entities]
    through = sum(step.stage == "through" for step in steps)
    return RunShown(
        run,
        _badge(run, through, len(steps)),
        run.get_trigger_display(),
        run.asked_by.name if run.asked_by else "",
        steps,
        through,
        counts,
        sum(count.read for count in counts),
        sum(count.written for count in counts),
        run.found_something,
        left_out_words(run.entities[kind].get("left_out", {}) for kind in run.entities),
    )


def left_out_words(by_kind: Iterable[Mapping[str, int]]) -> str:
    """Which objects are not mirrored: "5 inventory items, 2 bundles". A reason reads "type Inventory"."""
    sums: dict[str, int] = {}
    for reasons in by_kind:
        for reason, number in reasons.items():
            kind = reason.removeprefix("type ").casefold()
            sums[kind] = sums.get(kind, 0) + number
    ordered = sorted(sums.items(), key=lambda entry: (-entry[1], entry[0]))
    return ", ".join(f"{number:,} {_named(kind, number)}" for kind, number in ordered)


def _named(kind: str, number: int) -> str:
    one, many = _TYPES.get(kind, (f"of the type “{kind}”", f"of the type “{kind}”"))
    return one if number == 1 else many


def _steps(entities: Mapping[str, Any]) -> list[Step]:
    """All kinds once QuickBooks has been asked how many of one there are; until then only changes are read."""
    if not any(count.get("total") is not None for count in entities.values()):
        return []
    return [_step(KINDS[kind].capitalize(), entities.get(kind, {})) for kind in COVERED]


def _step(name: str, count: Mapping[str, Any]) -> Step:
    total, done = 0 if count.get("absent") else count.get("total"), count.get("done", 0)
    left_out = sum(count.get("left_out", {}).values())
    if total is None:
        return Step(name, "waiting", 0, 0, 0)
    if done >= total:
        return Step(name, "through", total, total, left_out)
    return Step(name, "moving" if done else "waiting", done, total, left_out)


def _count(name: str, count: Mapping[str, Any]) -> KindCount:
    return KindCount(
        name,
        read=count["fetched"],
        written=count["written"],
        unchanged=count["unchanged"],
        deleted=count["deleted"],
        held=count["held"],
        left_out=sum(count["left_out"].values()),
        not_understood=count["quarantined"],
    )


def _badge(run: SyncRun, through: int, steps: int) -> Badge:
    if run.state == RunState.WAITING:
        return Badge("info", "clock", "Waiting its turn")
    if run.state == RunState.RUNNING:
        return Badge("info", "sync", f"Running, {min(through + 1, steps)} of {steps}" if steps else "Running")
    if run.state == RunState.SLOWED:
        return Badge("wait", "clock", "Slowed by QuickBooks")
    if run.state == RunState.FAILED:
        return Badge("bad", "fail", "Failed")
    return Badge("ok", "ok", "Went well", plain=True)
