"""What suggestions come to beside each other: two for the same one here are a conflict. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from nexos.quickbooks.mapping.likeness import SAME_BUT_ENDING
from nexos.quickbooks.mapping.matching import Here, Kind, Suggestion, There
from nexos.quickbooks.mapping.models import How
from nexos.quickbooks.mapping.states import RowState

_STATE_OF = {
    Kind.EXACT: RowState.SUGGESTED,
    Kind.SIMILAR: RowState.SUGGESTED,
    Kind.AMBIGUOUS: RowState.CONFLICT,
    Kind.NONE: RowState.ONLY_THERE,
}
_SURE = frozenset({How.SAME_NAME.value, How.SAME_EMAIL.value, SAME_BUT_ENDING})
_MOST_RIVALS = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """About one party there that is not linked. `sure` may be accepted without a look at each, `creatable` resembles
    nobody here."""

    there_id: str
    state: RowState
    here_ids: tuple[UUID, ...]
    reasons: tuple[str, ...]
    sure: bool
    creatable: bool


def verdicts(
    suggestions: Sequence[Suggestion], there: Mapping[str, There], here: Mapping[UUID, Here]
) -> Iterator[Verdict]:
    """One per suggestion, in their order; a rival is named among the reasons."""
    claims: defaultdict[UUID, list[str]] = defaultdict(list)
    for one in suggestions:
        for here_id in one.here_ids:
            claims[here_id].append(one.there_id)
    for one in suggestions:
        rivalries = []
        for here_id in one.here_ids if one.kind is not Kind.EXACT else ():
            if rivals := [there[rival].name for rival in claims[here_id] if rival != one.there_id]:
                rivalries.append(_rivalry(here[here_id].name, rivals))
        alone = len(one.here_ids) == 1
        state = RowState.CONFLICT if rivalries and alone else _STATE_OF[one.kind]
        yield Verdict(
            one.there_id,
            state,
            one.here_ids,
            (*one.reasons, *rivalries),
            sure=state is RowState.SUGGESTED and alone and _SURE.issuperset(one.reasons),
            creatable=one.kind is Kind.NONE,
        )


def _rivalry(name: str, rivals: Sequence[str]) -> str:
    named = ", ".join(f"“{rival}”" for rival in rivals[:_MOST_RIVALS])
    more = f" and {len(rivals) - _MOST_RIVALS:,} more" if len(rivals) > _MOST_RIVALS else ""
    return f"“{name}” is suggested for {named}{more} too"
