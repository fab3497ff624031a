"""What is wrong with a value that a person typed, as a sentence for `InvalidInput`; empty when nothing is."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from nexos.kit.errors import InvalidInput

# With these bounds quantity times unit price has at most 28 digits: the decimal context computes it exactly.
PLACES = 7
QUANTITY_LIMIT = Decimal(1_000_000)
PRICE_LIMIT = Decimal(100_000_000)
AMOUNT_LIMIT = Decimal(100_000_000_000)
FIRST_YEAR, LAST_YEAR = 1970, 2199
LONGEST_TERMS = 365


def refuse(problems: Mapping[str, str]) -> None:
    """Raises InvalidInput naming the fields that have a problem; those whose sentence is empty have none."""
    if wrong := {field: problem for field, problem in problems.items() if problem}:
        raise InvalidInput(wrong)


def text_problem(what: str, value: str, limit: int, *, required: bool = False) -> str:
    """Checks a text of at most `limit` characters; `what` names it in the sentence ("title")."""
    if required and not value.strip():
        return f"The {what} is missing."
    if len(value) > limit:
        return f"The {what} has {len(value):,} characters; {limit:,} is the most."
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        return f"The {what} contains a character that cannot be stored; type it again."
    return ""


def number_problem(what: str, value: Decimal, limit: Decimal, places: int = PLACES) -> str:
    """Checks that `value` is a number nearer to zero than `limit`, with at most `places` decimals that are not zero."""
    if not value.is_finite():
        return f"The {what} is not a number."
    if abs(value) >= limit:
        return f"The {what} must be less than {limit:,f}."
    if decimals(value) > places:
        return f"The {what} has more than {places} decimals."
    return ""


def quantity_problem(value: Decimal) -> str:
    """Checks a quantity, which must be more than zero."""
    if problem := number_problem("quantity", value, QUANTITY_LIMIT):
        return problem
    return "" if value > 0 else "The quantity must be more than 0."


def price_problem(value: Decimal, what: str = "price") -> str:
    """Checks a price per unit; a negative one is a credit."""
    return number_problem(what, value, PRICE_LIMIT)


def percent_problem(what: str, value: Decimal, places: int) -> str:
    """Checks a percentage from 0 to 100."""
    if not value.is_finite():
        return f"The {what} is not a number."
    if not 0 <= value <= 100:
        return f"The {what} must be between 0 and 100 percent."
    if decimals(value) > places:
        return f"The {what} has more than {places} decimals."
    return ""


def decimals(value: Decimal) -> int:
    """How many decimals a finite `value` needs: 1 for 2.50."""
    return len(f"{value:f}".partition(".")[2].rstrip("0"))


def amount_problem(quantity: Decimal, price: Decimal) -> str:
    """Checks that what a line comes to fits on a document."""
    if abs(quantity * price) >= AMOUNT_LIMIT:
        return f"Quantity times price must be less than {AMOUNT_LIMIT:,f}."
    return ""


def date_problem(what: str, value: date | None) -> str:
    """Checks that a date was not mistyped; None is for the caller to judge."""
    if value and not FIRST_YEAR <= value.year <= LAST_YEAR:
        return f"The {what} must lie between {FIRST_YEAR} and {LAST_YEAR}."
    return ""


def emails_problem(addresses: str) -> str:
    """Checks one email address or several separated by commas; none at all is right."""
    for address in addresses.split(",") if addresses else []:
        try:
            validate_email(address.strip())
        except ValidationError:
            return f"“{address.strip()}” is not an email address; several are separated by commas."
    return ""


def choice_problem(value: str, choices: Collection[str]) -> str:
    """Checks that a value is one of the choices."""
    return "" if value in choices else f"“{value}” is none of {', '.join(choices)}."


def terms_problem(days: int) -> str:
    """Checks the days until a bill is due."""
    return "" if 0 <= days <= LONGEST_TERMS else f"The terms must be between 0 and {LONGEST_TERMS} days."
