"""Refusals as the API words them: `refused` by the table of codes, and a function for each that has more to say.

Wordings marked "recorded" were returned by the live service.
"""

from qbo_emulator.rules.codes import CODES


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


def worded(code: str, detail: str, *, element: str = "") -> Fault:
    """A documented code with a detail of its own."""
    known = CODES[code]
    return Fault(code, known.message, detail, element=element, status=known.status, type=known.type)


def refused(code: str, *differs: object, element: str = "") -> Fault:
    """A documented code; `differs` fill the gaps of its detail, in order."""
    return worded(code, CODES[code].detail.format(*differs), element=element)


def unsupported(detail: str) -> Fault:
    """500: a path, verb or feature that is not there."""
    return worded("500", detail)


def not_found() -> Fault:
    """610 (recorded): a wrong or deleted id; HTTP 400, not 404."""
    return refused("610")


def cannot_link(txn_id: str, why: str) -> Fault:
    """620: a transaction that is closed, of the wrong type or of another customer."""
    return worded("620", f"Txn ID {txn_id} cannot be linked: {why}")


def parent_is_itself(entity: str) -> Fault:
    """900: an object below itself."""
    return refused("900", entity, element="ParentRef")


def has_dependents(detail: str) -> Fault:
    """800: deletion blocked by what depends on the object."""
    return refused("800", detail)


def batch_too_large(limit: int) -> Fault:
    """1040."""
    return refused("1040", limit)


def wrong_content_type(content_type: str) -> Fault:
    """1050."""
    return refused("1050", content_type or "none")


def unreadable_body(detail: str) -> Fault:
    """2010 (recorded wording): the body is not a JSON object of this entity."""
    return refused("2010", detail)


def unknown_property(name: str, entity: str, known: list[str]) -> Fault:
    """2010 (recorded): lists the properties the service knows."""
    listed = ", ".join(f'"{each}"' for each in known)
    return unreadable_body(
        f'Unrecognized field "{name}" (class com.intuit.schema.finance.v3.{entity}), '
        f"not marked as ignorable ({len(known)} known properties: {listed}])"
    )


def missing(element: str) -> Fault:
    """2020 (recorded)."""
    return refused("2020", element, element=element)


def no_lines() -> Fault:
    """2250: a document without a line that says something."""
    return refused("2250", element="Line")


def invalid_id(value: object) -> Fault:
    """2030."""
    return refused("2030", value, element="Id")


def invalid_string(element: str, detail: str) -> Fault:
    """2040: characters that are not allowed."""
    return refused("2040", detail, element=element)


def wrong_length(element: str, minimum: int, maximum: int, length: int) -> Fault:
    """2050 (recorded)."""
    return refused("2050", minimum, maximum, length, element=element)


def invalid_value(code: str, message: str, element: str, value: object) -> Fault:
    """2060-2240: a value of the right type that is not allowed."""
    return Fault(code, message, f"{message} : {element}. Supplied value:{value}", element=element)


def invalid_reference(element: str) -> Fault:
    """2500: the referenced object is missing or inactive."""
    return refused("2500", element=element)


def conflicting(detail: str) -> Fault:
    """2600."""
    return refused("2600", detail)


def body_too_large(limit: int) -> Fault:
    """HTTP 413; nothing settles what the live service answers."""
    detail = f"The request body is larger than the {limit} bytes that are supported"
    return Fault("500", "Unsupported Operation", detail, status=413)


def result_too_large() -> Fault:
    """10100."""
    return Fault("10100", "Result Set Big", "The result set for the query is too large.")


def no_such_report() -> Fault:
    """5020: a report that does not exist is answered like one that may not be seen (reported from the live service)."""
    return Fault(
        "5020",
        "Permission Denied Error",
        "Permission Denied Error : You do not have the access rights to use this feature.",
        element="ReportName",
    )


def stale(entity: str) -> Fault:
    """5010 (documented and recorded wording; the other user's name is the company's)."""
    return worded(
        "5010",
        "Stale Object Error : You and another user were working on this at the same time. "
        f"another user finished before you did, so your work was not saved. Entity={entity}",
    )


def business(detail: str, element: str = "") -> Fault:
    """6000: only the detail says what is wrong."""
    return refused("6000", detail, element=element)


def wrong_amount(supplied: object) -> Fault:
    """6070 (recorded): Amount is not Qty x UnitPrice rounded to cents."""
    return refused("6070", supplied, element="Amount")


def wrong_line_tax_code(supplied: object) -> Fault:
    """6100: a US line is TAX or NON."""
    return refused("6100", supplied, element="TaxCodeRef")


def duplicate_number(number: str, entity: str, txn_id: str) -> Fault:
    """6140 (recorded)."""
    return refused("6140", number, entity, txn_id)


def books_closed(*, with_password: bool = False) -> Fault:
    """6200, or 6210 where the books are closed with a password, which no API call can give."""
    return refused("6210" if with_password else "6200")


def duplicate_name(object_id: str) -> Fault:
    """6240 (documented wording with the Id of the object that has the name)."""
    return refused("6240", object_id)


def query_unreadable(detail: str) -> Fault:
    """4000 (recorded)."""
    return refused("4000", detail)


def query_invalid(detail: str) -> Fault:
    """4001 (recorded)."""
    return refused("4001", detail)
