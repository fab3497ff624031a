"""What brings each error code about, over HTTP: one function for each code."""

from error_causes import documents, general, values
from error_causes.desk import CAUSES, Desk, furnished

__all__ = ["CAUSES", "Desk", "documents", "furnished", "general", "values"]
