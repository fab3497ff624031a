"""Names and email addresses as they are compared. Pure."""

import re
import unicodedata

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_MARKS = re.compile(r"[^\w\s]|_")
_WORDLESS = {"the", "and", "of"}
_ENDINGS = {
    *("inc", "incorporated", "llc", "llp", "lp", "pllc", "pc", "ltd", "limited", "co", "corp", "corporation"),
    *("company", "plc", "gmbh", "ag", "sa", "pty", "bv", "oy", "ab", "srl", "kg"),
}


def normalised(name: str) -> str:
    """A name without what people type differently: case, width, blanks, curly apostrophes, full stops and commas.

    Two names that are equal now are the same name; "Smith & Sons" and "Smith and Sons" are not.
    """
    text = unicodedata.normalize("NFKC", name).translate(_APOSTROPHES).casefold()
    return " ".join(text.replace(".", " ").replace(",", " ").split())


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
