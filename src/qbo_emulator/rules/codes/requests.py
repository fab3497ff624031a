"""Codes of whole requests and of single values: 500 to 4002."""

from qbo_emulator.rules.codes.code import refusal

GENERAL = (
    refusal("500", "Unsupported Operation", "Operation {} is not supported.", "a path, verb or feature not there"),
    refusal("600", "Duplicate Request ID", "The request id {} already exists."),
    refusal(
        "610",
        "Object Not Found",
        "Object Not Found : Something you're trying to use has been made inactive. "
        "Check the fields with accounts, customers, items, vendors or employees.",
        "an id that is wrong, deleted or merged away",
    ),
    refusal(
        "620",
        "Transaction Cannot Be Linked",
        "Txn ID {} cannot be linked",
        "a link to a document that is closed, of the wrong type, or of another customer",
    ),
    refusal("630", "Duplicate Object", "Another object has the same {}."),
    refusal(
        "700", "Parent Reference Invalid", "Parent reference is invalid : {}", "a parent that cannot have this child"
    ),
    refusal("800", "Cannot Delete Object", "{}", "deleting what other documents depend on"),
    refusal("900", "Parent Cannot Be Child", "{} cannot be its own parent", "ParentRef is the object or one below it"),
    refusal("1000", "Operation failed", "Operation {} failed."),
    refusal("1010", "Create Failed", "Object creation failed, {}."),
    refusal("1020", "Update Failed", "Object update failed, {}."),
    refusal(
        "1040", "Batch Size Exceeds Allowed Limit", "Batch size exceeds the allowed limit of {} items", "over 30 items"
    ),
    refusal("1050", "Invalid Content Type", "Content type {} is not supported", "a body that is no JSON by its type"),
)

VALUES = (
    refusal("2000", "Invalid or unsupported object name", "Object Name: {}", "an unknown entity in a batch or CDC"),
    refusal(
        "2010",
        "Request has invalid or unsupported property",
        "Property Name:{} specified is unsupported or invalid",
        "an unknown property, a value of the wrong JSON type, a body that is no JSON",
    ),
    refusal(
        "2020",
        "Required param missing, need to supply the required value for the API",
        "Required parameter {} is missing in the request",
        "a required property left out",
    ),
    refusal("2030", "Invalid ID", "Id should be a valid number. Supplied value:{}", "an Id that is not a number"),
    refusal("2040", "Invalid String", "Invalid String : {}", "a forbidden character in a name or number"),
    refusal(
        "2050",
        "String length is either shorter or longer than supported by specification",
        "String length specified does not match the supported length. Min:{} Max:{} supported. Supplied length:{}",
        "a text longer than its property takes",
    ),
    refusal("2060", "Invalid Date Format", "Invalid Date Format : {}. Supplied value:{}", "a date not YYYY-MM-DD"),
    refusal("2070", "Invalid Date", "Invalid Date : {}. Supplied value:{}", "a day the calendar does not have"),
    refusal("2080", "Invalid Number Format", "Invalid Number Format : {}. Supplied value:{}"),
    refusal("2090", "Invalid Number", "Invalid Number : {}. Supplied value:{}", "a fraction for an integer"),
    refusal("2100", "Invalid Decimal Format", "Invalid Decimal Format : {}. Supplied value:{}"),
    refusal("2110", "Invalid Decimal", "Invalid Decimal : {}. Supplied value:{}", "a number beyond 99999999999"),
    refusal("2120", "Invalid Type", "Invalid Type : {}. Supplied value:{}", "an item whose Type is changed to another"),
    refusal(
        "2130",
        "Invalid Request Id Format",
        "Invalid Request Id Format : {}. Supplied value:{}",
        "a request id too long",
    ),
    refusal("2140", "Invalid Amount", "Invalid Amount : {}. Supplied value:{}", "an amount with more than 2 decimals"),
    refusal("2150", "Invalid Percent", "Invalid Percent : {}. Supplied value:{}", "a percentage outside 0 to 100"),
    refusal("2160", "Invalid Quantity", "Invalid Quantity : {}. Supplied value:{}", "a negative quantity on hand"),
    refusal(
        "2170",
        "Invalid Enumeration",
        "Invalid Enumeration : {}. Supplied value:{}",
        "a value that is none of its choices",
    ),
    refusal("2180", "Invalid String Range", "Invalid String Range : {}. Supplied value:{}"),
    refusal(
        "2190", "Invalid Date Range", "Invalid Date Range : {}. Supplied value:{}", "an employee released before hired"
    ),
    refusal(
        "2200",
        "Malformed Website Address Format",
        "Malformed Website Address Format : {}. Supplied value:{}",
        "a WebAddr that is no address",
    ),
    refusal(
        "2210",
        "Invalid Email Address Format",
        "Invalid Email Address Format : {}. Supplied value:{}",
        "an e-mail address without @ or dot",
    ),
    refusal("2220", "Invalid Currency Type", "Invalid Currency Type : {}. Supplied value:{}", "an unknown currency"),
    refusal("2230", "Invalid Boolean", "Invalid Boolean : {}. Supplied value:{}"),
    refusal(
        "2240", "Invalid Number Range", "Invalid Number Range : {}. Supplied value:{}", "a number outside its range"
    ),
    refusal("2250", "Missing lines", "You must enter at least one split line.", "a document with an empty Line"),
    refusal("2260", "Missing Posting Type", "Posting type is required: Credit or Debit.", "a journal line without it"),
    refusal("2270", "Missing Tax Applicable On", "TaxApplicableOn is required."),
    refusal("2280", "Missing Tax Amount", "TaxAmount is required with TaxCodeRef."),
    refusal("2290", "Negative Amount", "Negative amounts are not supported on transaction lines.", "a line below zero"),
    refusal(
        "2300", "Amount on debits not equal to credits", "Please balance debits and credits.", "an unbalanced journal"
    ),
    refusal(
        "2500",
        "Invalid Reference Id",
        "Invalid Reference Id : Something you're trying to use has been made inactive. "
        "Check the fields with accounts, customers, items, vendors or employees.",
        "a reference to what is missing or inactive",
    ),
    refusal("2600", "Invalid Request : Conflicting elements", "{}", "a bId twice, a batch item with two objects"),
    refusal("3000", "Invalid Custom Field", "The custom field {} is not valid."),
    refusal("4000", "Error parsing query", "QueryParserError: {}", "a statement that is no query"),
    refusal("4001", "Invalid query", "QueryValidationError: {}", "an unknown entity or property, a bad page"),
    refusal("4002", "The query could not be processed", "QueryProcessingError: {}"),
)
