"""What every record needs: a name nothing else has, a day, an account."""

import uuid
from datetime import date

from qbo.entities import Account, Ref, decoder
from qbo.query import all_of, literal

DAY = date(2026, 2, 28)


def unique(word):
    """A name that fits the shortest field (a term's 31 characters)."""
    return f"{word} {uuid.uuid4().hex[:16]}"


def account(books, type_):
    """Some account of a type."""
    where = all_of(f"AccountType = {literal(type_)}", "Active = true")
    return Ref(value=decoder(Account).decode(books.client.query("Account", where=where, limit=1).items[0]).Id)


def new_account(books, type_):
    """An account of a type that nothing else uses."""
    return Ref(value=books.create(Account(Name=unique(type_), AccountType=type_)).Id)
