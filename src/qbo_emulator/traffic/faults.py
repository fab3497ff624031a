"""Faults a test injects: which requests they strike, how often, and for how long."""

import itertools
import random
import threading
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatchcase
from typing import Literal, get_args

from qbo_emulator.traffic.call import Act, Call

type Kind = Literal[
    "status",
    "throttle",
    "fault_in_200",
    "empty_query",
    "answer",
    "drop_before",
    "drop_after_commit",
    "slow",
    "stall",
    "trickle",
    "truncate",
    "cut",
    "gzip_cut",
    "wrong_length",
    "half_page",
    "garbage",
    "batch_item",
    "forget_request_ids",
]
KINDS: tuple[str, ...] = get_args(Kind.__value__)


@dataclass(frozen=True, slots=True)
class Match:
    """Which requests: every condition given must hold. Words compare without regard to case.

    `path`: a part of the path, or a shell pattern of the whole of it when it contains `*`. `entity`, `operation`
    (create, update, delete, void, send, pdf, read, query, cdc, batch, reports): an item of a batch counts too.
    `bid`: the batch has an item with this bId.
    """

    realm_id: str | None = None
    method: str | None = None
    path: str | None = None
    entity: str | None = None
    operation: str | None = None
    bid: str | None = None

    def __call__(self, call: Call) -> bool:
        """Whether the request is meant."""
        return (
            self.realm_id in (None, call.realm_id)
            and (self.method is None or self.method.upper() == call.method)
            and self._has_path(call.path)
            and (self.bid is None or self.bid in call.bids)
            and (self.names_no_act or any(self.names(act) for act in call.acts))
        )

    @property
    def names_no_act(self) -> bool:
        """Whether any entity and operation will do."""
        return self.entity is None and self.operation is None

    def names(self, act: Act) -> bool:
        """Whether this entity and operation are meant."""
        entity, operation = act
        return (self.entity is None or self.entity.lower() == entity) and (
            self.operation is None or self.operation.lower() == operation
        )

    def _has_path(self, path: str) -> bool:
        if self.path is None:
            return True
        return fnmatchcase(path, self.path) if "*" in self.path else self.path in path


@dataclass(frozen=True, slots=True)
class How:
    """The particulars of a fault; `traffic.strike` says which kinds heed which."""

    status: int | None = None
    code: str | None = None
    delay_s: float = 0
    after_bytes: int | None = None
    retry_after_s: int | None = None
    bytes_per_s: float = 1
    xml: bool = False
    body: str = ""


@dataclass(slots=True)
class InjectedFault:
    """`times` counts down to its end, None without one; `until` ends it by the clock; `share` is the part of the
    matching requests it strikes, drawn by `chance`.
    """

    kind: Kind
    match: Match
    how: How = How()
    times: int | None = 1
    until: datetime | None = None
    share: float = 1
    chance: random.Random = field(default_factory=random.Random)


class Injector:
    """The faults that are waiting, in the order they were posted."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._faults: dict[str, InjectedFault] = {}

    def __bool__(self) -> bool:
        return bool(self._faults)

    def add(self, fault: InjectedFault) -> str:
        """The id to withdraw it by."""
        with self._lock:
            fault_id = str(next(self._numbers))
            self._faults[fault_id] = fault
            return fault_id

    def waiting(self) -> dict[str, InjectedFault]:
        """Those that may still strike, by their ids."""
        with self._lock:
            return dict(self._faults)

    def withdraw(self, fault_id: str) -> bool:
        """False when it is unknown or used up."""
        with self._lock:
            return self._faults.pop(fault_id, None) is not None

    def clear(self) -> None:
        """Withdraw all."""
        with self._lock:
            self._faults.clear()

    def strike(self, call: Call, now: datetime) -> list[InjectedFault]:
        """What happens to this call; each fault returned is used up by one.

        One fault at most changes the fate of a request: the first that matches and is drawn. Forgetting request ids
        comes on top, because it is about what the service remembers and not about this reply.
        """
        with self._lock:
            struck: list[InjectedFault] = []
            for fault_id, fault in list(self._faults.items()):
                if fault.until is not None and now >= fault.until:
                    del self._faults[fault_id]
                    continue
                decided = any(other.kind != "forget_request_ids" for other in struck)
                if (decided and fault.kind != "forget_request_ids") or not _hits(fault, call):
                    continue
                struck.append(fault)
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        del self._faults[fault_id]
            return struck


def _hits(fault: InjectedFault, call: Call) -> bool:
    if fault.kind == "batch_item" and not call.bids:
        return False
    return fault.match(call) and (fault.share >= 1 or fault.chance.random() < fault.share)
