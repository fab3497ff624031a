"""Level-triggered work: every piece is a row that says when it is due, so a lost job is never lost work.

`registry.job` registers what does a kind of work, `due.due` says when a record needs it, `wake.wake` makes the engine
look at once. The lease on the row is the only exclusion; the engine (`embedded`) merely saves work.
"""
