"""One line of double entry, and how the lines of a document are made to close."""

from dataclasses import dataclass, replace
from decimal import Decimal

from qbo_emulator.rules.rounding import ZERO, half_up, money
from qbo_emulator.store.text import Json

type Name = tuple[str, str]
"""Entity and id of the customer, vendor or employee."""


@dataclass(frozen=True, slots=True)
class Posting:
    """An amount on an account, a debit positive."""

    account: str
    """Id of the account; "" where the company has none for it."""
    amount: Decimal
    """In home currency."""
    name: Name | None = None
    stated: Decimal = ZERO
    """The same in the document's currency."""
    owed: bool = False
    """Whether it lies on receivables or payables and so moves the balance of its name."""
    item: str = ""
    class_id: str = ""
    department: str = ""
    """What the line it comes from names, by id; what its document names as a whole is not repeated here."""


def posting(
    account: str, stated: Decimal, name: Name | None = None, *, owed: bool = False, detail: Json | None = None
) -> Posting:
    """A posting in the document's currency, to be `closed`; `detail` is that of the line it comes from."""
    named = (id_of(detail or {}, reference) for reference in ("ItemRef", "ClassRef", "DepartmentRef"))
    return Posting(account, stated, name, stated, owed, *named)


def closed(doc: Json, postings: list[Posting], rest: str) -> list[Posting]:
    """The postings in home currency, summing to zero; those of 0 are left out.

    What the document does not explain goes to the account `rest`: an invoice with a delayed charge shows no line for
    it (reference A4). A cent that rounding each posting to home currency leaves is taken by the last one.
    """
    open_amount = sum((each.stated for each in postings), ZERO)
    if open_amount:
        postings = [*postings, posting(rest, -open_amount)]
    postings = [each for each in postings if each.stated]
    rate = money(doc["ExchangeRate"]) if doc.get("ExchangeRate") else Decimal(1)
    if rate == 1 or not postings:
        return postings
    home = [replace(each, amount=half_up(each.stated * rate)) for each in postings]
    missing = sum((each.amount for each in home), ZERO)
    home[-1] = replace(home[-1], amount=home[-1].amount - missing)
    return home


def id_of(doc: Json, reference: str) -> str:
    """The id a reference of the document holds; "" without one."""
    found = doc.get(reference)
    return str(found.get("value") or "") if isinstance(found, dict) else ""


def name_in(doc: Json, reference: str, entity: str) -> Name | None:
    """The name a reference of the document holds."""
    found = id_of(doc, reference)
    return (entity, found) if found else None
