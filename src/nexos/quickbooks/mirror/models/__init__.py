"""The tables of the mirror: one per kind of object, lines and applications as rows, and how far they have been read."""

from nexos.quickbooks.mirror.models.company import CompanyInfo, Preferences
from nexos.quickbooks.mirror.models.coverage import Coverage, ReadPage
from nexos.quickbooks.mirror.models.invoice import HeldReason, Invoice, InvoiceLine
from nexos.quickbooks.mirror.models.items import Item
from nexos.quickbooks.mirror.models.lists import Account, Class, Department, TaxCode, TaxRate, Term
from nexos.quickbooks.mirror.models.payment import Payment, PaymentApplication
from nexos.quickbooks.mirror.models.people import Customer, Employee, Vendor
from nexos.quickbooks.mirror.models.purchase_order import PurchaseOrder, PurchaseOrderLine
from nexos.quickbooks.mirror.models.quarantine import QuarantinedObject
from nexos.quickbooks.mirror.models.row import MirrorRow
from nexos.quickbooks.mirror.models.sales import CreditMemo, CreditMemoLine, Estimate, EstimateLine, SalesLine
from nexos.quickbooks.mirror.models.time_activity import TimeActivity

__all__ = [
    "Account",
    "Class",
    "CompanyInfo",
    "Coverage",
    "CreditMemo",
    "CreditMemoLine",
    "Customer",
    "Department",
    "Employee",
    "Estimate",
    "EstimateLine",
    "HeldReason",
    "Invoice",
    "InvoiceLine",
    "Item",
    "MirrorRow",
    "Payment",
    "PaymentApplication",
    "Preferences",
    "PurchaseOrder",
    "PurchaseOrderLine",
    "QuarantinedObject",
    "ReadPage",
    "SalesLine",
    "TaxCode",
    "TaxRate",
    "Term",
    "TimeActivity",
    "Vendor",
]
