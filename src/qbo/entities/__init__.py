"""QuickBooks' objects as typed structs, one per entity, with QuickBooks' own field names.

    invoice = decode(Invoice, raw)
    invoice.PrivateNote = "…"
    body = encode(invoice)              # nothing lost, known to this client or not

Where only a few fields of many objects are wanted, declare a struct of your own and use `decoder`.
"""

from qbo.entities.accounting import Account, Class, Department, PaymentMethod, TaxAgency, TaxCode, TaxRate, Term
from qbo.entities.attachable import Attachable
from qbo.entities.company import CompanyInfo, Preferences
from qbo.entities.currencies import CompanyCurrency, ExchangeRate
from qbo.entities.item import Item
from qbo.entities.ledger import Deposit, JournalEntry, Transfer
from qbo.entities.lines import Line
from qbo.entities.names import Customer, Employee, Vendor
from qbo.entities.payment import Payment
from qbo.entities.purchase_order import PurchaseOrder
from qbo.entities.purchases import Bill, BillPayment, Purchase, VendorCredit
from qbo.entities.record import Record, decode, decoder, encode
from qbo.entities.sales import CreditMemo, Estimate, Invoice, RefundReceipt, SalesReceipt
from qbo.entities.time_activity import TimeActivity
from qbo.entities.values import Entity, Ref

ALL: tuple[type[Entity], ...] = (
    Account,
    Attachable,
    Bill,
    BillPayment,
    Class,
    CompanyCurrency,
    CompanyInfo,
    CreditMemo,
    Customer,
    Department,
    Deposit,
    Employee,
    Estimate,
    ExchangeRate,
    Invoice,
    Item,
    JournalEntry,
    Payment,
    PaymentMethod,
    Preferences,
    Purchase,
    PurchaseOrder,
    RefundReceipt,
    SalesReceipt,
    TaxAgency,
    TaxCode,
    TaxRate,
    Term,
    TimeActivity,
    Transfer,
    Vendor,
    VendorCredit,
)
"""Every entity; a class has its entity's name."""

__all__ = [
    "ALL",
    "Account",
    "Attachable",
    "Bill",
    "BillPayment",
    "Class",
    "CompanyCurrency",
    "CompanyInfo",
    "CreditMemo",
    "Customer",
    "Department",
    "Deposit",
    "Employee",
    "Entity",
    "Estimate",
    "ExchangeRate",
    "Invoice",
    "Item",
    "JournalEntry",
    "Line",
    "Payment",
    "PaymentMethod",
    "Preferences",
    "Purchase",
    "PurchaseOrder",
    "Record",
    "Ref",
    "RefundReceipt",
    "SalesReceipt",
    "TaxAgency",
    "TaxCode",
    "TaxRate",
    "Term",
    "TimeActivity",
    "Transfer",
    "Vendor",
    "VendorCredit",
    "decode",
    "decoder",
    "encode",
]
