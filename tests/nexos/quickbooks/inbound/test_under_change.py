"""Gate B2: whatever people do while a first pull reads, the mirror ends as QuickBooks is, object by object."""

from itertools import count
from random import Random
from typing import Any

import pytest

import raw_objects as raw
from books import Books
from emulator_process import EmulatorProcess
from newcomers import Newcomer
from nexos.kit import clock
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.progress import Progress
from nexos.quickbooks.mirror.models import InvoiceLine
from quick_pull import quick_pull, write
from soak_scale import chance, rounds

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.gate("B2")]

CUSTOMERS = 60


class Bookkeeper:
    """Changes a share of a company's objects in each of her turns, between the pages of a pull."""

    def __init__(self, books: Books, share: float, luck: Random) -> None:
        self.books = books
        self.share = share
        self.luck = luck
        self.turns = 0
        self._numbers = count(1)
        self._seen: set[int] = set()

    def between_pages(self, progress: Progress) -> None:
        """Acts whenever a page of invoices has landed, as long as there are others to come."""
        done = progress.of("Invoice").done
        if done and done not in self._seen and self.books.coverage("Invoice").reading_before is not None:
            self._seen.add(done)
            self.act()

    def act(self) -> None:
        self.turns += 1
        documents, names = self.books.there("Invoice"), self._customers()
        some = self.luck.sample(sorted(documents, key=int), max(3, round(self.share * len(documents) / 3)))
        third = max(1, len(some) // 3)
        edited, deleted, voided = some[:third], some[third : 2 * third], some[2 * third :]
        self._edit([documents[qbo_id] for qbo_id in edited])
        write(
            self.books,
            [
                *(self._deletion(documents[qbo_id]) for qbo_id in deleted),
                *(self._void(documents[qbo_id]) for qbo_id in voided),
                *(self._creation(self.luck.choice(sorted(names))) for _ in range(third)),
            ],
        )
        self._merge(names)
        self._inactivate()

    def _customers(self) -> dict[str, dict[str, Any]]:
        return {qbo_id: one for qbo_id, one in self.books.there("Customer").items() if one["Active"]}

    def _edit(self, invoices: list[dict[str, Any]]) -> None:
        now = clock.now().replace(microsecond=0).isoformat()
        note = f"edited in turn {self.turns}"
        changed = {"PrivateNote": note, "SyncToken": "1"}
        self.books.seed(
            {"Invoice": [one | changed | {"MetaData": one["MetaData"] | {"LastUpdatedTime": now}} for one in invoices]}
        )

    def _deletion(self, invoice: dict[str, Any]) -> dict[str, Any]:
        return {"operation": "delete", "Invoice": {"Id": invoice["Id"], "SyncToken": invoice["SyncToken"]}}

    def _void(self, invoice: dict[str, Any]) -> dict[str, Any]:
        body = {"Id": invoice["Id"], "SyncToken": invoice["SyncToken"]}
        return {"operation": "update", "optionsData": "void", "Invoice": body}

    def _creation(self, customer_id: str) -> dict[str, Any]:
        line = raw.invoice(next(self._numbers))["Line"][:1]
        return {"operation": "create", "Invoice": {"CustomerRef": {"value": customer_id}, "Line": line}}

    def _merge(self, names: dict[str, dict[str, Any]]) -> None:
        winner, loser = self.luck.sample(sorted(names), 2)
        order = {"realm_id": self.books.realm_id, "entity": "Customer", "winner": winner, "loser": loser}
        self.books.emulator.control("merge", order)

    def _inactivate(self) -> None:
        idle = [qbo_id for qbo_id, one in self._customers().items() if not one["Balance"]]
        for qbo_id in idle[:2]:
            self.books.update("Customer", qbo_id, Active=False)


def company(emulator: EmulatorProcess, newcomer: Newcomer, luck: Random) -> Books:
    """Two pages of invoices of some dozens of customers."""
    realm_id = emulator.company()
    customers = [raw.customer(n) for n in range(1, CUSTOMERS + 1)]
    invoices = [
        raw.invoice(n, customer_id=str(luck.randrange(1, CUSTOMERS + 1))) for n in range(1, luck.randrange(1010, 1600))
    ]
    emulator.seed(realm_id, {"Customer": customers, "Invoice": invoices})
    return newcomer(realm_id)


def lines_agree(books: Books) -> bool:
    there = books.there("Invoice")
    with scope(books.tenant_id):
        lines = InvoiceLine.objects.of(books.tenant_id).filter(invoice_id__in=list(there)).count()
    return lines == sum(len(one["Line"]) for one in there.values())


@pytest.mark.parametrize("share", [0.01, 0.2], ids=["one in a hundred", "one in five"])
def test_what_changes_between_pages_is_neither_missing_nor_stale_nor_a_ghost(
    share: float, emulator: EmulatorProcess, newcomer: Newcomer
) -> None:
    luck = chance(f"B2 {share}")
    for _ in rounds(25):
        books = company(emulator, newcomer, luck)
        bookkeeper = Bookkeeper(books, share, luck)
        pull = quick_pull(books, observe=bookkeeper.between_pages)
        assert not pull.failures, pull.failures
        assert bookkeeper.turns
        assert books.agrees()
        assert lines_agree(books)


def test_what_changes_between_syncs_comes_with_the_next(emulator: EmulatorProcess, newcomer: Newcomer) -> None:
    luck = chance("B2 between syncs")
    books = company(emulator, newcomer, luck)
    quick_pull(books)
    bookkeeper = Bookkeeper(books, 0.02, luck)
    for _ in rounds(10):
        bookkeeper.act()
        assert not quick_pull(books).failures
        assert books.agrees()
    assert lines_agree(books)
