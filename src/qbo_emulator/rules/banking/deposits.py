"""Deposit: what the server makes of what was sent, and the payments it takes to the bank (Intuit, Deposit; I9)."""

from decimal import Decimal

from qbo_emulator.rules import dates, exchange, faults
from qbo_emulator.rules.names import name_of
from qbo_emulator.rules.purchasing.lines import number
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import ZERO, money
from qbo_emulator.store.draft import Draft, Manner
from qbo_emulator.store.text import Json, plain

TAKEN = ("Payment", "SalesReceipt")
"""What a deposit takes out of Undeposited Funds."""

type Taken = tuple[str, str]


def compose(draft: Draft, write: Write) -> None:
    """Lines checked and numbered; TotalAmt is their sum less the cash back (reference A8).

    A line either links a payment or sales receipt with its whole amount, or posts to an account of its own.
    Raises Fault 2020, 2500, 620, 6000.
    """
    deposit, before = write.after, write.before
    dates.date_document(draft, deposit)
    dates.refuse_closed_period(draft, deposit, before)
    if not deposit["Line"]:
        raise faults.no_lines()
    stored = (before or {}).get("Line", [])
    seen: set[Taken] = set()
    for line in deposit["Line"]:
        if line.get("Amount") is None:
            raise faults.missing("Amount")
        if line.get("LinkedTxn"):
            _take(draft, line, seen, already=taken(before))
        else:
            _check_own(draft, line, stored)
    number(
        [line for line in deposit["Line"] if not line.get("LinkedTxn")],
        [line["Id"] for line in stored if "Id" in line],
        placed=True,
    )
    exchange.denominate(draft, deposit, before, {})
    deposit.setdefault("TxnTaxDetail", {})
    total = sum((money(line["Amount"]) for line in deposit["Line"]), ZERO) - _cash_back(deposit)
    if total < 0:
        raise faults.business("Transaction amount must be 0 or greater.", "TotalAmt")
    deposit["TotalAmt"] = plain(total)
    exchange.state_in_home_currency(draft, deposit)


def taken(deposit: Json | None) -> set[Taken]:
    """Entity and id of everything a deposit takes in."""
    lines = (deposit or {}).get("Line", [])
    return {(link["TxnType"], link["TxnId"]) for line in lines for link in line.get("LinkedTxn", [])}


def follow(draft: Draft, before: Json | None, after: Json | None) -> None:
    """What is taken in names the deposit; what no longer is, does not. Neither its token nor its time moves

    (recorded: six of seven deposited payments were last updated when they were received).
    """
    link = {"TxnId": (after or before or {})["Id"], "TxnType": "Deposit"}
    for entity, object_id in taken(before) ^ taken(after):
        doc = draft.get(entity, object_id)
        if doc is None:
            continue
        others = [each for each in doc.get("LinkedTxn", []) if each != link]
        doc["LinkedTxn"] = [*others, link] if (entity, object_id) in taken(after) else others
        if not doc["LinkedTxn"] and entity == "Payment":
            del doc["LinkedTxn"]
        draft.put(entity, doc, Manner.UNSEEN)


def _take(draft: Draft, line: Json, seen: set[Taken], *, already: set[Taken]) -> None:
    """Check a linked line; what is linked to the stored deposit may since have left the company's books."""
    link = line["LinkedTxn"][0]
    target = (str(link.get("TxnType")), str(link.get("TxnId")))
    if len(line["LinkedTxn"]) > 1 or target[0] not in TAKEN:
        raise faults.cannot_link(target[1], f"TxnType {target[0]} cannot be deposited")
    if target in seen:
        raise faults.cannot_link(target[1], "the deposit names it twice")
    seen.add(target)
    doc = draft.get(*target)
    if doc is None:
        if target in already:
            return
        raise faults.invalid_reference("LinkedTxn")
    if target not in already:
        _refuse_elsewhere(draft, target[1], doc)
    if money(line["Amount"]) != money(doc["TotalAmt"]):
        raise faults.business("A deposited transaction must be deposited with its whole amount.", "Amount")
    link.setdefault("TxnLineId", "0")
    for name in ("Id", "LineNum", "DetailType"):
        line.pop(name, None)
    _describe(line, doc)


def _refuse_elsewhere(draft: Draft, object_id: str, doc: Json) -> None:
    if any(other.get("TxnType") == "Deposit" for other in doc.get("LinkedTxn", [])):
        raise faults.cannot_link(object_id, "it is deposited already")
    account = draft.get("Account", (doc.get("DepositToAccountRef") or {}).get("value", "")) or {}
    if account.get("AccountSubType") != "UndepositedFunds":
        raise faults.cannot_link(object_id, "it does not lie in Undeposited Funds")


def _describe(line: Json, doc: Json) -> None:
    """The line repeats how the payment came in, and its check number (recorded)."""
    detail: Json = {}
    if "PaymentMethodRef" in doc:
        detail["PaymentMethodRef"] = {"value": doc["PaymentMethodRef"]["value"]}
    if "PaymentRefNum" in doc:
        detail["CheckNum"] = doc["PaymentRefNum"]
    line.pop("DepositLineDetail", None)
    if detail:
        line["DepositLineDetail"] = detail


def _check_own(draft: Draft, line: Json, stored: list[Json]) -> None:
    line.pop("LinkedTxn", None)
    detail = line.get("DepositLineDetail")
    if detail is None:
        raise faults.missing("DepositLineDetail")
    if "AccountRef" not in detail:
        raise faults.missing("AccountRef")
    if "Entity" in detail:
        known = next((each for each in stored if "Id" in each and each["Id"] == line.get("Id")), {})
        name_of(draft, detail["Entity"], "Entity", known.get("DepositLineDetail", {}).get("Entity"))
    line.setdefault("DetailType", "DepositLineDetail")
    line.setdefault("CustomExtensions", [])


def _cash_back(deposit: Json) -> Decimal:
    back = deposit.get("CashBack")
    if back is None:
        return ZERO
    for needed in ("AccountRef", "Amount"):
        if needed not in back:
            raise faults.missing(f"CashBack.{needed}")
    if money(back["Amount"]) < 0:
        raise faults.invalid_value("2140", "Invalid Amount", "CashBack.Amount", back["Amount"])
    return money(back["Amount"])
