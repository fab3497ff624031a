"""The QuickBooks Online integration, bottom to top: connection, mirror, mapping, state, inbound and push, sync."""
