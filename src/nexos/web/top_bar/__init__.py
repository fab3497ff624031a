"""How QuickBooks is, on top of every page."""
