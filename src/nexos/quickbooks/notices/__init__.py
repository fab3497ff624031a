"""What Intuit's webhooks tell: that something changed. They wake the sync, and are never data."""
