"""Two objects of a list become one, as when a person renames one to the other's name (reference 9.4).

1. Every reference to the loser, in documents and in lists, becomes one to the winner. 2. Balances follow the documents,
and what no document explains is added. 3. The loser is gone: reading it answers 610, and CDC tells a deletion; whether
the service does not rather leave it inactive, nothing settles. The documents change silently, without a new
LastUpdatedTime [likely].
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from qbo_emulator.catalog import ENTITIES
from qbo_emulator.catalog.fields import Field
from qbo_emulator.rules import balances, operations, system_accounts, trees
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.books import Books
from qbo_emulator.store.draft import Draft, Manner
from qbo_emulator.store.events import Operation
from qbo_emulator.store.text import Json, plain

MERGED = ("Customer", "Vendor", "Account", "Item", "Class", "Department", "Term", "PaymentMethod")

BALANCES = {
    "Customer": ("Balance", "BalanceWithJobs"),
    "Vendor": ("Balance", None),
    "Account": ("CurrentBalance", "CurrentBalanceWithSubAccounts"),
    "Item": ("QtyOnHand", None),
}
"""What adds up: the own balance, and that of the tree above."""

ALIKE = {
    "Customer": ("CurrencyRef",),
    "Vendor": ("CurrencyRef",),
    "Account": ("AccountType", "AccountSubType", "CurrencyRef"),
    "Item": ("Type",),
}
"""In what two objects must agree to be merged."""


class Unmergeable(ValueError):
    """The message is a sentence that names the field of the order."""


def merge(books: Books, entity: str, winner_id: str, loser_id: str, now: datetime) -> Json:
    """Merge the loser into the winner, all of it or nothing. Returns the winner; raises Unmergeable."""
    draft = Draft(books, now)
    winner, loser = _checked(draft, entity, winner_id, loser_id)
    for name in ENTITIES.keys() | set(books.entities()):
        for obj in _referring(books, name, loser_id):
            if _repoint(obj, name, entity, loser_id, winner):
                draft.put(name, obj, Manner.UNSEEN)
    balances.settle(draft)
    _add_the_rest(draft, entity, winner_id, loser_id)
    draft.put(entity, draft.get(entity, winner_id) or winner)
    draft.remove(entity, loser_id)
    draft.name(entity, winner_id, Operation.MERGE, loser["Id"])
    draft.commit()
    return operations.read(books, entity, winner_id).object()


def _checked(draft: Draft, entity: str, winner_id: str, loser_id: str) -> tuple[Json, Json]:
    if entity not in MERGED:
        raise Unmergeable(f"entity must be one of {', '.join(MERGED)}.")
    found = {"winner": draft.get(entity, winner_id), "loser": draft.get(entity, loser_id)}
    for field, obj in found.items():
        if obj is None or obj.get("Active") is False:
            raise Unmergeable(f"{field}: there is no active {entity} with this id.")
    winner, loser = found["winner"] or {}, found["loser"] or {}
    if winner_id == loser_id:
        raise Unmergeable("loser is the winner itself.")
    if trees.children(draft, entity, loser_id):
        raise Unmergeable(f"loser has {entity} objects below it: move them first.")
    if loser.get("AccountSubType") in system_accounts.SYSTEM:
        raise Unmergeable("loser is an account QuickBooks needs.")
    for name in ALIKE.get(entity, ()):
        if winner.get(name) != loser.get(name):
            raise Unmergeable(f"loser has another {name} than the winner.")
    return winner, loser


def _referring(books: Books, entity: str, object_id: str) -> list[Json]:
    """The objects with the id as some value: most are passed over without being read."""
    needle = b'"value":"%s"' % object_id.encode()
    return [record.object() for record in books.shelf(entity).live().values() if needle in record.body]


def _repoint(obj: Json, own_entity: str, entity: str, loser_id: str, winner: Json) -> bool:
    """Let every reference within an object go to the winner; whether there was one."""
    changed = False
    for name, value in obj.items():
        for each in value if isinstance(value, list) else [value]:
            if not isinstance(each, dict):
                continue
            if each.get("value") == loser_id and _target(name, each, obj, own_entity, entity) == entity:
                each["value"] = winner["Id"]
                if "name" in each:
                    each["name"] = winner.get("DisplayName") or winner.get("FullyQualifiedName") or winner["Name"]
                changed = True
            changed |= _repoint(each, own_entity, entity, loser_id, winner)
    return changed


def _target(name: str, reference: Json, holder: Json, own_entity: str, wanted: str) -> str | None:
    """What a reference points to: by its type, by the entity it stands in, else by its name in the catalogue."""
    if name in ("EntityRef", "Entity"):
        return reference.get("type") or holder.get("Type")
    if name == "ParentRef":
        return own_entity
    return wanted if wanted in _TARGETS.get(name, ()) else None


def _add_the_rest(draft: Draft, entity: str, winner_id: str, loser_id: str) -> None:
    """Move what is left on the loser after its documents went, such as balances that were seeded alone."""
    if entity not in BALANCES:
        return
    own, tree = BALANCES[entity]
    rest = money((draft.get(entity, loser_id) or {}).get(own))
    if not rest:
        return
    for object_id, sign in ((loser_id, Decimal(-1)), (winner_id, Decimal(1))):
        obj = draft.get(entity, object_id) or {}
        obj[own] = plain(money(obj.get(own)) + sign * rest)
        draft.put(entity, obj, Manner.TOUCH)
        if tree:
            balances.climb(draft, entity, object_id, sign * rest, tree)


def _targets(fields: Iterable[Field]) -> Iterable[tuple[str, str]]:
    for field in fields:
        yield from ((field.name, target) for target in field.targets)
        yield from _targets(field.fields)


def _targets_by_name() -> dict[str, set[str]]:
    named: dict[str, set[str]] = {"ItemAccountRef": {"Account"}}
    for entity in ENTITIES.values():
        for name, target in _targets(entity.fields):
            named.setdefault(name, set()).add(target)
    return named


_TARGETS = _targets_by_name()
"""The entities a reference of a name may point to."""
