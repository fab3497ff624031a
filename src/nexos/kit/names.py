"""Names as they are compared. Pure."""

import unicodedata

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def normalised(name: str) -> str:
    """A name without what people type differently: case, width, blanks, curly apostrophes, full stops and commas.

    Two names that are equal now are the same name; "Smith & Sons" and "Smith and Sons" are not.
    """
    text = unicodedata.normalize("NFKC", name).translate(_APOSTROPHES).casefold()
    return " ".join(text.replace(".", " ").replace(",", " ").split())
