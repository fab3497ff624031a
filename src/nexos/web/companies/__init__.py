"""Companies: list, detail, form."""
