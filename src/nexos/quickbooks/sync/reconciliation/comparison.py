"""One comparison of both sides: the mirror with QuickBooks, document by document where sums disagree.

1. Sums come first, because they are cheap: counts, customers' balances, receivables accounts and months there; what
   the mirror's documents, lines and applications add up to here.
2. Whatever does not add up makes documents suspects, and so do documents that only one side lists.
3. Suspects are read by Id and compared with their rows (`verify`): only that decides whether a document differs.
4. For customers whose balance still is another, QuickBooks' ageing tells what it has open; that makes further suspects,
   and names the documents of kinds that are not mirrored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from nexos.kit.money import Money
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.faithful import unfaithful
from nexos.quickbooks.mirror.queries import receivables
from nexos.quickbooks.mirror.upsert import home_currency
from nexos.quickbooks.sync.reconciliation import balances, delivered, months, suspects, there, unpaired, verify, words
from nexos.quickbooks.sync.reconciliation.amounts import in_home_currency
from nexos.quickbooks.sync.reconciliation.balances import Owed
from nexos.quickbooks.sync.reconciliation.document import Document
from nexos.quickbooks.sync.reconciliation.explain import explained
from nexos.quickbooks.sync.reconciliation.finding import Finding, sorted_once
from nexos.quickbooks.sync.reconciliation.models import Part, Why
from nexos.quickbooks.sync.reconciliation.monthly import Listed, Months
from nexos.quickbooks.sync.reconciliation.verify import Verdict

STEPS = 6
"""Of which `tell` hears, the sync before them included."""

COUNTED = ("Customer", *receivables.KINDS)


@dataclass
class Comparison:
    """What one comparison found. `tell` hears of each step; `read_until` is the cursor of the mirror then."""

    pull: Pull
    span: tuple[date, date]
    read_until: datetime
    tell: Callable[[str], None]
    findings: list[Finding] = field(default_factory=list)
    owed: list[Owed] = field(default_factory=list)
    held: dict[str, int] = field(default_factory=dict)
    receivables: list[dict[str, object]] = field(default_factory=list)
    documents: dict[str, int] = field(default_factory=dict)
    delivered: int = 0
    customers: int = 0

    def __post_init__(self) -> None:
        self._owner = (self.pull.tenant_id, self.pull.connection_id)
        with scope(self.pull.tenant_id):
            self._home = home_currency(*self._owner)
            preferences = mirror.preferences(*self._owner)
        self._multi_currency = bool(preferences and preferences.multi_currency)
        self.months = Months(months.listed(*self.span), receivables.KINDS)

    def make(self) -> None:
        """Compares. Raises QboError, and what `check` of the pull raises."""
        self.tell("Counting documents")
        wanted = self._by_counts()
        self.tell("Reading what customers owe")
        customers = there.customers(self.pull, self._home)
        accounts = there.receivables(self.pull, self._home)
        self.customers = len(customers.there)
        wanted |= {("Customer", one) for one in customers.missing | customers.surplus}
        self.tell("Reading QuickBooks' list of documents")
        self._by_month()
        self.tell("Adding up the mirror")
        with scope(self.pull.tenant_id):
            mine = suspects.found(*self._owner)
            altered = unfaithful(*self._owner, "Customer", sorted(customers.there.keys() - customers.missing))
            self.delivered, from_delivered, unseen = delivered.compared(*self._owner)
            here, self.held = receivables.owed(*self._owner)
            counts = mirror.counts(*self._owner)
        self.documents = {kind: counts[kind] for kind in receivables.KINDS}
        wanted |= mine.documents | self.months.differing | unseen | {("Customer", one) for one in altered}
        verdicts = verify.verified(self.pull, wanted)
        self._trust_objects(verdicts)
        for customer_id, currency, minor in mine.deposits:
            here[customer_id][currency] -= minor
        self.owed = balances.compared(here, customers.there, self._home)
        self.tell("Looking for what explains the difference")
        known = {document: one for document, one in verdicts.items() if one.why is not None}
        names = {one.qbo_id: one.name for one in customers.there.values()}
        self.findings += self._of_verdicts(known, names)
        self.findings += suspects.settled_otherwise(mine, verdicts, names)
        self.findings += from_delivered
        self.findings += explained(self.pull, self._home, self.owed, verdicts, names)
        self._by_accounts(accounts)
        self._by_trees(customers)
        self._by_sums()
        self.findings = sorted_once(self.findings)

    def _by_counts(self) -> set[Document]:
        found = unpaired.found(self.pull, dict.fromkeys(COUNTED, self.read_until.replace(microsecond=0)))
        for entity, number in found.too_many.items():
            sentence = f"QuickBooks counts {number:,} of this kind; much of it is not in the mirror. Sync in full."
            self.findings.append(Finding(Part.COUNT, Why.UNEXPLAINED, sentence, entity=entity))
        return found.documents

    def _by_month(self) -> None:
        for first, last in months.spans(*self.span):
            self.pull.check()
            said = list(there.listed(self.pull, (first, last), self._home, multi_currency=self._multi_currency))
            with scope(self.pull.tenant_id):
                self.months.add(self._here(first, last), said)

    def _here(self, first: date, last: date) -> Iterable[Listed]:
        for entity in receivables.KINDS:
            for one in receivables.documents_between(*self._owner, entity, first, last, self._home):
                minor = in_home_currency(one.total_minor, one.currency, one.raw, self._home)
                yield Listed((entity, one.qbo_id), one.txn_date, minor, one.customer_id)

    def _trust_objects(self, verdicts: dict[Document, Verdict]) -> None:
        for document, verdict in verdicts.items():
            if verdict.why is None:
                self.months.trust_the_object(document)

    def _of_verdicts(self, verdicts: dict[Document, Verdict], names: dict[str, str]) -> list[Finding]:
        with scope(self.pull.tenant_id):
            reasons = dict(mirror.quarantined(*self._owner).values_list("qbo_id", "reason"))
        return [
            verify.finding(document, verdict, names, reasons.get(document[1], ""))
            for document, verdict in verdicts.items()
        ]

    def _by_accounts(self, accounts: dict[str, int]) -> None:
        """Receivables by currency; a currency without an account of its own lies on the home currency's, at the
        documents' rates."""
        sums = balances.by_currency(self.owed)
        differing: dict[str, int] = {}
        for one in self.owed:
            differing[one.currency] = differing.get(one.currency, 0) + one.difference
        without = {currency for currency in sums if currency not in accounts and currency != self._home}
        if without:
            with scope(self.pull.tenant_id):
                for left in receivables.open_documents(*self._owner, self._home):
                    if left.currency in without:
                        minor = in_home_currency(left.minor, left.currency, left.raw, self._home)
                        sums[self._home] = sums.get(self._home, 0) + minor
        for currency in sorted({*accounts, *sums} - without):
            mine, theirs = sums.get(currency, 0), accounts.get(currency, 0)
            self.receivables.append({"currency": currency, "here": mine, "there": theirs})
            if theirs - mine != differing.get(currency, 0):
                owed_there = mine + differing.get(currency, 0)
                sentence = words.receivables(Money.from_minor(owed_there, currency), Money.from_minor(theirs, currency))
                self.findings.append(
                    Finding(
                        Part.RECEIVABLES,
                        Why.UNEXPLAINED,
                        sentence,
                        currency=currency,
                        here_minor=mine,
                        there_minor=theirs,
                    )
                )

    def _by_trees(self, customers: there.Customers) -> None:
        with scope(self.pull.tenant_id):
            rows = mirror.customers(*self._owner).exclude(parent_id="")
            parents = dict(rows.values_list("qbo_id", "parent_id"))
        for one, minor in balances.trees_that_differ(self.owed, customers.there, parents):
            sums = (Money.from_minor(minor, one.currency), Money.from_minor(one.with_jobs, one.currency))
            self.findings.append(
                Finding(
                    Part.BALANCE,
                    Why.HIERARCHY,
                    words.tree(*sums),
                    customer_id=one.qbo_id,
                    customer_name=one.name,
                    entity="Customer",
                    qbo_id=one.qbo_id,
                    currency=one.currency,
                    here_minor=minor,
                    there_minor=one.with_jobs,
                )
            )

    def _by_sums(self) -> None:
        """Months that no document explains."""
        named = {one.document for one in self.findings}
        if self.months.differing & named:
            return
        for (month, kind), total in self.months.sums.items():
            if not total.agrees:
                sentence = (
                    f"QuickBooks' report lists {total.there_count:,} of this kind, the mirror holds "
                    f"{total.here_count:,}; no single document explains it. Check again."
                )
                self.findings.append(
                    Finding(
                        Part.MONTH,
                        Why.UNEXPLAINED,
                        sentence,
                        month=month,
                        entity=kind,
                        currency=self._home,
                        here_minor=total.here,
                        there_minor=total.there,
                    )
                )
