"""Whether QuickBooks and the mirror agree to the cent, what differs if not, and bringing it back into agreement."""
