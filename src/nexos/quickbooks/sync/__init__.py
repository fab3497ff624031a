"""The 15-minute run and Sync Now."""
