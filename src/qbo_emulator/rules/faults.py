"""Every refusal the API knows, with its code and the wording of the live service.

Codes: Intuit, "QuickBooks Online error codes". Wordings marked "recorded" were returned by the live service.
"""


class Fault(Exception):
    """A refusal as the API words it; nothing was written."""

    def __init__(
        self,
        code: str,
        message: str,
        detail: str,
        *,
        element: str = "",
        status: int = 400,
        type: str = "ValidationFault",  # noqa: A002, the member is called so in the envelope
    ) -> None:
        super().__init__(f"{code} {message}: {detail}")
        self.code = code
        self.message = message
        self.detail = detail
        self.element = element
        self.status = status
        self.type = type


_INACTIVE = (
    "Something you're trying to use has been made inactive. "
    "Check the fields with accounts, customers, items, vendors or employees."
)


def unsupported(detail: str) -> Fault:
    """500: a path, verb or feature that is not there."""
    return Fault("500", "Unsupported Operation", detail)


def not_found() -> Fault:
    """610 (recorded): a wrong or deleted id; HTTP 400, not 404."""
    return Fault("610", "Object Not Found", f"Object Not Found : {_INACTIVE}")


def cannot_link(txn_id: str, why: str) -> Fault:
    """620: a transaction that is closed, of the wrong type or of another customer."""
    return Fault("620", "Transaction Cannot Be Linked", f"Txn ID {txn_id} cannot be linked: {why}")


def parent_is_itself(entity: str) -> Fault:
    """900: an object below itself."""
    return Fault("900", "Parent Cannot Be Child", f"{entity} cannot be its own parent", element="ParentRef")


def has_dependents(detail: str) -> Fault:
    """800: deletion blocked by what depends on the object."""
    return Fault("800", "Cannot Delete Object", detail)


def batch_too_large(limit: int) -> Fault:
    """1040."""
    return Fault("1040", "Batch Size Exceeds Allowed Limit", f"Batch size exceeds the allowed limit of {limit} items")


def unreadable_body(detail: str) -> Fault:
    """2010 (recorded wording): the body is not a JSON object of this entity."""
    return Fault(
        "2010",
        "Request has invalid or unsupported property",
        f"Property Name:{detail} specified is unsupported or invalid",
    )


def unknown_property(name: str, entity: str, known: list[str]) -> Fault:
    """2010 (recorded): lists the properties the service knows."""
    listed = ", ".join(f'"{each}"' for each in known)
    return unreadable_body(
        f'Unrecognized field "{name}" (class com.intuit.schema.finance.v3.{entity}), '
        f"not marked as ignorable ({len(known)} known properties: {listed}])"
    )


def missing(element: str) -> Fault:
    """2020 (recorded)."""
    return Fault(
        "2020",
        "Required param missing, need to supply the required value for the API",
        f"Required parameter {element} is missing in the request",
        element=element,
    )


def invalid_id(value: object) -> Fault:
    """2030."""
    return Fault("2030", "Invalid ID", f"Id should be a valid number. Supplied value:{value}", element="Id")


def invalid_string(element: str, detail: str) -> Fault:
    """2040: characters that are not allowed."""
    return Fault("2040", "Invalid String", f"Invalid String : {detail}", element=element)


def wrong_length(element: str, minimum: int, maximum: int, length: int) -> Fault:
    """2050 (recorded)."""
    return Fault(
        "2050",
        "String length is either shorter or longer than supported by specification",
        f"String length specified does not match the supported length. "
        f"Min:{minimum} Max:{maximum} supported. Supplied length:{length}",
        element=element,
    )


def invalid_value(code: str, message: str, element: str, value: object) -> Fault:
    """2060-2240: a value of the right type that is not allowed."""
    return Fault(code, message, f"{message} : {element}. Supplied value:{value}", element=element)


def invalid_reference(element: str) -> Fault:
    """2500: the referenced object is missing or inactive."""
    return Fault("2500", "Invalid Reference Id", f"Invalid Reference Id : {_INACTIVE}", element=element)


def conflicting(detail: str) -> Fault:
    """2600."""
    return Fault("2600", "Invalid Request : Conflicting elements", detail)


def stale(entity: str) -> Fault:
    """5010 (documented and recorded wording; the other user's name is the company's)."""
    return Fault(
        "5010",
        "Stale Object Error",
        "Stale Object Error : You and another user were working on this at the same time. "
        f"another user finished before you did, so your work was not saved. Entity={entity}",
    )


def business(detail: str, element: str = "") -> Fault:
    """6000: only the detail says what is wrong."""
    return Fault(
        "6000",
        "A business validation error has occurred while processing your request",
        f"Business Validation Error: {detail}",
        element=element,
    )


def wrong_amount(supplied: object) -> Fault:
    """6070 (recorded): Amount is not Qty x UnitPrice rounded to cents."""
    return Fault(
        "6070",
        "Amount calculation incorrect in the request",
        f"Amount is not equal to UnitPrice * Qty. Supplied value:{supplied}",
        element="Amount",
    )


def wrong_line_tax_code(supplied: object) -> Fault:
    """6100: a US line is TAX or NON."""
    return Fault(
        "6100",
        "Invalid Line TaxCode in the request",
        f"Line TaxCode must be TAX or NON. Supplied value:{supplied}",
        element="TaxCodeRef",
    )


def duplicate_number(number: str, entity: str, txn_id: str) -> Fault:
    """6140 (recorded)."""
    return Fault(
        "6140",
        "Duplicate Document Number Error",
        "Duplicate Document Number Error : You must specify a different number. This number has already been "
        f"used. DocNumber={number} is assigned to TxnType={entity} with TxnId={txn_id}",
    )


def books_closed() -> Fault:
    """6200."""
    return Fault(
        "6200",
        "Account Period Closed, Cannot Update Through Services API",
        "The account period has closed and the account books cannot be updated through the QBO Services API. "
        "Please use the QBO website to make these changes.",
    )


def duplicate_name(object_id: str) -> Fault:
    """6240 (documented wording with the Id of the object that has the name)."""
    return Fault(
        "6240",
        "Duplicate Name Exists Error",
        f"The name supplied already exists. : Id={object_id}",
    )


def query_unreadable(detail: str) -> Fault:
    """4000 (recorded)."""
    return Fault("4000", "Error parsing query", f"QueryParserError: {detail}")


def query_invalid(detail: str) -> Fault:
    """4001 (recorded)."""
    return Fault("4001", "Invalid query", f"QueryValidationError: {detail}")
