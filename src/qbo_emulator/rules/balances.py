"""What documents do to customers, vendors and accounts (reference C7-C9), as differences: seeded balances stay true."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from qbo_emulator.rules import applications, postings, preferences
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.draft import Draft, Manner
from qbo_emulator.store.text import Json, plain

type State = tuple[str, Json | None, Json | None]
"""Entity of a document, what it was and what it becomes."""

SHOWN = frozenset({"Asset", "Liability", "Equity"})
"""Accounts that show a balance; income and expenses show 0, whatever was posted to them (recorded 49 of 49)."""

DERIVED = "RetainedEarnings"
"""An account that shows 0 as well: the service derives it from income and expenses (recorded: 0 after 13 postings)."""

PAYABLES_ARE_CREDITS = -1
"""A posting is positive as a debit, a vendor's balance as a debt to them."""


def settle(draft: Draft) -> None:
    """Carry every noted change over to the balances it moves; touches LastUpdatedTime only.

    1. Every changed document's postings before are taken back, those after added. 2. What lies on receivables or
    payables moves its name's balance, in the document's currency. 3. Every posting moves its account: in home
    currency, or in the account's own. An account that is not there is left out, the others move nevertheless.
    """
    before, after = postings.Facts(draft.books), postings.Facts(draft.books, draft.get)
    names: dict[postings.Name, Decimal] = defaultdict(Decimal)
    accounts: dict[str, tuple[Decimal, Decimal]] = defaultdict(lambda: (Decimal(0), Decimal(0)))
    for entity, old, new in _moved(draft):
        for sign, doc, facts in ((-1, old, before), (1, new, after)):
            for each in postings.of(entity, doc, facts) if doc else ():
                home, stated = accounts[each.account]
                accounts[each.account] = (home + sign * each.amount, stated + sign * each.stated)
                if each.owed and each.name:
                    names[each.name] += sign * each.stated
    for (entity, object_id), difference in names.items():
        if entity == "Customer":
            _add(draft, entity, object_id, difference, "Balance", "BalanceWithJobs")
        else:
            _add(draft, entity, object_id, PAYABLES_ARE_CREDITS * difference, "Balance", None)
    for account, (home, stated) in accounts.items():
        _post(draft, account, home, stated)


def climb(draft: Draft, entity: str, object_id: str | None, difference: Decimal, tree: str) -> None:
    """Add to the tree balance of an object and of everyone above it."""
    while object_id and (current := draft.get(entity, object_id)):
        current[tree] = plain(money(current.get(tree)) + difference)
        draft.put(entity, current, Manner.TOUCH)
        object_id = (current.get("ParentRef") or {}).get("value")


def _moved(draft: Draft) -> Iterator[State]:
    """The changed documents, and the payments on those that passed to another customer."""
    changed = {(change.entity, change.id): change for change in draft.changes() if change.entity in postings.POSTING}
    for (entity, object_id), change in changed.items():
        yield entity, change.before, change.after
        if entity in applications.TARGETS and _passed_on(change.before, change.after):
            for payment in applications.payments_on(draft, entity, object_id):
                if ("Payment", payment["Id"]) not in changed:
                    yield "Payment", payment, payment


def _passed_on(before: Json | None, after: Json | None) -> bool:
    """Whether a document went from one customer to another, as in a merge."""
    return bool(before and after and before.get("CustomerRef") != after.get("CustomerRef"))


def _post(draft: Draft, account_id: str, home: Decimal, stated: Decimal) -> None:
    account = draft.get("Account", account_id) if account_id else None
    if account is None or account.get("Classification") not in SHOWN or account.get("AccountSubType") == DERIVED:
        return
    difference = stated if _is_foreign(draft, account) else home
    _add(draft, "Account", account_id, difference, "CurrentBalance", "CurrentBalanceWithSubAccounts")


def _is_foreign(draft: Draft, account: Json) -> bool:
    currency = (account.get("CurrencyRef") or {}).get("value")
    return currency is not None and currency != preferences.home_currency(draft)["value"]


def _add(draft: Draft, entity: str, object_id: str, difference: Decimal, own: str, tree: str | None) -> None:
    current = draft.get(entity, object_id)
    if current is not None and difference:
        current[own] = plain(money(current.get(own)) + difference)
        draft.put(entity, current, Manner.TOUCH)
        if tree:
            climb(draft, entity, object_id, difference, tree)
