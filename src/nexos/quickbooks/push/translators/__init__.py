"""Domain structs to QuickBooks documents; pure functions."""
