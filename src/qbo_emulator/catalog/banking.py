"""Money between accounts, and the lists it is described with: Intuit's entity pages; order of properties recorded."""

from qbo_emulator.catalog.entity import DOCUMENT, EVERYWHERE, LISTED, Entity, names
from qbo_emulator.catalog.fields import (
    amount,
    choice,
    day,
    each,
    fine_number,
    flag,
    group,
    opaque,
    read_only,
    ref,
    required,
    text,
    whole,
)
from qbo_emulator.catalog.purchases import LINKED, PURCHASE_TAX

_NAMED = (text("value"), text("name"), choice("type", "Vendor", "Customer", "Employee"))

_DATED = (
    *EVERYWHERE,
    text("DocNumber", 21),
    day("TxnDate"),
    ref("DepartmentRef", "Department"),
    ref("CurrencyRef"),
    fine_number("ExchangeRate"),
    text("PrivateNote", 4000),
)

DEPOSIT = Entity(
    "Deposit",
    fields=(
        required(ref("DepositToAccountRef", "Account")),
        group("CashBack", ref("AccountRef", "Account"), amount("Amount"), text("Memo", 4000)),
        read_only(amount("TotalAmt")),
        read_only(amount("HomeTotalAmt")),
        *_DATED,
        required(
            each(
                "Line",
                text("Id"),
                whole("LineNum"),
                text("Description", 4000),
                required(amount("Amount")),
                LINKED,
                choice("DetailType", "DepositLineDetail"),
                group(
                    "DepositLineDetail",
                    group("Entity", *_NAMED),
                    ref("ClassRef", "Class"),
                    ref("AccountRef", "Account"),
                    ref("PaymentMethodRef", "PaymentMethod"),
                    text("CheckNum", 21),
                    text("TxnType"),
                    ref("TaxCodeRef"),
                    choice("TaxApplicableOn", "Sales", "Purchase"),
                ),
                opaque("CustomField"),
                opaque("CustomExtensions"),
            )
        ),
        PURCHASE_TAX,
        choice("GlobalTaxCalculation", "TaxExcluded", "TaxInclusive", "NotApplicable"),
        opaque("TransactionLocationType"),
        text("TxnStatus"),
        opaque("TxnSource"),
        read_only(opaque("RecurDataRef")),
    ),
    verbs=DOCUMENT,
    sequence="transaction",
    filterable=names("Id TxnDate DepositToAccountRef TotalAmt"),
    sortable=names("Id TxnDate TotalAmt"),
    source="Intuit, Deposit; schema Deposit; recorded 13 objects",
)

TRANSFER = Entity(
    "Transfer",
    fields=(
        required(ref("FromAccountRef", "Account")),
        required(ref("ToAccountRef", "Account")),
        required(amount("Amount")),
        *_DATED,
        text("TxnSource"),
        opaque("TransactionLocationType"),
        read_only(opaque("RecurDataRef")),
    ),
    verbs=DOCUMENT,
    sequence="transaction",
    filterable=names("Id TxnDate Amount"),
    sortable=names("Id TxnDate Amount"),
    source="Intuit, Transfer; schema Transfer",
)

JOURNAL_ENTRY = Entity(
    "JournalEntry",
    fields=(
        flag("Adjustment"),
        read_only(amount("TotalAmt")),
        read_only(amount("HomeTotalAmt")),
        *_DATED,
        required(
            each(
                "Line",
                text("Id"),
                whole("LineNum"),
                text("Description", 4000),
                required(amount("Amount")),
                LINKED,
                choice("DetailType", "JournalEntryLineDetail"),
                group(
                    "JournalEntryLineDetail",
                    choice("PostingType", "Debit", "Credit"),
                    group("Entity", choice("Type", "Vendor", "Customer", "Employee"), ref("EntityRef")),
                    ref("AccountRef", "Account"),
                    ref("ClassRef", "Class"),
                    ref("DepartmentRef", "Department"),
                    ref("TaxCodeRef"),
                    choice("TaxApplicableOn", "Sales", "Purchase"),
                    amount("TaxAmount"),
                    amount("TaxInclusiveAmt"),
                    choice("BillableStatus", "Billable", "NotBillable", "HasBeenBilled"),
                    ref("JournalCodeRef"),
                ),
                opaque("CustomField"),
                opaque("CustomExtensions"),
            )
        ),
        PURCHASE_TAX,
        choice("GlobalTaxCalculation", "TaxExcluded", "TaxInclusive", "NotApplicable"),
        opaque("TransactionLocationType"),
        read_only(opaque("RecurDataRef")),
    ),
    verbs=DOCUMENT,
    sequence="transaction",
    filterable=names("Id DocNumber TxnDate"),
    sortable=names("Id DocNumber TxnDate"),
    source="Intuit, JournalEntry; schema JournalEntry; recorded 13 objects",
)

PAYMENT_METHOD = Entity(
    "PaymentMethod",
    fields=(
        required(text("Name", 31)),
        flag("Active"),
        choice("Type", "CREDIT_CARD", "NON_CREDIT_CARD"),
        *EVERYWHERE,
    ),
    verbs=LISTED,
    filterable=names("Id Name Type Active"),
    sortable=names("Id Name Type"),
    default_order="Id",
    has_active=True,
    source="Intuit, PaymentMethod; schema PaymentMethod; recorded 2013",
)

TAX_AGENCY = Entity(
    "TaxAgency",
    fields=(
        flag("TaxTrackedOnPurchases"),
        flag("TaxTrackedOnSales"),
        *EVERYWHERE,
        required(text("DisplayName", 100)),
        text("TaxRegistrationNumber", 100),
        text("ReportingPeriod"),
        read_only(day("LastFileDate")),
        read_only(text("TaxAgencyConfig")),
    ),
    verbs=LISTED,
    filterable=names("Id DisplayName"),
    sortable=names("Id DisplayName"),
    default_order="Id",
    in_cdc=False,
    source="Intuit, TaxAgency; schema TaxAgency; recorded 2 objects",
)

ENTITIES = (DEPOSIT, TRANSFER, JOURNAL_ENTRY, PAYMENT_METHOD, TAX_AGENCY)
