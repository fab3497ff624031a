"""The work list: what cannot go on without a person, by cause."""
