"""What waits, what failed, and where the money is."""
