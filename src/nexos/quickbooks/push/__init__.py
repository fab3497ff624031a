"""Documents on their way to QuickBooks: the outbox."""
