"""Payments applied to invoices and credit memos (reference C1-C6)."""

from collections import defaultdict
from decimal import Decimal

from qbo_emulator.rules import exchange, faults
from qbo_emulator.rules.rounding import ZERO, half_up, money
from qbo_emulator.store.draft import Draft, Manner
from qbo_emulator.store.text import Json, plain

type Target = tuple[str, str]
"""Entity and id of the document a payment line is applied to."""

TARGETS = ("Invoice", "CreditMemo")


def applied(payment: Json | None) -> dict[Target, Decimal]:
    """How much of the payment lies on each document; line amounts are positive, TxnType tells the side."""
    totals: dict[Target, Decimal] = defaultdict(Decimal)
    for line in (payment or {}).get("Line", []):
        for link in line.get("LinkedTxn", []):
            totals[link["TxnType"], link["TxnId"]] += money(line["Amount"])
    return totals


def unapplied(payment: Json) -> Decimal:
    """C2: TotalAmt + credit lines - invoice lines."""
    on = applied(payment)
    return money(payment["TotalAmt"]) + sum(
        (amount if entity == "CreditMemo" else -amount for (entity, _), amount in on.items()), ZERO
    )


def check_lines(draft: Draft, payment: Json) -> None:
    """Raise Fault 2020, 2140, 2290, 2500 or 620 for a line that cannot be applied."""
    for line in payment.get("Line", []):
        links = line.get("LinkedTxn", [])
        if not links or not links[0].get("TxnId"):
            raise faults.missing("LinkedTxn.TxnId")
        if line.get("Amount") is None:
            raise faults.missing("Amount")
        if money(line["Amount"]) < 0:
            raise faults.refused("2290", element="Amount")
        link = links[0]
        if len(links) > 1 or link.get("TxnType") not in TARGETS:
            raise faults.cannot_link(link["TxnId"], f"TxnType {link.get('TxnType')} is not supported here")
        target = draft.get(link["TxnType"], link["TxnId"])
        if target is None:
            raise faults.invalid_reference("LinkedTxn")
        if not _same_family(draft, payment["CustomerRef"]["value"], target["CustomerRef"]["value"]):
            raise faults.cannot_link(link["TxnId"], "it belongs to another customer")
        if _currency(payment) != _currency(target):
            raise faults.cannot_link(link["TxnId"], "it is in another currency")


def apply(draft: Draft, before: Json | None, after: Json | None) -> None:
    """Move the difference between two states of a payment onto its documents, both ways of the link at once.

    1. Each document's balance falls by what is applied to it now and was not before; below zero: Fault 6000.
    2. An invoice names its payments in LinkedTxn, and its SyncToken goes up; a credit memo does neither.
    """
    payment_id = (after or before or {})["Id"]
    was, now = applied(before), applied(after)
    for entity, object_id in was.keys() | now.keys():
        difference = now.get((entity, object_id), ZERO) - was.get((entity, object_id), ZERO)
        linked = (entity, object_id) in now
        doc = draft.get(entity, object_id)
        if doc is None or (not difference and linked == ((entity, object_id) in was)):
            continue
        settle(doc, entity, money(doc.get("Balance")) - difference)
        if entity == "Invoice":
            _relink(doc, payment_id, linked=linked)
        draft.put(entity, doc, Manner.EDIT if entity == "Invoice" else Manner.TOUCH)


def settle(doc: Json, entity: str, balance: Decimal) -> None:
    """Set what is open on an invoice or credit memo. Raises Fault 6000 when more is applied than it is worth."""
    if not 0 <= balance <= money(doc["TotalAmt"]):
        raise faults.business(
            f"The amount applied to {entity} {doc.get('DocNumber', doc['Id'])} exceeds its open balance.", "Line"
        )
    doc["Balance"] = plain(balance)
    exchange.restate(doc)
    if entity == "CreditMemo":
        doc["RemainingCredit"] = plain(balance)


def payments_on(draft: Draft, entity: str, object_id: str) -> list[Json]:
    """The payments with a line on this document."""
    found = [draft.get("Payment", each) for each in draft.find("Payment", "Line.LinkedTxn.TxnId", object_id)]
    return [payment for payment in found if payment and (entity, object_id) in applied(payment)]


def refresh_open_balances(draft: Draft) -> None:
    """C5: every line's txnOpenBalance is the document's present balance plus this line, after any change to it."""
    for change in draft.changes():
        if change.entity in TARGETS:
            for payment in payments_on(draft, change.entity, change.id):
                draft.put("Payment", payment, Manner.UNSEEN)
    for change in draft.changes():
        if change.entity == "Payment" and change.after is not None:
            for line in change.after.get("Line", []):
                _explain(draft, line)


def _explain(draft: Draft, line: Json) -> None:
    link = line["LinkedTxn"][0]
    doc = draft.get(link["TxnType"], link["TxnId"])
    if doc is None:
        return
    facts = {
        "txnId": link["TxnId"],
        "txnOpenBalance": f"{half_up(money(doc.get('Balance')) + money(line['Amount'])):f}",
        "txnReferenceNumber": doc.get("DocNumber"),
    }
    line["LineEx"] = {"any": [_name_value(name, value) for name, value in facts.items() if value is not None]}


def _name_value(name: str, value: str) -> Json:
    return {
        "name": "{http://schema.intuit.com/finance/v3}NameValue",
        "declaredType": "com.intuit.schema.finance.v3.NameValue",
        "scope": "javax.xml.bind.JAXBElement$GlobalScope",
        "value": {"Name": name, "Value": value},
        "nil": False,
        "globalScope": True,
        "typeSubstituted": False,
    }


def _relink(doc: Json, payment_id: str, *, linked: bool) -> None:
    links = [link for link in doc.get("LinkedTxn", []) if (link["TxnType"], link["TxnId"]) != ("Payment", payment_id)]
    doc["LinkedTxn"] = [*links, {"TxnId": payment_id, "TxnType": "Payment"}] if linked else links


def _currency(doc: Json) -> str | None:
    return (doc.get("CurrencyRef") or {}).get("value")


def _same_family(draft: Draft, payer: str, owner: str) -> bool:
    """Whether the paying customer is the document's, or one of its parents."""
    while owner != payer:
        customer = draft.get("Customer", owner)
        if not customer or "ParentRef" not in customer:
            return False
        owner = customer["ParentRef"]["value"]
    return True
