"""The mail a demonstration would have sent."""
