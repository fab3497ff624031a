"""A reason why a document cannot go yet, as a value. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Blocked:
    """`reason` is the state's name ("customer", "item", "tax_code", "closed_period", "currency", "totals", "limits",
    "not_read"), `what` the identifier of the record in question, `sentence` what is wrong and what to do, `remedy` the
    page that helps ("customer", "item", "tax_code", "document", "settings", "sync")."""

    reason: str
    what: str
    sentence: str
    remedy: str
