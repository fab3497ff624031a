"""The tables of the mirror: one per kind of object, lines and applications as rows, and how far they have been read."""

from nexos.quickbooks.mirror.models.company import CompanyInfo, Preferences
from nexos.quickbooks.mirror.models.coverage import Coverage, ReadPage
from nexos.quickbooks.mirror.models.invoice import HeldReason, Invoice, InvoiceLine
from nexos.quickbooks.mirror.models.items import Item
from nexos.quickbooks.mirror.models.payment import Payment, PaymentApplication
from nexos.quickbooks.mirror.models.people import Customer, Employee
from nexos.quickbooks.mirror.models.quarantine import QuarantinedObject
from nexos.quickbooks.mirror.models.row import MirrorRow

__all__ = [
    "CompanyInfo",
    "Coverage",
    "Customer",
    "Employee",
    "HeldReason",
    "Invoice",
    "InvoiceLine",
    "Item",
    "MirrorRow",
    "Payment",
    "PaymentApplication",
    "Preferences",
    "QuarantinedObject",
    "ReadPage",
]
