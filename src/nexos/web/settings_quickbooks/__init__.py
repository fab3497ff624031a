"""QuickBooks settings: connecting, what the connection is like, its syncs and their log, disconnecting."""
