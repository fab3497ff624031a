"""What a company buys and pays: Intuit's entity pages and the schema; order of properties recorded."""

from dataclasses import replace

from qbo_emulator.catalog.entity import DOCUMENT, EVERYWHERE, VOIDABLE, Entity, names
from qbo_emulator.catalog.fields import (
    Field,
    address,
    amount,
    choice,
    day,
    each,
    email,
    exact_number,
    fine_number,
    flag,
    group,
    opaque,
    percent,
    read_only,
    ref,
    required,
    text,
    whole,
)

PRINT_STATUS = choice("PrintStatus", "NotSet", "NeedToPrint", "PrintComplete")
LINKED = each("LinkedTxn", text("TxnId"), text("TxnType"), text("TxnLineId"))

_BOUGHT_FOR = (
    ref("CustomerRef", "Customer"),
    ref("ProjectRef"),
    ref("ClassRef", "Class"),
)
_CHARGED_ON = (
    choice("BillableStatus", "Billable", "NotBillable", "HasBeenBilled"),
    group(
        "MarkupInfo",
        flag("PercentBased"),
        percent("Percent"),
        amount("Value"),
        ref("PriceLevelRef"),
        ref("MarkUpIncomeAccountRef"),
    ),
    ref("TaxCodeRef"),
    amount("TaxAmount"),
    amount("TaxInclusiveAmt"),
)

PURCHASE_LINES = each(
    "Line",
    text("Id"),
    whole("LineNum"),
    text("Description", 4000),
    exact_number("Amount"),
    LINKED,
    choice("DetailType", "ItemBasedExpenseLineDetail", "AccountBasedExpenseLineDetail", "DescriptionOnly"),
    group(
        "ItemBasedExpenseLineDetail",
        *_BOUGHT_FOR,
        ref("ItemRef", "Item"),
        ref("ItemAccountRef", "Account"),
        fine_number("UnitPrice"),
        fine_number("Qty"),
        *_CHARGED_ON,
        ref("PriceLevelRef"),
    ),
    group("AccountBasedExpenseLineDetail", *_BOUGHT_FOR, ref("AccountRef", "Account"), *_CHARGED_ON),
    group("DescriptionLineDetail", day("ServiceDate"), ref("TaxCodeRef")),
    opaque("CustomField"),
    opaque("CustomExtensions"),
)
"""The lines every purchase-side document shares; there is no subtotal line (recorded 88 of 88 documents)."""

PURCHASE_TAX = group(
    "TxnTaxDetail",
    ref("DefaultTaxCodeRef"),
    ref("TxnTaxCodeRef", "TaxCode"),
    amount("TotalTax"),
    each(
        "TaxLine",
        amount("Amount"),
        text("DetailType"),
        group(
            "TaxLineDetail",
            ref("TaxRateRef", "TaxRate"),
            flag("PercentBased"),
            percent("TaxPercent"),
            amount("NetAmountTaxable"),
            amount("TaxInclusiveAmount"),
            amount("OverrideDeltaAmount"),
        ),
    ),
)

_TAX_CALCULATION = choice("GlobalTaxCalculation", "TaxExcluded", "TaxInclusive", "NotApplicable")

_HEAD = (
    *EVERYWHERE,
    opaque("CustomField"),
    text("DocNumber", 21),
    day("TxnDate"),
    ref("DepartmentRef", "Department"),
    ref("CurrencyRef"),
    fine_number("ExchangeRate"),
    text("PrivateNote", 4000),
)

_TOTALS = (
    read_only(amount("TotalAmt")),
    read_only(amount("HomeTotalAmt")),
    PURCHASE_TAX,
    _TAX_CALCULATION,
    opaque("TransactionLocationType"),
    flag("IncludeInAnnualTPAR"),
    read_only(opaque("RecurDataRef")),
)

_OWED_TO: tuple[Field, ...] = (
    required(PURCHASE_LINES),
    required(ref("VendorRef", "Vendor")),
    ref("APAccountRef", "Account"),
    *_TOTALS,
)

PURCHASE_ORDER = Entity(
    "PurchaseOrder",
    fields=(
        address("VendorAddr"),
        address("ShipAddr"),
        ref("ShipTo", "Customer"),
        ref("ShipMethodRef"),
        email("POEmail"),
        choice("EmailStatus", "NotSet", "NeedToSend", "EmailSent"),
        choice("POStatus", "Open", "Closed"),
        flag("ManuallyClosed"),
        *_HEAD,
        ref("ClassRef", "Class"),
        ref("SalesTermRef", "Term"),
        day("DueDate"),
        day("ExpectedDate"),
        read_only(LINKED),
        required(replace(PURCHASE_LINES, fields=(*PURCHASE_LINES.fields, fine_number("Received")))),
        required(ref("VendorRef", "Vendor")),
        required(ref("APAccountRef", "Account")),
        *_TOTALS,
        text("Memo", 4000),
    ),
    verbs=DOCUMENT,
    sequence="transaction",
    filterable=names("Id DocNumber TxnDate DueDate TotalAmt"),
    sortable=names("Id DocNumber TxnDate DueDate TotalAmt"),
    source="Intuit, PurchaseOrder; schema PurchaseOrder; recorded 9 objects",
)

BILL = Entity(
    "Bill",
    fields=(
        ref("SalesTermRef", "Term"),
        day("DueDate"),
        address("VendorAddr"),
        read_only(amount("Balance")),
        read_only(amount("HomeBalance")),
        *_HEAD,
        LINKED,
        *_OWED_TO,
    ),
    verbs=DOCUMENT,
    sequence="transaction",
    filterable=names("Id DocNumber TxnDate DueDate SalesTermRef VendorRef APAccountRef Balance TotalAmt"),
    sortable=names("Id DocNumber TxnDate DueDate Balance TotalAmt"),
    source="Intuit, Bill; schema Bill; recorded 15 objects",
)

VENDOR_CREDIT = Entity(
    "VendorCredit",
    fields=(
        address("VendorAddr"),
        read_only(amount("Balance")),
        read_only(amount("HomeBalance")),
        *_HEAD,
        read_only(LINKED),
        *_OWED_TO,
    ),
    verbs=DOCUMENT,
    sequence="transaction",
    filterable=names("Id DocNumber TxnDate VendorRef Balance TotalAmt"),
    sortable=names("Id DocNumber TxnDate Balance TotalAmt"),
    source="Intuit, VendorCredit; schema VendorCredit",
)

BILL_PAYMENT = Entity(
    "BillPayment",
    fields=(
        required(ref("VendorRef", "Vendor")),
        required(choice("PayType", "Check", "CreditCard")),
        group("CheckPayment", ref("BankAccountRef", "Account"), PRINT_STATUS, text("CheckNum", 21)),
        group("CreditCardPayment", ref("CCAccountRef", "Account"), opaque("CCDetail")),
        ref("APAccountRef", "Account"),
        required(amount("TotalAmt")),
        read_only(amount("HomeTotalAmt")),
        *_HEAD,
        flag("ProcessBillPayment"),
        opaque("TransactionLocationType"),
        read_only(LINKED),
        each("Line", amount("Amount"), LINKED, read_only(opaque("LineEx"))),
    ),
    verbs=VOIDABLE,
    sequence="transaction",
    filterable=names("Id DocNumber TxnDate VendorRef PayType TotalAmt"),
    sortable=names("Id DocNumber TxnDate TotalAmt"),
    source="Intuit, BillPayment; schema BillPayment; recorded 10 objects",
)

PURCHASE = Entity(
    "Purchase",
    fields=(
        required(ref("AccountRef", "Account")),
        required(choice("PaymentType", "Cash", "Check", "CreditCard")),
        ref("PaymentMethodRef", "PaymentMethod"),
        text("PaymentRefNum", 21),
        address("RemitToAddr"),
        group("EntityRef", text("value"), text("name"), choice("type", "Vendor", "Customer", "Employee")),
        flag("Credit"),
        *_TOTALS,
        PRINT_STATUS,
        read_only(opaque("PurchaseEx")),
        *_HEAD,
        LINKED,
        required(PURCHASE_LINES),
        text("TxnSource"),
    ),
    verbs=DOCUMENT,
    sequence="transaction",
    filterable=names("Id DocNumber TxnDate PaymentType AccountRef Credit TotalAmt"),
    sortable=names("Id DocNumber TxnDate PaymentType TotalAmt"),
    source="Intuit, Purchase; schema Purchase; recorded 35 objects",
)

ENTITIES = (PURCHASE_ORDER, BILL, VENDOR_CREDIT, BILL_PAYMENT, PURCHASE)
