"""Products: list, detail, form."""
