"""Which record here is which object there."""
