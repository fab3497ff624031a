"""Real books, where they are at hand."""

from recorded_company import recorded

__all__ = ["recorded"]
