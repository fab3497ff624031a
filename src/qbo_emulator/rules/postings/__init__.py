"""Double entry: what each document posts to which account.

`of(entity, doc, facts)` is a pure function of the document and of the lists and documents it refers to; its postings
sum to zero in home currency. Estimates, purchase orders, time and lists post nothing.
Not emulated: cost of goods sold, which QuickBooks reckons by FIFO (buying an inventory item posts to its asset account,
selling it leaves that account alone), and gains and losses of exchange (a payment posts at its own rate).
"""

from qbo_emulator.rules.postings.facts import Facts
from qbo_emulator.rules.postings.journal import Entry, journal
from qbo_emulator.rules.postings.ledger import POSTING, of
from qbo_emulator.rules.postings.posting import Name, Posting

__all__ = ["POSTING", "Entry", "Facts", "Name", "Posting", "journal", "of"]
