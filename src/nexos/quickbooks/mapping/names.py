"""Names and email addresses as they are judged alike. Pure."""

import re
import unicodedata

from nexos.kit.names import normalised

_MARKS = re.compile(r"[^\w\s]|_")
_WORDLESS = {"the", "and", "of"}
_ENDINGS = {
    *("inc", "incorporated", "llc", "llp", "lp", "pllc", "pc", "ltd", "limited", "co", "corp", "corporation"),
    *("company", "plc", "gmbh", "ag", "sa", "pty", "bv", "oy", "ab", "srl", "kg"),
}


def words(name: str) -> tuple[str, ...]:
    """What is left of a name for judging likeness: without punctuation, accents, little words and legal endings."""
    text = unicodedata.normalize("NFKD", normalised(name).replace("'", ""))
    bare = "".join(mark for mark in text if not unicodedata.combining(mark))
    found = [word for word in _MARKS.sub(" ", bare).split() if word not in _WORDLESS]
    while len(found) > 1 and found[-1] in _ENDINGS:
        found.pop()
    return tuple(found)


def addresses(email: str) -> frozenset[str]:
    """Each address of a field that may hold several, separated by commas or semicolons."""
    return frozenset(part for part in (piece.strip().casefold() for piece in re.split("[,;]", email)) if "@" in part)
