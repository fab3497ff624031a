"""What differs, in words. Pure."""

from collections.abc import Sequence

from nexos.kit.money import Money, minor_digits

KINDS = {"Invoice": "invoice", "CreditMemo": "credit memo", "Payment": "payment", "Customer": "customer"}

_COLUMNS = {
    "total_minor": "total",
    "balance_minor": "open amount",
    "unapplied_minor": "unapplied amount",
    "tax_minor": "tax",
    "doc_number": "number",
    "customer_id": "customer",
    "txn_date": "date",
    "due_date": "due date",
    "parent_id": "parent",
    "currency": "currency",
    "voided": "whether it is void",
}
_PARTS = {"Payment": "what it was applied to"}


def kind(entity: str) -> str:
    """A kind of object as people call it: of QuickBooks' other kinds its reports' word."""
    return KINDS.get(entity, entity.lower())


def amount(money: Money) -> str:
    """For sentences: 1,940.00 USD."""
    return f"{money.amount:,.{minor_digits(money.currency)}f} {money.currency}"


def altered(entity: str, columns: Sequence[str], here: Money | None, there: Money | None) -> str:
    """What of a document is not as QuickBooks has it."""
    named = [_COLUMNS[name] for name in columns if name in _COLUMNS]
    if "parts" in columns:
        named.append(_PARTS.get(entity, "lines"))
    what = _listed(named) if named else "details"
    sums = f" ({amount(here)} here, {amount(there)} there)" if here and there and here != there else ""
    return f"The mirror holds it otherwise than QuickBooks: its {what}{sums}. Read it again."


def missing(entity: str) -> str:
    """A document that only QuickBooks has."""
    return f"QuickBooks has this {kind(entity)}, the mirror does not. Read it again."


def surplus(entity: str) -> str:
    """A document that only the mirror has."""
    return f"The mirror holds this {kind(entity)}, QuickBooks does not have it (any more). Read it again."


def doubled(entity: str) -> str:
    """A second row of a document."""
    return f"The mirror holds this {kind(entity)} a second time; QuickBooks has it once. Reading again takes it out."


def not_understood(reason: str) -> str:
    """A document that was set aside."""
    return f"QuickBooks sent it in a form that could not be understood, so it is not in the mirror: {reason}"


def not_mirrored(kind_there: str, minor: Money) -> str:
    """A document of another kind that moves what a customer owes."""
    direction = "raises" if minor.amount > 0 else "lowers"
    size = amount(Money(abs(minor.amount), minor.currency))
    return (
        f"This {kind(kind_there)} {direction} what the customer owes by {size}. "
        "Its kind is not mirrored, so the sums here leave it out."
    )


def settled_otherwise(told: Money, summed: Money) -> str:
    """A document that something not mirrored was applied to."""
    return (
        f"QuickBooks says {amount(told)} is open; the payments here leave {amount(summed)}. "
        "Something that is not mirrored was applied to it: open it in QuickBooks to see what."
    )


def unexplained_balance(missing_amount: Money) -> str:
    """What is left of a customer's difference when every document that could explain it was looked at."""
    return (
        f"{amount(missing_amount)} of this customer's balance is explained by no document: every one that QuickBooks "
        "lists as open was compared. Look at the customer in QuickBooks; then check again."
    )


def receivables(here: Money, there: Money) -> str:
    """A receivables account that is not the sum of the customers."""
    return (
        f"QuickBooks' receivables accounts hold {amount(there)}, its customers owe {amount(here)} together. "
        "Something was posted to an account without a customer: look at the account in QuickBooks."
    )


def tree(here: Money, there: Money) -> str:
    """A customer whose sub-customers are others here."""
    return (
        f"With its sub-customers QuickBooks says {amount(there)}, added up here it is {amount(here)}, although each "
        "balance agrees: a sub-customer lies below another parent here. Read it again."
    )


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
