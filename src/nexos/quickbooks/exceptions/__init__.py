"""What cannot go on without a person, grouped by cause. All of it is derived from the rows that are the truth: a cause
closes when it is gone, and nothing has to remember that it was open."""
