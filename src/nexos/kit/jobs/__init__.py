"""Level-triggered work: every piece is a row that says when it is due, so a lost job is never lost work.

`registry.job` registers what does a kind of work, `due.due` says when a record needs it, `wake.wake` makes an engine
look at once. The lease on the row is the only exclusion. What looks and lends its threads is an `engine`: `embedded` in
one process, `procrastinate` in as many as one likes on PostgreSQL; the rest is the same for both (`worker`).
"""
