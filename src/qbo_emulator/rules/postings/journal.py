"""All postings of a company, for reports."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from qbo_emulator.rules.postings.facts import Facts
from qbo_emulator.rules.postings.ledger import POSTING, of
from qbo_emulator.rules.postings.posting import Posting
from qbo_emulator.store.books import Books
from qbo_emulator.store.text import Json


@dataclass(frozen=True, slots=True)
class Entry:
    """A posting with the day (`YYYY-MM-DD`) and the document it comes from, and the Classification of its account."""

    day: str
    entity: str
    doc: Json
    posting: Posting
    classification: str
    """Asset, Liability, Equity, Revenue or Expense; "" for an account that is not there."""


def journal(books: Books, entities: Collection[str] = POSTING) -> Iterator[Entry]:
    """Every posting of the company's live documents, entity by entity in the order of writing."""
    facts = Facts(books)
    classes = books.shelf("Account").column("Classification")
    for entity in sorted(entities):
        for record in books.shelf(entity).live().values():
            doc = record.object()
            for posting in of(entity, doc, facts):
                classification = str(classes.get(posting.account) or "")
                yield Entry(str(doc.get("TxnDate", "")), entity, doc, posting, classification)
