"""Sales that are paid, or paid back, on the spot: Intuit's entity pages; order of properties recorded."""

from dataclasses import replace

from qbo_emulator.catalog.documents import CUSTOMER_SIDE, HEAD, LINKED, SALES_LINES
from qbo_emulator.catalog.entity import DOCUMENT, VOIDABLE, Entity, names
from qbo_emulator.catalog.fields import opaque, read_only, ref, required, text

_BUYER_SIDE = tuple(replace(field, required=False) if field.name == "CustomerRef" else field for field in CUSTOMER_SIDE)
"""A receipt needs no customer (recorded)."""

_PAYMENT = (
    ref("PaymentMethodRef", "PaymentMethod"),
    text("PaymentRefNum", 21),
    opaque("CreditCardPayment"),
    text("TxnSource"),
)

SALES_RECEIPT = Entity(
    "SalesReceipt",
    fields=(
        *HEAD,
        read_only(LINKED),
        required(SALES_LINES),
        *_BUYER_SIDE,
        *_PAYMENT,
        ref("DepositToAccountRef", "Account"),
    ),
    verbs=VOIDABLE,
    sequence="transaction",
    filterable=names("Id CustomerRef DocNumber TxnDate Balance TotalAmt"),
    sortable=names("Id DocNumber TxnDate Balance TotalAmt"),
    source="Intuit, SalesReceipt; order of properties recorded",
)

REFUND_RECEIPT = Entity(
    "RefundReceipt",
    fields=(
        *HEAD,
        read_only(LINKED),
        required(SALES_LINES),
        *_BUYER_SIDE,
        *_PAYMENT,
        text("PaymentType"),
        opaque("CheckPayment"),
        required(ref("DepositToAccountRef", "Account")),
    ),
    verbs=DOCUMENT,
    sequence="transaction",
    filterable=names("Id CustomerRef DocNumber TxnDate Balance TotalAmt"),
    sortable=names("Id DocNumber TxnDate Balance TotalAmt"),
    source="Intuit, RefundReceipt; order of properties as recorded for SalesReceipt",
)

ENTITIES = (SALES_RECEIPT, REFUND_RECEIPT)
