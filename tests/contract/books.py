"""A company under test."""

import json
import uuid
from decimal import Decimal

from contract.unlimited import Unlimited
from qbo import Client, Write, entities
from qbo.retry import ONCE


class Books:
    """A company, a client for it, and a look at what is really stored."""

    def __init__(self, realm_id, token, base_url, transport, emulator=None):
        self.realm_id = realm_id
        self.emulator = emulator
        self._made_of = {"base_url": base_url, "transport": transport, "retries": ONCE}
        if emulator is not None:
            # The shared emulator counts no calls: waiting for places would only make the suite slow.
            self._made_of["throttle"] = Unlimited()
        self.token = lambda: token
        self.client = self.connect()

    def connect(self, token=None, **more):
        """Another client of the company: with this token, or with more patience, or less."""
        return Client(self.realm_id, (lambda: token) if token else self.token, **self._made_of | more)

    def stored(self, entity, id_):
        """The object as the other side keeps it; None once it is deleted."""
        if self.emulator is None:
            return exact(self.client.read(entity, id_))
        found = [kept for kept in self.emulator.documents(self.realm_id, entity) if kept["id"] == id_]
        assert len(found) == 1
        return None if found[0]["deleted"] else exact(json.dumps(found[0]["object"]))

    def count(self, entity):
        """How many there are, without the client's opinion."""
        return len([kept for kept in self.emulator.documents(self.realm_id, entity) if not kept["deleted"]])

    def create(self, record):
        """Store a record; the typed reply."""
        write = Write(type(record).__name__, "create", entities.encode(record))
        return entities.decode(type(record), self.client.send(write, new_id()).object)

    def update(self, record, **changes):
        """A sparse update of a record read before."""
        changed = type(record)(Id=record.Id, SyncToken=record.SyncToken, sparse=True, **changes)
        write = Write(type(record).__name__, "update", entities.encode(changed))
        return entities.decode(type(record), self.client.send(write, new_id()).object)


def emulated_books(emulator, transport):
    """A new company of an emulator."""
    realm_id = emulator.company()
    return Books(realm_id, emulator.tokens(realm_id)["access_token"], emulator.url, transport, emulator)


def new_id():
    """A request id, or a name nothing else has; at most 36 characters."""
    return uuid.uuid4().hex


def exact(raw):
    """The object with its fractions as the digits they were written with."""
    return json.loads(raw if isinstance(raw, str) else bytes(raw), parse_float=Decimal)
