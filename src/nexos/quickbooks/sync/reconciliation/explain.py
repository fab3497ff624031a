"""What explains that a customer owes another amount in QuickBooks than its mirrored documents add up to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from nexos.kit.money import Money
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.mirror.queries import receivables
from nexos.quickbooks.mirror.queries.receivables import Open
from nexos.quickbooks.sync.reconciliation import suspects, there, verify, words
from nexos.quickbooks.sync.reconciliation.amounts import in_home_currency
from nexos.quickbooks.sync.reconciliation.balances import Owed
from nexos.quickbooks.sync.reconciliation.document import Document
from nexos.quickbooks.sync.reconciliation.finding import Finding
from nexos.quickbooks.sync.reconciliation.models import Part, Why
from nexos.quickbooks.sync.reconciliation.reports import MIRRORED, OpenThere
from nexos.quickbooks.sync.reconciliation.verify import Verdict

MOST = 500
"""Customers whose difference is explained document by document; more at once have one cause, which the first show."""


def explained(
    pull: Pull,
    home: str,
    owed: Sequence[Owed],
    verdicts: Mapping[Document, Verdict],
    names: Mapping[str, str],
) -> list[Finding]:
    """Findings for every customer that differs: its documents, those of other kinds, and what is left unexplained."""
    differing = [one for one in owed if one.difference]
    if not differing:
        return []
    ids = sorted({one.customer_id for one in differing if one.customer_id})[:MOST]
    listed = list(there.open_documents(pull, ids, home)) if ids else []
    with scope(pull.tenant_id):
        here = list(receivables.open_documents(pull.tenant_id, pull.connection_id, home, ids)) if ids else []
        # The ageing is in the home currency: a row with another currency of the same amount shows only here.
        altered = suspects.altered(pull.tenant_id, pull.connection_id, [(one.entity, one.qbo_id) for one in here])
    fresh = verify.verified(pull, (_open_otherwise(listed, here, home) | altered) - verdicts.keys())
    findings = [verify.finding(document, one, names, "") for document, one in fresh.items() if one.why is not None]
    # A document that differs is taken to explain all of its customers' differences until it is read again.
    wrong = [one for one in (*verdicts.values(), *fresh.values()) if one.why is not None]
    by_documents = {head.customer_id for one in wrong for head in (one.head, one.there) if head is not None}
    others = _together(one for one in listed if one.kind not in MIRRORED)
    findings += [_not_mirrored(one, home, names) for one in others]
    for one in differing:
        if one.customer_id not in by_documents:
            findings += _left(one, home, others)
    return findings


def _together(listed: Iterable[OpenThere]) -> list[OpenThere]:
    """One entry per document and customer: a journal entry may post to receivables in several lines."""
    sums: dict[tuple[str, str, str], OpenThere] = {}
    for one in listed:
        key = (one.kind, one.qbo_id, one.customer_id)
        sums[key] = replace(one, minor=one.minor + (sums[key].minor if key in sums else 0))
    return list(sums.values())


def _open_otherwise(listed: Sequence[OpenThere], here: Sequence[Open], home: str) -> set[Document]:
    """Mirrored documents that are open on one side only, or otherwise: by another amount, or for another customer."""
    theirs = {(MIRRORED[one.kind], one.qbo_id): (one.customer_id, one.minor) for one in listed if one.kind in MIRRORED}
    mine = {
        (one.entity, one.qbo_id): (one.customer_id, in_home_currency(one.minor, one.currency, one.raw, home))
        for one in here
    }
    return {document for document in theirs.keys() | mine.keys() if theirs.get(document) != mine.get(document)}


def _not_mirrored(one: OpenThere, home: str, names: Mapping[str, str]) -> Finding:
    return Finding(
        Part.BALANCE,
        Why.NOT_MIRRORED,
        words.not_mirrored(one.kind, Money.from_minor(one.minor, home)),
        customer_id=one.customer_id,
        customer_name=names.get(one.customer_id, ""),
        entity=one.kind,
        qbo_id=one.qbo_id,
        doc_number=one.doc_number,
        currency=home,
        here_minor=0,
        there_minor=one.minor,
    )


def _left(owed: Owed, home: str, others: Sequence[OpenThere]) -> list[Finding]:
    """What no document of the customer explains."""
    mine = [one.minor for one in others if one.customer_id == owed.customer_id]
    if owed.currency != home and mine:
        return []  # what the report says of them is in the home currency
    left = owed.difference - sum(mine)
    if not left:
        return []
    return [
        Finding(
            Part.BALANCE,
            Why.UNEXPLAINED,
            words.unexplained_balance(Money.from_minor(left, owed.currency)),
            customer_id=owed.customer_id,
            customer_name=owed.name,
            currency=owed.currency,
            here_minor=owed.here,
            there_minor=owed.there,
        )
    ]
