"""The sync log: what happened between here and QuickBooks, problems first."""
