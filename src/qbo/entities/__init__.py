"""QuickBooks' objects as typed structs, one per entity, with QuickBooks' own field names.

    invoice = decode(Invoice, raw)
    invoice.PrivateNote = "…"
    body = encode(invoice)              # nothing lost, known to this client or not

Where only a few fields of many objects are wanted, declare a struct of your own and use `decoder`.
"""

from qbo.entities.accounting import Account, Class, Department, TaxCode, TaxRate, Term
from qbo.entities.company import CompanyInfo, Preferences
from qbo.entities.item import Item
from qbo.entities.lines import Line
from qbo.entities.names import Customer, Employee, Vendor
from qbo.entities.payment import Payment
from qbo.entities.purchase_order import PurchaseOrder
from qbo.entities.record import Record, decode, decoder, encode
from qbo.entities.sales import CreditMemo, Estimate, Invoice
from qbo.entities.time_activity import TimeActivity
from qbo.entities.values import Entity, Ref

ALL: tuple[type[Entity], ...] = (
    Account,
    Class,
    CompanyInfo,
    CreditMemo,
    Customer,
    Department,
    Employee,
    Estimate,
    Invoice,
    Item,
    Payment,
    Preferences,
    PurchaseOrder,
    TaxCode,
    TaxRate,
    Term,
    TimeActivity,
    Vendor,
)
"""Every entity; a class has its entity's name."""

__all__ = [
    "ALL",
    "Account",
    "Class",
    "CompanyInfo",
    "CreditMemo",
    "Customer",
    "Department",
    "Employee",
    "Entity",
    "Estimate",
    "Invoice",
    "Item",
    "Line",
    "Payment",
    "Preferences",
    "PurchaseOrder",
    "Record",
    "Ref",
    "TaxCode",
    "TaxRate",
    "Term",
    "TimeActivity",
    "Vendor",
    "decode",
    "decoder",
    "encode",
]
