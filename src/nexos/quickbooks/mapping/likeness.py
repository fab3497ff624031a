"""Which names are merely alike. Pure, and not quadratic: only names that share a rare word or a beginning meet."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from difflib import SequenceMatcher
from itertools import islice

from nexos.quickbooks.mapping.names import words

MOST_FOUND = 3
_ALIKE = 0.84  # "Harbor Dental Assoc" and "Harbor Dental Associates": 0.88
_BEGINNING = 4
_TOO_COMMON = 40  # a word of more names than this tells them apart no longer
_RARE = 2

SAME_BUT_ENDING = "Same name apart from spelling or an ending such as Inc."
SIMILAR = "Similar name"


class Names[Id: Hashable]:
    """Names to be found again by likeness."""

    def __init__(self, names: Iterable[tuple[Id, str]]) -> None:
        self._words = {key: split for key, name in names if (split := words(name))}
        self._by_word: defaultdict[str, list[Id]] = defaultdict(list)
        self._by_beginning: defaultdict[str, list[Id]] = defaultdict(list)
        for key, split in self._words.items():
            for word in set(split):
                self._by_word[word].append(key)
            self._by_beginning["".join(split)[:_BEGINNING]].append(key)

    def like(self, name: str) -> list[tuple[Id, str]]:
        """The most similar names and why, best first; at most MOST_FOUND."""
        split = words(name)
        if not split:
            return []
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(" ".join(split))
        scored = [(*found, key) for key in self._candidates(split) if (found := self._judge(split, key, matcher))]
        scored.sort(key=lambda entry: -entry[0])
        return [(key, reason) for _, reason, key in islice(scored, MOST_FOUND)]

    def _candidates(self, split: tuple[str, ...]) -> dict[Id, None]:
        """In a stable order, without repetition."""
        blocks = [self._by_word.get(word, []) for word in split]
        blocks.append(self._by_beginning.get("".join(split)[:_BEGINNING], []))
        return {key: None for block in blocks if len(block) <= _TOO_COMMON for key in block}

    def _judge(self, split: tuple[str, ...], key: Id, matcher: SequenceMatcher[str]) -> tuple[float, str] | None:
        """How like, up to 2, and in what; None when not enough to say so."""
        other = self._words[key]
        if other == split:
            return 2.0, SAME_BUT_ENDING
        if self._begins_alike(split, other):
            return 1.0, SIMILAR
        matcher.set_seq1(" ".join(other))
        if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
            return None
        ratio = matcher.ratio()
        return (ratio, SIMILAR) if ratio >= _ALIKE else None

    def _begins_alike(self, split: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """ "Kestrel Mfg" and "Kestrel Manufacturing": a rare first word, then words with the same initial."""
        return (
            len(split) > 1
            and len(other) > 1
            and split[0] == other[0]
            and len(split[0]) > _BEGINNING
            and split[1][0] == other[1][0]
            and len(self._by_word[split[0]]) <= _RARE
        )
