"""Companies: who is served and billed."""
