"""What the emulator holds: a clock and the companies, each with its books."""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from qbo_emulator.attachments.files import Files
from qbo_emulator.papers.outbox import Outbox
from qbo_emulator.rules import furnishing, operations
from qbo_emulator.rules.countries import COUNTRIES
from qbo_emulator.store.books import Books
from qbo_emulator.store.ledger import NOWHERE, Ledger, Noted, State, Turn
from qbo_emulator.store.memory import RequestMemory
from qbo_emulator.store.text import Json


class UnknownCompany(LookupError):
    """There is no company with this realm id."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a clock runs: when the machine's showed `machine`, it showed `shown`, and it goes `speed` times as fast."""

    machine: datetime
    shown: datetime
    speed: float


class Clock:
    """The emulator's own time: the machine's, moved and hurried as a test asked for."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Show the machine's time."""
        now = datetime.now(UTC)
        self.standing = Standing(now, now, 1)

    def now(self) -> datetime:
        """The present moment, aware UTC."""
        standing = self.standing
        return standing.shown + (datetime.now(UTC) - standing.machine) * standing.speed

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass at once (negative: go back)."""
        self.standing = replace(self.standing, shown=self.standing.shown + timedelta(seconds=seconds))

    def set(self, moment: datetime) -> None:
        """Continue ticking from `moment` (aware)."""
        self.standing = Standing(datetime.now(UTC), moment, self.standing.speed)

    def run(self, speed: float) -> None:
        """Go so many times as fast as the machine's clock, from this moment on."""
        self.standing = Standing(datetime.now(UTC), self.now(), speed)


class Company:
    """One QuickBooks company. Its verbs follow the rules the HTTP API follows, and raise `rules.faults.Fault`.

    Hold `lock` around several calls that belong together; each call takes it by itself. What is changed under it is
    in the state file, if there is one, when it is given back: all of it or nothing.
    """

    def __init__(self, realm_id: str, clock: Clock, ledger: Ledger = NOWHERE) -> None:
        self.realm_id = realm_id
        self.books = Books(ledger)
        self.requests = RequestMemory(ledger)
        self.outbox = Outbox(ledger)
        self.files = Files(realm_id, ledger)
        self.lock = Turn(ledger)
        self.clock = clock
        self._facts = Noted(ledger, "company", str)

    @property
    def name(self) -> str:
        """The CompanyName of its CompanyInfo."""
        with self.lock:
            for record in self.books.shelf("CompanyInfo").live().values():
                return str(record.object().get("CompanyName", self.realm_id))
        return self.realm_id

    @property
    def announces(self) -> bool:
        """Whether what happens here is noted in `books.events`, because somebody will fetch it."""
        return self.books.events.recording

    @announces.setter
    def announces(self, announces: bool) -> None:
        with self.lock:
            self.books.events.recording = announces
            if not announces:
                self.books.events.clear()

    @property
    def origin(self) -> str:
        """Where its first objects came from, so that they do not come twice; "" for an empty or furnished company."""
        return self._facts.get("origin", "")

    @origin.setter
    def origin(self, origin: str) -> None:
        self._facts["origin"] = origin

    def seed(self, entities: Mapping[str, Iterable[Json]]) -> dict[str, int]:
        """Store raw QuickBooks objects exactly as given, entities and fields the emulator does not model included.

        An object replaces the one with its Id. Returns the count per entity; raises `store.books.NotAnObject`
        (nothing stored) for a row without an Id.
        """
        with self.lock:
            counts = self.books.seed(entities, self.clock.now())
            furnishing.continue_numbers(self.books)
            return counts

    def documents(self, entity: str | None = None) -> list[dict[str, Any]]:
        """Every object, deleted ones too: `{"entity", "id", "deleted", "object"}` each."""
        with self.lock:
            return [
                {"entity": name, "id": record.id, "deleted": deleted, "object": record.object()}
                for name in ([entity] if entity else self.books.entities())
                for deleted, records in (
                    (False, self.books.shelf(name).live()),
                    (True, self.books.shelf(name).deleted()),
                )
                for record in records.values()
            ]

    def create(self, entity: str, body: Json, at: datetime | None = None) -> Json:
        """Create an object; `at` is the moment it is created (default: now). Returns it as answered."""
        with self.lock:
            return operations.create(self.books, entity, body, at or self.clock.now())

    def update(self, entity: str, body: Json, at: datetime | None = None) -> Json:
        """Update the object of `body["Id"]`, sparsely if `body["sparse"]` is true."""
        with self.lock:
            return operations.update(self.books, entity, body, at or self.clock.now())

    def void(self, entity: str, object_id: str, at: datetime | None = None) -> Json:
        """Void a document whatever its SyncToken is."""
        with self.lock:
            body = {"Id": object_id, "SyncToken": self.read(entity, object_id)["SyncToken"]}
            return operations.void(self.books, entity, body, at or self.clock.now())

    def delete(self, entity: str, object_id: str, at: datetime | None = None) -> Json:
        """Delete a document whatever its SyncToken is. Returns the "Deleted" stub."""
        with self.lock:
            body = {"Id": object_id, "SyncToken": self.read(entity, object_id)["SyncToken"]}
            return operations.delete(self.books, entity, body, at or self.clock.now())

    def read(self, entity: str, object_id: str) -> Json:
        """The object with this id, inactive ones included."""
        with self.lock:
            return operations.read(self.books, entity, object_id).object()

    def forget_request_ids(self) -> None:
        """Answer a repeated request as a new one, as a service would after its retention time."""
        with self.lock:
            self.requests.forget()


class World:
    """All companies and the clock they share: the root everything hangs on. It begins with what `state` holds."""

    def __init__(self, clock: Clock | None = None, state: State | None = None) -> None:
        self.clock = clock or Clock()
        self.state = state or State()
        self._announces = False
        self._lock = threading.Lock()
        self._companies = {
            realm_id: Company(realm_id, self.clock, self.state.company(realm_id)) for realm_id in self.state.realms()
        }

    def company(self, realm_id: str) -> Company:
        """Raises UnknownCompany."""
        try:
            return self._companies[realm_id]
        except KeyError:
            raise UnknownCompany(realm_id) from None

    def companies(self) -> list[Company]:
        """In the order they were added."""
        return list(self._companies.values())

    def add_company(
        self,
        realm_id: str | None = None,
        name: str = "Sandbox Company_US_1",
        *,
        country: str = "US",
        furnished: bool = True,
        origin: str = "",
        fill: Callable[[Company], object] | None = None,
    ) -> Company:
        """Open a company with CompanyInfo and Preferences; an existing realm id is answered as it is.

        `country` (a key of `rules.countries.COUNTRIES`) decides its currency and how it is taxed.
        `furnished` adds what QuickBooks gives every new company: chart of accounts, terms, tax codes, items
        1 Services and 2 Hours. Leave it out before seeding a whole company's raw objects.
        `fill` adds its first objects, told apart by their `origin`: nobody sees the company, and no restart finds it,
        before it has them all.
        """
        with self._lock:
            realm_id = realm_id or self._unused_realm_id()
            if realm_id not in self._companies:
                ledger = self.state.company(realm_id)
                company = Company(realm_id, self.clock, ledger)
                with company.lock:
                    try:
                        furnishing.open_books(
                            company.books, name, self.clock.now(), COUNTRIES[country], furnished=furnished
                        )
                        company.origin = origin
                        if fill:
                            fill(company)
                    except BaseException:
                        ledger.drop()
                        raise
                    company.announces = self._announces  # only now: seeding and generating are nobody's news
                self._companies[realm_id] = company
            return self._companies[realm_id]

    def announce(self, announces: bool) -> None:
        """Let every company, those to come included, note its events, or none of them."""
        with self._lock:
            self._announces = announces
            for company in self._companies.values():
                company.announces = announces

    def reset(self) -> None:
        """Forget every company, empty the state, and set the clock back to the machine's time."""
        with self._lock:
            self._companies.clear()
            self._announces = False
            self.state.clear()
            self.clock.reset()

    def _unused_realm_id(self) -> str:
        number = 9341450000000001
        while str(number) in self._companies:
            number += 1
        return str(number)
