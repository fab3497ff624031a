"""What documents do to customers and accounts (reference C7, C9), as differences: seeded balances stay true."""

from collections import defaultdict
from decimal import Decimal

from qbo_emulator.rules.rounding import ZERO, money
from qbo_emulator.store.draft import Draft, Manner
from qbo_emulator.store.text import Json, plain

RECEIVABLES = "accounts receivable"


def owed(entity: str, doc: Json | None) -> tuple[str, Decimal] | None:
    """The customer a document counts for, and by how much: open invoices less credits and unapplied payments."""
    if doc is None or "CustomerRef" not in doc:
        return None
    customer = doc["CustomerRef"]["value"]
    match entity:
        case "Invoice":
            return customer, money(doc.get("Balance"))
        case "CreditMemo":
            return customer, -money(doc.get("Balance"))
        case "Payment":
            return customer, -money(doc.get("UnappliedAmt"))
    return None


def held(entity: str, doc: Json | None) -> tuple[str, Decimal] | None:
    """The account a payment lies in, as long as it is not deposited."""
    if doc is None or entity != "Payment" or "DepositToAccountRef" not in doc:
        return None
    if any(link.get("TxnType") == "Deposit" for link in doc.get("LinkedTxn", [])):
        return None
    return doc["DepositToAccountRef"]["value"], money(doc["TotalAmt"])


def settle(draft: Draft) -> None:
    """Carry every noted change over to the balances it moves; touches LastUpdatedTime only."""
    customers: dict[str, Decimal] = defaultdict(Decimal)
    accounts: dict[str, Decimal] = defaultdict(Decimal)
    for change in draft.changes():
        for sign, state in ((-1, change.before), (1, change.after)):
            if debt := owed(change.entity, state):
                customers[debt[0]] += sign * debt[1]
            if cash := held(change.entity, state):
                accounts[cash[0]] += sign * cash[1]
    receivable = _receivables(draft)
    if receivable:
        accounts[receivable] += sum(customers.values(), ZERO)
    for customer, difference in customers.items():
        _post(draft, "Customer", customer, difference, "Balance", "BalanceWithJobs")
    for account, difference in accounts.items():
        _post(draft, "Account", account, difference, "CurrentBalance", "CurrentBalanceWithSubAccounts")


def climb(draft: Draft, entity: str, object_id: str | None, difference: Decimal, tree: str) -> None:
    """Add to the tree balance of an object and of everyone above it."""
    while object_id and (current := draft.get(entity, object_id)):
        current[tree] = plain(money(current.get(tree)) + difference)
        draft.put(entity, current, Manner.TOUCH)
        object_id = (current.get("ParentRef") or {}).get("value")


def _post(draft: Draft, entity: str, object_id: str, difference: Decimal, own: str, tree: str) -> None:
    current = draft.get(entity, object_id)
    if current is not None and difference:
        current[own] = plain(money(current.get(own)) + difference)
        draft.put(entity, current, Manner.TOUCH)
        climb(draft, entity, object_id, difference, tree)


def _receivables(draft: Draft) -> str | None:
    found = draft.find("Account", "AccountType", RECEIVABLES)
    return found[0] if found else None
