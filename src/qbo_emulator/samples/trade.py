"""Fourteen months of business, day by day: contracts billed, projects done, payments coming in."""

import heapq
import itertools
import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from qbo_emulator.samples import paperwork
from qbo_emulator.samples.customers import Client
from qbo_emulator.samples.lists import Lists
from qbo_emulator.samples.paperwork import Contract
from qbo_emulator.samples.receipts import Receipts
from qbo_emulator.samples.sizes import Size
from qbo_emulator.samples.taxes import Taxes
from qbo_emulator.store.moments import PACIFIC
from qbo_emulator.store.text import Json
from qbo_emulator.world import Company

type Event = Callable[[date, datetime], None]


class Diary:
    """What happens when: events of one day keep the order they were noted in, some seconds apart."""

    def __init__(self) -> None:
        self._order = itertools.count()
        self._noted: list[tuple[date, int, Event]] = []

    def note(self, day: date, event: Event) -> None:
        """Let it happen on that day."""
        heapq.heappush(self._noted, (day, next(self._order), event))

    def live_until(self, end: date) -> None:
        """Everything before `end` happens, what comes of it included."""
        today, seconds = date.min, 0
        while self._noted and self._noted[0][0] < end:
            day, _, event = heapq.heappop(self._noted)
            seconds = seconds + 17 if day == today else 0
            today = day
            event(day, datetime.combine(day, time(9), PACIFIC) + timedelta(seconds=seconds))


class Trade:
    """The documents of a sample company, from `opening` to the day before `today`."""

    def __init__(
        self,
        company: Company,
        chance: random.Random,
        size: Size,
        lists: Lists,
        taxes: Taxes,
        opening: date,
        today: date,
    ) -> None:
        self._company = company
        self._chance = chance
        self._size = size
        self._lists = lists
        self._opening = opening
        self._today = today
        self._diary = Diary()
        self._taxes = taxes
        self._receipts = Receipts(company, chance, self._diary.note, today)

    def run(self) -> None:
        """Note what is planned, then live through it."""
        if not self._lists.clients:
            return
        billed = self._plan_contracts()
        self._plan_projects(max(0, self._size.invoices - billed))
        self._plan_credits()
        self._receipts.plan(self._lists.clients, self._opening)
        self._diary.live_until(self._today)

    def _plan_contracts(self) -> int:
        """Monthly invoices on the first of the month. Returns how many."""
        months = [self._opening]
        while (following := _next_month(months[-1])) < self._today:
            months.append(following)
        count = 0
        for client in self._lists.clients[: self._size.contracts]:
            contract = paperwork.contract(self._chance, client, self._size.months)
            for day in months[contract.first_month :]:
                self._diary.note(day, self._monthly(contract))
                count += 1
        return count

    def _plan_projects(self, count: int) -> None:
        """Invoices for single jobs, a part of them after an estimate; and estimates nobody has accepted yet."""
        estimated = min(self._size.estimates * 2 // 3, count)
        for place in range(count):
            self._diary.note(self._some_day(), self._project(with_estimate=place < estimated))
        for _ in range(self._size.estimates - estimated):
            self._diary.note(self._some_day(latest=60), self._offer)

    def _plan_credits(self) -> None:
        for _ in range(self._size.credits):
            self._diary.note(self._some_day(), self._credit)

    def _monthly(self, contract: Contract) -> Event:
        def bill(day: date, at: datetime) -> None:
            contract.drift(self._chance)
            note = f"Managed services, {day:%B %Y}"
            self._invoice(contract.client, list(contract.portions.items()), note, day, at)

        return bill

    def _project(self, *, with_estimate: bool) -> Event:
        def work(day: date, at: datetime) -> None:
            client = self._chance.choice(self._lists.clients)
            about, portions = paperwork.project(self._chance)
            if not with_estimate:
                self._invoice(client, portions, about, day, at)
                return
            estimate = self._company.create("Estimate", self._body(client, portions, about, day), at)
            finished = min(day + timedelta(days=self._chance.randint(3, 25)), self._today - timedelta(days=1))
            self._diary.note(finished, lambda day, at: self._invoice(client, portions, about, day, at, estimate))

        return work

    def _offer(self, day: date, at: datetime) -> None:
        about, portions = paperwork.project(self._chance)
        body = self._body(self._chance.choice(self._lists.clients), portions, about, day)
        status = self._chance.choice(("Pending", "Pending", "Accepted", "Rejected"))
        self._company.create("Estimate", body | {"TxnStatus": status}, at)

    def _credit(self, day: date, at: datetime) -> None:
        client = self._chance.choice(self._lists.clients[: self._size.contracts])
        portions = [(self._chance.choice(list(paperwork.CREDITED)), Decimal(self._chance.randint(1, 2)))]
        memo = self._company.create("CreditMemo", self._body(client, portions, "Credit for unused seats", day), at)
        self._receipts.credit(client, memo)

    def _invoice(
        self,
        client: Client,
        portions: list[paperwork.Portion],
        note: str,
        day: date,
        at: datetime,
        estimate: Json | None = None,
    ) -> None:
        body = self._body(client, portions, note, day)
        if estimate:
            body["LinkedTxn"] = [{"TxnId": estimate["Id"], "TxnType": "Estimate"}]
        if client.term:
            body["SalesTermRef"] = client.term
        if self._chance.random() < 0.07:
            body["Line"] = [*body["Line"], paperwork.discount(self._chance)]
        self._receipts.expect(client, self._company.create("Invoice", body, at), day)

    def _body(self, client: Client, portions: list[paperwork.Portion], note: str, day: date) -> Json:
        lines = paperwork.lines(self._lists.items, client, portions, self._taxes)
        tax = self._taxes.of_document(self._chance, client_taxed=client.taxable)
        return paperwork.document(client, day, lines, tax, note)

    def _some_day(self, latest: int | None = None) -> date:
        """A working day in the books' time, or among the `latest` days."""
        span = (self._today - self._opening).days
        day = self._today - timedelta(days=self._chance.randint(1, min(latest or span, span)))
        return max(day - timedelta(days=max(0, day.weekday() - 4)), self._opening)


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
