"""The connection to one QuickBooks company: OAuth, sealed tokens, the refresh lease, the client factory."""
