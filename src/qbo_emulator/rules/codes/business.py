"""Codes of what a company's books and settings forbid: 5000 and above."""

from qbo_emulator.rules.codes.code import CONTROL_FAULT_ONLY, Code, refusal

BUSINESS = (
    refusal("5000", "Deprecated field", "The request has a deprecated field: {}"),
    refusal(
        "5010",
        "Stale Object Error",
        "Stale Object Error : You and {} were working on this at the same time. "
        "{} finished before you did, so your work was not saved.",
        "a SyncToken that is not the present one",
    ),
    refusal(
        "5020",
        "Permission Denied Error",
        "Permission Denied Error : You do not have the access rights to use this feature.",
        "a feature the company's edition lacks",
    ),
    refusal(
        "5030",
        "Feature Not Supported Error",
        "Feature Not Supported Error : {}",
        "a feature switched off in the company's settings",
    ),
    refusal(
        "6000",
        "A business validation error has occurred while processing your request",
        "Business Validation Error: {}",
        "what only the detail tells",
    ),
    refusal(
        "6010",
        "Invalid Account.AccountType && Account.SubType",
        "Specify either Account.AccountType or Account.AccountSubType",
        "an account without a type, or with a sub-type of another one",
    ),
    refusal("6020", "Content length missing in request", "Content-Length header is missing"),
    refusal("6030", "Upload request size exceeds allowed limit", "Upload requests should not exceed {}"),
    refusal("6040", "The file metadata must be of Attachable type", "Supplied Type: {}"),
    refusal("6041", "Invalid Uploaded File", "The uploaded file is not valid: {}"),
    refusal("6050", "The entity reference type is unsupported for Attachable", "Entity reference type: {}"),
    refusal(
        "6060",
        "Account.OpenBalanceDate must be specified with Account.OpenBalance",
        "OpenBalanceDate is required",
        "an account created with OpeningBalance and without OpeningBalanceDate",
    ),
    refusal(
        "6070",
        "Amount calculation incorrect in the request",
        "Amount is not equal to UnitPrice * Qty. Supplied value:{}",
        "Amount is not Qty x UnitPrice rounded to cents",
    ),
    refusal(
        "6080",
        "No Name Provided",
        "At least one of Title, GivenName, MiddleName, FamilyName, DisplayName, Suffix is required.",
        "a customer or vendor without any name",
    ),
    refusal(
        "6090",
        "Discount Line missing required info",
        "A discount amount or percent is required.",
        "a discount line without either",
    ),
    refusal(
        "6100",
        "Invalid Line TaxCode in the request",
        "Line TaxCode must be TAX or NON. Supplied value:{}",
        "a US line with another tax code than TAX or NON",
    ),
    refusal("6110", "MAS Transaction cannot be updated", "The transaction is a MAS transaction."),
    refusal("6120", "MAS Transaction cannot be deleted", "The transaction is a MAS transaction."),
    refusal(
        "6130",
        "Cannot change who customer bills with",
        "You can't change who this customer bills with because there are invoices connected to a parent account.",
        "BillWithParent or ParentRef changed while the customer has invoices",
    ),
    refusal(
        "6140",
        "Duplicate Document Number Error",
        "Duplicate Document Number Error : You must specify a different number. This number has already been used. "
        "DocNumber={} is assigned to TxnType={} with TxnId={}",
        "a DocNumber another document of the entity has",
    ),
    refusal(
        "6150",
        "ParentRef Required Validation Error",
        "A ParentRef is required: {}",
        "a job or sub-object without parent",
    ),
    refusal(
        "6160",
        "Invalid TaxCodeRef Error",
        "The CustomSalesTax id cannot be used to create a transaction.",
        "creating a document with TxnTaxCodeRef CustomSalesTax",
    ),
    refusal(
        "6170",
        "Invalid TxnTaxDetail Error",
        "TxnTaxDetail is not allowed when GlobalTaxCalculation is set to NotApplicable",
        "tax sent with GlobalTaxCalculation NotApplicable",
    ),
    refusal("6180", "Sub Level Limit", "You can nest up to {} levels.", "a sixth level of sub-objects"),
    refusal(
        "6190",
        "Invalid Company Status",
        "Subscription period has ended or canceled or there was a billing problem : You can't add data to QuickBooks "
        "Online because your trial or subscription period ended, you canceled your subscription, or there was a "
        "billing problem.",
        "the company's subscription ended (control call company)",
    ),
    refusal(
        "6200",
        "Account Period Closed",
        "The account period has closed and the account books cannot be updated. "
        "Please use the QBO website to make these changes.",
        "a document dated on or before the closing date",
    ),
    refusal(
        "6210",
        "Account Period Closed, Cannot Update Through Services API",
        "The account period has closed and the account books cannot be updated through the QBO Services API. "
        "Please use the QBO website to make these changes.",
        "the same in books closed with a password",
    ),
    refusal(
        "6220",
        "Delete Entity Has Balance Error",
        "You can't make a {} inactive while it has an open balance.",
        "making inactive what has an open balance",
    ),
    refusal(
        "6230",
        "Invalid TaxCodeRef Error",
        "The CustomSalesTax id cannot be used to update a transaction.",
        "updating a document to TxnTaxCodeRef CustomSalesTax",
    ),
    refusal(
        "6240",
        "Duplicate Name Exists Error",
        "The name supplied already exists. : Id={}",
        "a name another customer, vendor or employee, or another object of the list, has",
    ),
    refusal(
        "6250", "Invalid Sales Customer", "Customer {} does not exist or is inactive.", "a sale to such a customer"
    ),
    refusal(
        "6270",
        "Inventory Transaction Dated Before Item Start Date",
        "Transactions with item {} cannot be dated before its inventory start date {}.",
        "an inventory item on a document before its InvStartDate",
    ),
    refusal(
        "6280",
        "Delete Customer Has Unbilled Expenses Error",
        "This customer can't be made inactive while there are unbilled charges.",
        "making a customer inactive who has billable time open",
    ),
    refusal(
        "6290", "Invalid Employee Or Vendor", "Specify either an employee or a vendor, not both. Id:{}", "both sent"
    ),
    refusal(
        "6300",
        "Invalid Employee Or Vendor Name",
        "NameOf should be Employee or Vendor. Supplied value:{}",
        "a time entry with another NameOf",
    ),
    refusal("6310", "Missing Customer", "A customer is required if the time is billable.", "billable without customer"),
    refusal("6320", "Invalid Billable", "Invalid billable status: {}", "a time entry with another BillableStatus"),
    refusal("6330", "Missing Billing Rate", "Invalid hourly rate: {}", "billable time without HourlyRate, or below 0"),
    refusal(
        "6340", "Invalid Time", "You must specify a time (hours:minutes): {}", "minutes over 59, a bad time of day"
    ),
    refusal("6350", "Missing Time", "Time (hours:minutes) is missing: {}", "neither a duration nor start and end"),
    refusal(
        "6360",
        "Invalid Start Or End Time",
        "Enter a valid start and end time. Make sure break times aren't longer than the elapsed time.",
        "a start without end, a break longer than the time",
    ),
    refusal("6370", "Start Time After End Time", "The start time is after end time: {}", "start not before end"),
    refusal("6380", "Invalid Duration", "The time duration isn't within the valid range: {}", "over 8760 h 59 m, or 0"),
    refusal(
        "6390",
        "Invalid Multiple Durations",
        "Specify a total elapsed time (hours:minutes) or the start and end time.",
        "a duration and start and end",
    ),
    refusal("6400", "Deleting linkedPurchase results in invalid Invoice", "The linked invoice would be invalid."),
    refusal(
        "6420",
        "Email address is required",
        "An email address is required for this customer since the delivery type is email.",
        "EmailStatus NeedToSend without BillEmail",
    ),
    refusal("6430", "Invalid account type used", "Invalid account type: {}", "an account of the wrong type"),
    refusal(
        "6440",
        "Transaction Detail Information Required",
        "You must select a product or service or an account for each split line that has an amount.",
        "a line without item or account",
    ),
    refusal(
        "6450",
        "Attempt to Void Transaction failed",
        "The transaction is already settled.",
        "voiding a card payment the processor completed",
    ),
    refusal("6460", "Invoice MAS Transaction Deposit Amount mismatch", "Deposit {} and card amount {} don't match."),
    refusal(
        "6470", "TaxLiabilityAccount or TaxRateError", "You haven't specified a tax rate.", "a tax code without rates"
    ),
    refusal("6480", "Matched Transaction Delete Error", "You can't delete this transaction: it is matched to another."),
    refusal("6490", "MultipleBudgetSecondaryListTypes", "{}"),
    refusal("6500", "MissingBudgetDetails", "{}"),
    refusal("6510", "BudgetAccountMismatch", "{}"),
    refusal(
        "6520",
        "Missing Tracked Inventory Item Quantity",
        "The tracked inventory item must have a quantity.",
        "a line of an inventory item without Qty",
    ),
    refusal(
        "6530",
        "Found raw Credit Card Numbering request",
        "You can't enter raw credit card numbers.",
        "a payment with a card number in CreditChargeInfo",
    ),
    refusal(
        "6540",
        "Deposited Transaction cannot be changed",
        "This transaction has been deposited. If you want to change or delete it, "
        "you must edit the deposit it appears on and remove it first.",
        "changing or deleting a payment that is deposited",
    ),
    Code(
        "10000",
        500,
        "SystemFault",
        "An application error has occurred while processing your request",
        "System Failure Error: {}",
        CONTROL_FAULT_ONLY,
    ),
    refusal(
        "10100", "Result Set Big", "The result set for the query is too large.", "a report of more than 400 columns"
    ),
    refusal(
        "10200",
        "Company Reset",
        "Company has been reset. Request for CUD is stale.",
        "changing what the company's owner purged (control call purge)",
    ),
)
