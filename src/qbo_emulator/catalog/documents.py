"""Sales documents and time: Intuit's entity pages; order of properties recorded."""

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
EMAIL_STATUS = choice("EmailStatus", "NotSet", "NeedToSend", "EmailSent")
BILLABLE_STATUS = choice("BillableStatus", "Billable", "NotBillable", "HasBeenBilled")
LINKED = each("LinkedTxn", text("TxnId"), text("TxnType"), text("TxnLineId"))

_SALES_DETAIL = group(
    "SalesItemLineDetail",
    day("ServiceDate"),
    ref("ItemRef", "Item"),
    ref("ClassRef", "Class"),
    fine_number("UnitPrice"),
    fine_number("RatePercent"),
    ref("PriceLevelRef"),
    opaque("MarkupInfo"),
    fine_number("Qty"),
    text("UOMRef"),
    read_only(ref("ItemAccountRef")),
    ref("TaxCodeRef"),
    amount("TaxInclusiveAmt"),
    percent("DiscountRate"),
    amount("DiscountAmt"),
    opaque("TaxClassificationRef"),
)


def _line_head(*detail_types: str) -> tuple[Field, ...]:
    return (
        text("Id"),
        whole("LineNum"),
        text("Description", 4000),
        exact_number("Amount"),
        LINKED,
        choice("DetailType", *detail_types),
    )


_ITEM_LINE = (
    *_line_head("SalesItemLineDetail", "DescriptionOnly"),
    _SALES_DETAIL,
    group("DescriptionLineDetail", day("ServiceDate"), ref("TaxCodeRef")),
    opaque("CustomField"),
    opaque("CustomExtensions"),
)

SALES_LINES = each(
    "Line",
    *_line_head(
        "SalesItemLineDetail", "GroupLineDetail", "DescriptionOnly", "DiscountLineDetail", "SubTotalLineDetail"
    ),
    _SALES_DETAIL,
    group("GroupLineDetail", ref("GroupItemRef", "Item"), fine_number("Quantity"), each("Line", *_ITEM_LINE)),
    group("DescriptionLineDetail", day("ServiceDate"), ref("TaxCodeRef")),
    group(
        "DiscountLineDetail",
        flag("PercentBased"),
        percent("DiscountPercent"),
        opaque("Discount"),
        ref("DiscountAccountRef", "Account"),
        ref("ClassRef", "Class"),
        ref("TaxCodeRef"),
    ),
    group("SubTotalLineDetail", ref("ItemRef")),
    opaque("CustomField"),
    opaque("CustomExtensions"),
)

_TAX = group(
    "TxnTaxDetail",
    ref("DefaultTaxCodeRef"),
    ref("TxnTaxCodeRef", "TaxCode"),
    amount("TotalTax"),
    opaque("TaxLine"),
    flag("UseAutomatedSalesTax"),
    text("TaxReviewStatus"),
)

HEAD = (
    *EVERYWHERE,
    opaque("CustomField"),
    text("DocNumber", 21),
    day("TxnDate"),
    ref("DepartmentRef", "Department"),
    ref("CurrencyRef"),
    fine_number("ExchangeRate"),
    text("PrivateNote", 4000),
)

CUSTOMER_SIDE = (
    _TAX,
    required(ref("CustomerRef", "Customer")),
    ref("ProjectRef"),
    group("CustomerMemo", text("value", 1000)),
    address("BillAddr"),
    address("ShipAddr"),
    flag("FreeFormAddress"),
    address("ShipFromAddr"),
    ref("ClassRef", "Class"),
    ref("SalesTermRef", "Term"),
    day("DueDate"),
    day("ShipDate"),
    ref("ShipMethodRef"),
    text("TrackingNum", 31),
    choice("GlobalTaxCalculation", "TaxExcluded", "TaxInclusive", "NotApplicable"),
    read_only(amount("TotalAmt")),
    read_only(amount("HomeTotalAmt")),
    flag("ApplyTaxAfterDiscount"),
    PRINT_STATUS,
    EMAIL_STATUS,
    email("BillEmail"),
    email("BillEmailCc"),
    email("BillEmailBcc"),
    read_only(amount("Balance")),
    read_only(amount("HomeBalance")),
    read_only(opaque("DeliveryInfo")),
    opaque("TaxExemptionRef"),
    opaque("TransactionLocationType"),
)

INVOICE = Entity(
    "Invoice",
    fields=(
        amount("Deposit"),
        ref("DepositToAccountRef", "Account"),
        flag("AllowIPNPayment"),
        flag("AllowOnlinePayment"),
        flag("AllowOnlineCreditCardPayment"),
        flag("AllowOnlineACHPayment"),
        *HEAD,
        LINKED,
        required(SALES_LINES),
        *CUSTOMER_SIDE,
        read_only(opaque("InvoiceLink")),
        read_only(opaque("RecurDataRef")),
        read_only(text("EInvoiceStatus")),
    ),
    verbs=VOIDABLE,
    sequence="transaction",
    filterable=names("Id CustomerRef DocNumber TxnDate DueDate SalesTermRef ProjectRef Balance TotalAmt"),
    sortable=names("Id DocNumber TxnDate DueDate Balance TotalAmt CustomerRef"),
    source="Intuit, Invoice; schema Invoice; recorded 37 objects of 2026, a voided one, bundle lines in CAD",
)

ESTIMATE = Entity(
    "Estimate",
    fields=(
        *HEAD,
        choice("TxnStatus", "Pending", "Accepted", "Closed", "Rejected", "Converted"),
        LINKED,
        required(SALES_LINES),
        *CUSTOMER_SIDE,
        day("ExpirationDate"),
        text("AcceptedBy"),
        day("AcceptedDate"),
    ),
    verbs=DOCUMENT,
    sequence="transaction",
    filterable=names("Id CustomerRef DocNumber TxnDate DueDate ProjectRef TotalAmt TxnStatus"),
    sortable=names("Id DocNumber TxnDate DueDate TotalAmt"),
    source="Intuit, Estimate; schema Estimate; recorded 8 objects of 2026, 4 of 2020",
)

CREDIT_MEMO = Entity(
    "CreditMemo",
    fields=(
        read_only(amount("RemainingCredit")),
        *HEAD,
        read_only(LINKED),
        required(SALES_LINES),
        *CUSTOMER_SIDE,
        ref("PaymentMethodRef", "PaymentMethod"),
        ref("DepositToAccountRef", "Account"),
    ),
    verbs=VOIDABLE,
    sequence="transaction",
    filterable=names("Id CustomerRef DocNumber TxnDate Balance TotalAmt"),
    sortable=names("Id DocNumber TxnDate Balance TotalAmt"),
    source="Intuit, CreditMemo; schema CreditMemo; recorded 2026",
)

PAYMENT = Entity(
    "Payment",
    fields=(
        required(ref("CustomerRef", "Customer")),
        ref("ProjectRef"),
        ref("DepositToAccountRef", "Account"),
        ref("ARAccountRef", "Account"),
        ref("PaymentMethodRef", "PaymentMethod"),
        text("PaymentRefNum", 21),
        group("CreditCardPayment", opaque("CreditChargeInfo"), opaque("CreditChargeResponse")),
        required(amount("TotalAmt")),
        read_only(amount("UnappliedAmt")),
        flag("ProcessPayment"),
        *EVERYWHERE,
        day("TxnDate"),
        ref("CurrencyRef"),
        fine_number("ExchangeRate"),
        text("PrivateNote", 4000),
        read_only(LINKED),
        text("TxnStatus"),
        opaque("TxnSource"),
        opaque("TransactionLocationType"),
        opaque("TaxExemptionRef"),
        each("Line", amount("Amount"), LINKED, read_only(opaque("LineEx"))),
    ),
    verbs=VOIDABLE,
    sequence="transaction",
    filterable=names("Id CustomerRef TotalAmt TxnDate PaymentMethodRef PaymentRefNum"),
    sortable=names("Id TxnDate TotalAmt"),
    source="Intuit, Payment; schema Payment; recorded 20 objects of 2026",
)

TIME_ACTIVITY = Entity(
    "TimeActivity",
    fields=(
        day("TxnDate"),
        required(text("NameOf")),
        ref("EmployeeRef", "Employee"),
        ref("VendorRef", "Vendor"),
        ref("CustomerRef", "Customer"),
        ref("ProjectRef"),
        ref("DepartmentRef", "Department"),
        ref("ItemRef", "Item"),
        ref("ClassRef", "Class"),
        ref("PayrollItemRef"),
        read_only(whole("TimeChargeId")),
        text("BillableStatus"),
        flag("Taxable"),
        fine_number("HourlyRate"),
        fine_number("CostRate"),
        whole("Hours"),
        whole("Minutes"),
        whole("Seconds"),
        whole("BreakHours"),
        whole("BreakMinutes"),
        text("StartTime"),
        text("EndTime"),
        text("Description", 4000),
        opaque("TransactionLocationType"),
        *EVERYWHERE,
    ),
    verbs=DOCUMENT,
    filterable=names("Id TxnDate BillableStatus ProjectRef"),
    sortable=names("Id TxnDate"),
    in_cdc=False,
    source="Intuit, TimeActivity; schema TimeActivity; recorded 2025",
)

ENTITIES = (INVOICE, ESTIMATE, CREDIT_MEMO, PAYMENT, TIME_ACTIVITY)
