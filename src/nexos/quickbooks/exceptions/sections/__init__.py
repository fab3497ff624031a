"""Where causes come from: each section reads the rows of one area, counts its causes and reads a slice of them."""

from nexos.quickbooks.exceptions.sections.company import Company
from nexos.quickbooks.exceptions.sections.documents import Documents
from nexos.quickbooks.exceptions.sections.held import Held
from nexos.quickbooks.exceptions.sections.quarantined import Quarantined
from nexos.quickbooks.exceptions.sections.section import Section

SECTIONS: tuple[type[Section], ...] = (Company, Documents, Quarantined, Held)
"""In the order of the page."""

__all__ = ["SECTIONS", "Section"]
