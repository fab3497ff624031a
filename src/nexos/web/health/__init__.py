"""Whether this server can work."""
