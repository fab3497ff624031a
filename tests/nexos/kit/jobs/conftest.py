"""Work for the engines."""

from job_desk import handler

__all__ = ["handler"]
