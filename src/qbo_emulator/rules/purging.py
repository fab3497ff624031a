"""A company emptied by its owner, who starts anew under the same realm (Intuit, "purge company": code 10200)."""

from datetime import datetime

from qbo_emulator.rules import furnishing, settings
from qbo_emulator.rules.countries import COUNTRIES
from qbo_emulator.store.books import Books

_PURGED = "purged at"


def purge(books: Books, now: datetime) -> None:
    """Take everything out and furnish the company as on its first day; ids go on where they were."""
    info = settings.the_only(books, "CompanyInfo")
    for entity in books.entities():
        shelf = books.shelf(entity)
        for object_id in shelf.ids():
            shelf.remove(object_id, now)
    country = COUNTRIES.get(str(info.get("Country")), COUNTRIES["US"])
    furnishing.open_books(books, str(info.get("CompanyName", "")), now, country, furnished=True)
    books.facts[_PURGED] = str(now.timestamp())


def took_away(books: Books, entity: str, object_id: str) -> bool:
    """Whether an object was there until the last purge: who writes to it has not noticed (code 10200)."""
    gone = books.shelf(entity).deleted().get(object_id)
    return gone is not None and str(gone.updated) == books.facts.get(_PURGED)
