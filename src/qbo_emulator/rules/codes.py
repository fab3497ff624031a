"""Every error code Intuit documents, as data: how it is answered and what brings it about here.

Source: Intuit, "QuickBooks Online error codes" (the whole table), with the wording of recorded answers where there is
one. Intuit gives the HTTP status of a few only; 400 is the rest's, and nothing settles those of 130, 140 and 150.
"""

from dataclasses import dataclass

CONTROL_FAULT_ONLY = "control fault only"
"""The cause of a code the API itself brings about nowhere."""


@dataclass(frozen=True, slots=True)
class Code:
    """One error code: HTTP `status`, fault `type`, `message`, a `detail` pattern ({} is what differs), `cause`."""

    code: str
    status: int
    type: str
    message: str
    detail: str
    cause: str

    @property
    def envelope(self) -> str:
        """`gateway` (lower-case keys, before the service is reached) or `service`."""
        return "gateway" if self.type in ("AUTHENTICATION", "SERVICE") else "service"


def _refusal(code: str, message: str, detail: str, cause: str = CONTROL_FAULT_ONLY) -> Code:
    return Code(code, 400, "ValidationFault", message, detail, cause)


_GATEWAY = (
    Code(
        "3001",
        429,
        "SERVICE",
        "message=ThrottleExceeded; errorCode=003001; statusCode=429",
        "Throttle exceeded: {}",
        "more calls than the limits allow",
    ),
    Code(
        "3100",
        403,
        "SERVICE",
        "message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403",
        "The application is not authorized for the company {}",
        "a good token of another company, or without the accounting scope",
    ),
    Code(
        "3200",
        401,
        "AUTHENTICATION",
        "message=AuthenticationFailed; errorCode=003200; statusCode=401",
        "Token expired: {}",
        "a missing, unknown, expired or revoked access token",
    ),
    Code(
        "3202",
        401,
        "AUTHENTICATION",
        "message=EmptyField; errorCode=003202; statusCode=401",
        "Required parameter is empty: oauth_token",
        CONTROL_FAULT_ONLY,
    ),
)

_ACCESS = (
    Code(
        "100",
        401,
        "AuthenticationFault",
        "General Authentication Error",
        "AuthenticationErrorGeneral: {}",
        CONTROL_FAULT_ONLY,
    ),
    Code(
        "110",
        401,
        "AuthenticationFault",
        "Authentication OAuth Error",
        "AuthenticationOAuthError: {}",
        CONTROL_FAULT_ONLY,
    ),
    Code(
        "120",
        401,
        "AuthorizationFault",
        "Authorization Failure",
        "AuthorizationFailure: {}",
        "the person who connected lost access to the company (control call access)",
    ),
    Code("130", 400, "SystemFault", "Accessing Wrong Cluster", "WrongClusterError: {}", CONTROL_FAULT_ONLY),
    Code("140", 403, "AuthorizationFault", "Company Locked Out", "CompanyLockedOut: {}", CONTROL_FAULT_ONLY),
    Code("150", 503, "SystemFault", "Company Under Maintenance", "CompanyUnderMaintenance: {}", CONTROL_FAULT_ONLY),
)

_GENERAL = (
    _refusal("500", "Unsupported Operation", "Operation {} is not supported.", "a path, verb or feature not there"),
    _refusal("600", "Duplicate Request ID", "The request id {} already exists."),
    _refusal(
        "610",
        "Object Not Found",
        "Object Not Found : Something you're trying to use has been made inactive. "
        "Check the fields with accounts, customers, items, vendors or employees.",
        "an id that is wrong, deleted or merged away",
    ),
    _refusal(
        "620",
        "Transaction Cannot Be Linked",
        "Txn ID {} cannot be linked",
        "a link to a document that is closed, of the wrong type, or of another customer",
    ),
    _refusal("630", "Duplicate Object", "Another object has the same {}."),
    _refusal(
        "700", "Parent Reference Invalid", "Parent reference is invalid : {}", "a parent that cannot have this child"
    ),
    _refusal("800", "Cannot Delete Object", "{}", "deleting what other documents depend on"),
    _refusal("900", "Parent Cannot Be Child", "{} cannot be its own parent", "ParentRef is the object or one below it"),
    _refusal("1000", "Operation failed", "Operation {} failed."),
    _refusal("1010", "Create Failed", "Object creation failed, {}."),
    _refusal("1020", "Update Failed", "Object update failed, {}."),
    _refusal(
        "1040", "Batch Size Exceeds Allowed Limit", "Batch size exceeds the allowed limit of {} items", "over 30 items"
    ),
    _refusal("1050", "Invalid Content Type", "Content type {} is not supported", "a body that is no JSON by its type"),
)

_SHAPE = (
    _refusal("2000", "Invalid or unsupported object name", "Object Name: {}", "an unknown entity in a batch or CDC"),
    _refusal(
        "2010",
        "Request has invalid or unsupported property",
        "Property Name:{} specified is unsupported or invalid",
        "an unknown property, a value of the wrong JSON type, a body that is no JSON",
    ),
    _refusal(
        "2020",
        "Required param missing, need to supply the required value for the API",
        "Required parameter {} is missing in the request",
        "a required property left out",
    ),
    _refusal("2030", "Invalid ID", "Id should be a valid number. Supplied value:{}", "an Id that is not a number"),
    _refusal("2040", "Invalid String", "Invalid String : {}", "a forbidden character in a name or number"),
    _refusal(
        "2050",
        "String length is either shorter or longer than supported by specification",
        "String length specified does not match the supported length. Min:{} Max:{} supported. Supplied length:{}",
        "a text longer than its property takes",
    ),
    _refusal("2060", "Invalid Date Format", "Invalid Date Format : {}. Supplied value:{}", "a date not YYYY-MM-DD"),
    _refusal("2070", "Invalid Date", "Invalid Date : {}. Supplied value:{}", "a day the calendar does not have"),
    _refusal("2080", "Invalid Number Format", "Invalid Number Format : {}. Supplied value:{}"),
    _refusal("2090", "Invalid Number", "Invalid Number : {}. Supplied value:{}", "a fraction for an integer"),
    _refusal("2100", "Invalid Decimal Format", "Invalid Decimal Format : {}. Supplied value:{}"),
    _refusal("2110", "Invalid Decimal", "Invalid Decimal : {}. Supplied value:{}", "a number beyond 99999999999"),
    _refusal(
        "2120", "Invalid Type", "Invalid Type : {}. Supplied value:{}", "an item whose Type is changed to another"
    ),
    _refusal(
        "2130",
        "Invalid Request Id Format",
        "Invalid Request Id Format : {}. Supplied value:{}",
        "a request id too long",
    ),
    _refusal("2140", "Invalid Amount", "Invalid Amount : {}. Supplied value:{}", "an amount with more than 2 decimals"),
    _refusal("2150", "Invalid Percent", "Invalid Percent : {}. Supplied value:{}", "a percentage outside 0 to 100"),
    _refusal("2160", "Invalid Quantity", "Invalid Quantity : {}. Supplied value:{}", "a negative quantity on hand"),
    _refusal(
        "2170",
        "Invalid Enumeration",
        "Invalid Enumeration : {}. Supplied value:{}",
        "a value that is none of its choices",
    ),
    _refusal("2180", "Invalid String Range", "Invalid String Range : {}. Supplied value:{}"),
    _refusal(
        "2190", "Invalid Date Range", "Invalid Date Range : {}. Supplied value:{}", "an employee released before hired"
    ),
    _refusal(
        "2200",
        "Malformed Website Address Format",
        "Malformed Website Address Format : {}. Supplied value:{}",
        "a WebAddr that is no address",
    ),
    _refusal(
        "2210",
        "Invalid Email Address Format",
        "Invalid Email Address Format : {}. Supplied value:{}",
        "an e-mail address without @ or dot",
    ),
    _refusal("2220", "Invalid Currency Type", "Invalid Currency Type : {}. Supplied value:{}", "an unknown currency"),
    _refusal("2230", "Invalid Boolean", "Invalid Boolean : {}. Supplied value:{}"),
    _refusal(
        "2240", "Invalid Number Range", "Invalid Number Range : {}. Supplied value:{}", "a number outside its range"
    ),
    _refusal("2250", "Missing lines", "You must enter at least one split line.", "a document with an empty Line"),
    _refusal("2260", "Missing Posting Type", "Posting type is required: Credit or Debit.", "a journal line without it"),
    _refusal("2270", "Missing Tax Applicable On", "TaxApplicableOn is required."),
    _refusal("2280", "Missing Tax Amount", "TaxAmount is required with TaxCodeRef."),
    _refusal(
        "2290", "Negative Amount", "Negative amounts are not supported on transaction lines.", "a line below zero"
    ),
    _refusal(
        "2300", "Amount on debits not equal to credits", "Please balance debits and credits.", "an unbalanced journal"
    ),
    _refusal(
        "2500",
        "Invalid Reference Id",
        "Invalid Reference Id : Something you're trying to use has been made inactive. "
        "Check the fields with accounts, customers, items, vendors or employees.",
        "a reference to what is missing or inactive",
    ),
    _refusal("2600", "Invalid Request : Conflicting elements", "{}", "a bId twice, a batch item with two objects"),
    _refusal("3000", "Invalid Custom Field", "The custom field {} is not valid."),
    _refusal("4000", "Error parsing query", "QueryParserError: {}", "a statement that is no query"),
    _refusal("4001", "Invalid query", "QueryValidationError: {}", "an unknown entity or property, a bad page"),
    _refusal("4002", "The query could not be processed", "QueryProcessingError: {}"),
)

_SPECIFIC = (
    _refusal("5000", "Deprecated field", "The request has a deprecated field: {}"),
    _refusal(
        "5010",
        "Stale Object Error",
        "Stale Object Error : You and {} were working on this at the same time. "
        "{} finished before you did, so your work was not saved.",
        "a SyncToken that is not the present one",
    ),
    _refusal(
        "5020",
        "Permission Denied Error",
        "Permission Denied Error : You do not have the access rights to use this feature.",
        "a feature the company's edition lacks",
    ),
    _refusal(
        "5030",
        "Feature Not Supported Error",
        "Feature Not Supported Error : {}",
        "a feature switched off in the company's settings",
    ),
    _refusal(
        "6000",
        "A business validation error has occurred while processing your request",
        "Business Validation Error: {}",
        "what only the detail tells",
    ),
    _refusal(
        "6010",
        "Invalid Account.AccountType && Account.SubType",
        "Specify either Account.AccountType or Account.AccountSubType",
        "an account without a type",
    ),
    _refusal("6020", "Content length missing in request", "Content-Length header is missing"),
    _refusal("6030", "Upload request size exceeds allowed limit", "Upload requests should not exceed {}"),
    _refusal("6040", "The file metadata must be of Attachable type", "Supplied Type: {}"),
    _refusal("6041", "Invalid Uploaded File", "The uploaded file is not valid: {}"),
    _refusal("6050", "The entity reference type is unsupported for Attachable", "Entity reference type: {}"),
    _refusal(
        "6060",
        "Account.OpenBalanceDate must be specified with Account.OpenBalance",
        "OpenBalanceDate is required",
        "an account created with OpeningBalance and without OpeningBalanceDate",
    ),
    _refusal(
        "6070",
        "Amount calculation incorrect in the request",
        "Amount is not equal to UnitPrice * Qty. Supplied value:{}",
        "Amount is not Qty x UnitPrice rounded to cents",
    ),
    _refusal(
        "6080",
        "No Name Provided",
        "At least one of Title, GivenName, MiddleName, FamilyName, DisplayName, Suffix is required.",
        "a customer or vendor without any name",
    ),
    _refusal(
        "6090",
        "Discount Line missing required info",
        "A discount amount or percent is required.",
        "a discount line without either",
    ),
    _refusal(
        "6100",
        "Invalid Line TaxCode in the request",
        "Line TaxCode must be TAX or NON. Supplied value:{}",
        "a US line with another tax code than TAX or NON",
    ),
    _refusal("6110", "MAS Transaction cannot be updated", "The transaction is a MAS transaction."),
    _refusal("6120", "MAS Transaction cannot be deleted", "The transaction is a MAS transaction."),
    _refusal(
        "6130",
        "Cannot change who customer bills with",
        "You can't change who this customer bills with because there are invoices connected to a parent account.",
        "BillWithParent or ParentRef changed while the customer has invoices",
    ),
    _refusal(
        "6140",
        "Duplicate Document Number Error",
        "Duplicate Document Number Error : You must specify a different number. This number has already been used. "
        "DocNumber={} is assigned to TxnType={} with TxnId={}",
        "a DocNumber another document of the entity has",
    ),
    _refusal(
        "6150",
        "ParentRef Required Validation Error",
        "A ParentRef is required: {}",
        "a job or sub-object without parent",
    ),
    _refusal(
        "6160",
        "Invalid TaxCodeRef Error",
        "The CustomSalesTax id cannot be used to create a transaction.",
        "creating a document with TxnTaxCodeRef CustomSalesTax",
    ),
    _refusal(
        "6170",
        "Invalid TxnTaxDetail Error",
        "TxnTaxDetail is not allowed when GlobalTaxCalculation is set to NotApplicable",
        "tax sent with GlobalTaxCalculation NotApplicable",
    ),
    _refusal("6180", "Sub Level Limit", "You can nest up to {} levels.", "a sixth level of sub-objects"),
    _refusal(
        "6190",
        "Invalid Company Status",
        "Subscription period has ended or canceled or there was a billing problem : You can't add data to QuickBooks "
        "Online because your trial or subscription period ended, you canceled your subscription, or there was a "
        "billing problem.",
        "the company's subscription ended (control call company)",
    ),
    _refusal(
        "6200",
        "Account Period Closed",
        "The account period has closed and the account books cannot be updated. "
        "Please use the QBO website to make these changes.",
        "a document dated on or before the closing date",
    ),
    _refusal(
        "6210",
        "Account Period Closed, Cannot Update Through Services API",
        "The account period has closed and the account books cannot be updated through the QBO Services API. "
        "Please use the QBO website to make these changes.",
        "the same in books closed with a password",
    ),
    _refusal(
        "6220",
        "Delete Entity Has Balance Error",
        "You can't make a {} inactive while it has an open balance.",
        "making inactive what has an open balance",
    ),
    _refusal(
        "6230",
        "Invalid TaxCodeRef Error",
        "The CustomSalesTax id cannot be used to update a transaction.",
        "updating a document to TxnTaxCodeRef CustomSalesTax",
    ),
    _refusal(
        "6240",
        "Duplicate Name Exists Error",
        "The name supplied already exists. : Id={}",
        "a name another customer, vendor or employee, or another object of the list, has",
    ),
    _refusal(
        "6250", "Invalid Sales Customer", "Customer {} does not exist or is inactive.", "a sale to such a customer"
    ),
    _refusal(
        "6270",
        "Inventory Transaction Dated Before Item Start Date",
        "Transactions with item {} cannot be dated before its inventory start date {}.",
        "an inventory item on a document before its InvStartDate",
    ),
    _refusal(
        "6280",
        "Delete Customer Has Unbilled Expenses Error",
        "This customer can't be made inactive while there are unbilled charges.",
        "making a customer inactive who has billable time open",
    ),
    _refusal(
        "6290", "Invalid Employee Or Vendor", "Specify either an employee or a vendor, not both. Id:{}", "both sent"
    ),
    _refusal(
        "6300",
        "Invalid Employee Or Vendor Name",
        "NameOf should be Employee or Vendor. Supplied value:{}",
        "a time entry with another NameOf",
    ),
    _refusal(
        "6310", "Missing Customer", "A customer is required if the time is billable.", "billable without customer"
    ),
    _refusal("6320", "Invalid Billable", "Invalid billable status: {}", "a time entry with another BillableStatus"),
    _refusal("6330", "Missing Billing Rate", "Invalid hourly rate: {}", "billable time without HourlyRate, or below 0"),
    _refusal(
        "6340", "Invalid Time", "You must specify a time (hours:minutes): {}", "minutes over 59, a bad time of day"
    ),
    _refusal("6350", "Missing Time", "Time (hours:minutes) is missing: {}", "neither a duration nor start and end"),
    _refusal(
        "6360",
        "Invalid Start Or End Time",
        "Enter a valid start and end time. Make sure break times aren't longer than the elapsed time.",
        "a start without end, a break longer than the time",
    ),
    _refusal("6370", "Start Time After End Time", "The start time is after end time: {}", "start not before end"),
    _refusal(
        "6380", "Invalid Duration", "The time duration isn't within the valid range: {}", "over 8760 h 59 m, or 0"
    ),
    _refusal(
        "6390",
        "Invalid Multiple Durations",
        "Specify a total elapsed time (hours:minutes) or the start and end time.",
        "a duration and start and end",
    ),
    _refusal("6400", "Deleting linkedPurchase results in invalid Invoice", "The linked invoice would be invalid."),
    _refusal(
        "6420",
        "Email address is required",
        "An email address is required for this customer since the delivery type is email.",
        "EmailStatus NeedToSend without BillEmail",
    ),
    _refusal("6430", "Invalid account type used", "Invalid account type: {}", "an account of the wrong type"),
    _refusal(
        "6440",
        "Transaction Detail Information Required",
        "You must select a product or service or an account for each split line that has an amount.",
        "a line without item or account",
    ),
    _refusal(
        "6450",
        "Attempt to Void Transaction failed",
        "The transaction is already settled.",
        "voiding a card payment the processor completed",
    ),
    _refusal("6460", "Invoice MAS Transaction Deposit Amount mismatch", "Deposit {} and card amount {} don't match."),
    _refusal(
        "6470", "TaxLiabilityAccount or TaxRateError", "You haven't specified a tax rate.", "a tax code without rates"
    ),
    _refusal(
        "6480", "Matched Transaction Delete Error", "You can't delete this transaction: it is matched to another."
    ),
    _refusal("6490", "MultipleBudgetSecondaryListTypes", "{}"),
    _refusal("6500", "MissingBudgetDetails", "{}"),
    _refusal("6510", "BudgetAccountMismatch", "{}"),
    _refusal(
        "6520",
        "Missing Tracked Inventory Item Quantity",
        "The tracked inventory item must have a quantity.",
        "a line of an inventory item without Qty",
    ),
    _refusal(
        "6530",
        "Found raw Credit Card Numbering request",
        "You can't enter raw credit card numbers.",
        "a payment with a card number in CreditChargeInfo",
    ),
    _refusal(
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
    _refusal(
        "10100", "Result Set Big", "The result set for the query is too large.", "a report of more than 400 columns"
    ),
    _refusal("10200", "Company Reset", "Company has been reset. Request for CUD is stale."),
)

CODES: dict[str, Code] = {each.code: each for each in (*_GATEWAY, *_ACCESS, *_GENERAL, *_SHAPE, *_SPECIFIC)}
"""By code, as answers carry it: without leading zeros."""
