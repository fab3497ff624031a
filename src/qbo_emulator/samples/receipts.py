"""How the customers of a sample company pay: on time or late, in part, several at once, too much, or not at all."""

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from qbo_emulator.rules.rounding import half_up, money
from qbo_emulator.samples.customers import Client, Payer
from qbo_emulator.store.text import Json
from qbo_emulator.world import Company

PART_PAID = 0.12
BOUNCED = 0.012
CANCELLED = 0.008  # invoices voided soon after they were written
ON_ACCOUNT = 0.012  # payments that are not applied to anything

type Note = Callable[[date, Callable[[date, datetime], None]], None]


@dataclass(slots=True)
class Claim:
    """An invoice and what is still expected for it."""

    invoice_id: str
    open: Decimal
    due: date


class Receipts:
    """Notes in the diary when each claim is paid, and writes the payments when the day has come."""

    def __init__(self, company: Company, chance: random.Random, note: Note, today: date) -> None:
        self._company = company
        self._chance = chance
        self._note = note
        self._today = today
        self._claims: defaultdict[str, list[Claim]] = defaultdict(list)
        self._credits: dict[str, Json] = {}

    def plan(self, clients: Sequence[Client], opening: date) -> None:
        """Customers who collect their bills pay them all every second month, one half of them in the odd ones."""
        for place, client in enumerate(client for client in clients if client.payer is Payer.COLLECTS):
            day = opening + timedelta(days=18 + place % 9 + 30 * (place % 2))
            while day < self._today:
                self._note(day, self._pay_all(client))
                day += timedelta(days=61)

    def expect(self, client: Client, invoice: Json, day: date) -> None:
        """An invoice was written: now or later something happens to it."""
        claim = Claim(invoice["Id"], money(invoice["Balance"]), date.fromisoformat(invoice["DueDate"]))
        if self._chance.random() < CANCELLED:
            self._note(day + timedelta(days=1), lambda _, at: self._void("Invoice", claim.invoice_id, at))
            return
        self._claims[client.ref["value"]].append(claim)
        self._use_credit(client, claim, day)
        if client.payer is Payer.COLLECTS:
            return
        paid_on = claim.due + timedelta(days=self._chance.randint(*client.payer.value))
        self._note(max(paid_on, day), self._pay(client, claim))

    def credit(self, client: Client, memo: Json) -> None:
        """A credit memo was written: every second one is set off against the customer's next invoice."""
        if self._chance.random() < 0.5:
            self._credits[client.ref["value"]] = memo

    def _use_credit(self, client: Client, claim: Claim, day: date) -> None:
        """Off-setting is a payment of nothing that links both (qbo-money C3)."""
        memo = self._credits.pop(client.ref["value"], None)
        if memo is None or money(memo["TotalAmt"]) > claim.open:
            return
        amount = money(memo["TotalAmt"])
        claim.open -= amount

        def set_off(day: date, at: datetime) -> None:
            links = [_applied(amount, "Invoice", claim.invoice_id), _applied(amount, "CreditMemo", memo["Id"])]
            self._receive(client, Decimal(0), links, day, at)

        self._note(day, set_off)

    def _pay(self, client: Client, claim: Claim) -> Callable[[date, datetime], None]:
        def pay(day: date, at: datetime) -> None:
            if self._has_stopped(client, day) or not claim.open:
                return
            amount = claim.open
            if self._chance.random() < PART_PAID:
                amount = half_up(amount * Decimal(self._chance.choice(("0.4", "0.5", "0.6"))))
                self._note(day + timedelta(days=self._chance.randint(20, 140)), self._pay(client, claim))
            claim.open -= amount
            self._settle(client, [(claim, amount)], day, at)

        return pay

    def _pay_all(self, client: Client) -> Callable[[date, datetime], None]:
        def pay(day: date, at: datetime) -> None:
            claims = [claim for claim in self._claims[client.ref["value"]] if claim.open]
            if not claims or self._has_stopped(client, day):
                return
            parts = [(claim, claim.open) for claim in claims]
            for claim in claims:
                claim.open = Decimal(0)
            self._settle(client, parts, day, at)

        return pay

    def _settle(self, client: Client, parts: list[tuple[Claim, Decimal]], day: date, at: datetime) -> None:
        """One payment; some bounce and come again, some are sent without saying what for or with a little too much."""
        total = sum((amount for _, amount in parts), Decimal(0))
        links = [_applied(amount, "Invoice", claim.invoice_id) for claim, amount in parts]
        luck = self._chance.random()
        if luck < ON_ACCOUNT:
            self._receive(client, half_up(total / 2), [], day, at)
            for claim, amount in parts:
                claim.open += amount
        elif luck < ON_ACCOUNT + BOUNCED:
            payment = self._receive(client, total, links, day, at)
            self._note(day + timedelta(days=2), lambda _, at: self._void("Payment", payment["Id"], at))
            again = day + timedelta(days=14)
            self._note(again, lambda day, at: self._settle(client, parts, day, at))
        else:
            extra = Decimal(self._chance.choice((10, 25))) if self._chance.random() < 0.01 else Decimal(0)
            self._receive(client, total + extra, links, day, at)

    def _receive(self, client: Client, total: Decimal, links: list[Json], day: date, at: datetime) -> Json:
        body = {"CustomerRef": client.ref, "TotalAmt": total, "TxnDate": day.isoformat(), "Line": links}
        if total:
            body["PaymentRefNum"] = str(self._chance.randint(1000, 9999))
        else:
            body["PrivateNote"] = "Created by QB Online to link credits to charges."
        return self._company.create("Payment", body, at)

    def _void(self, entity: str, object_id: str, at: datetime) -> None:
        self._company.void(entity, object_id, at)

    def _has_stopped(self, client: Client, day: date) -> bool:
        if client.stopped_months_ago is None:
            return False
        return day > self._today - timedelta(days=30 * client.stopped_months_ago)


def _applied(amount: Decimal, txn_type: str, txn_id: str) -> Json:
    return {"Amount": amount, "LinkedTxn": [{"TxnId": txn_id, "TxnType": txn_type}]}
