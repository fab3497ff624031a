"""Faults a test injects: which requests they strike, and how often."""

import itertools
import threading
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal, get_args

from qbo_emulator.traffic.call import Call

type Kind = Literal[
    "status",
    "drop_before",
    "drop_after_commit",
    "slow",
    "truncate",
    "garbage",
    "throttle",
    "forget_request_ids",
]
KINDS: tuple[str, ...] = get_args(Kind.__value__)


@dataclass(frozen=True, slots=True)
class Match:
    """Which requests: every condition given must hold. Words compare without regard to case.

    `path`: a part of the path, or a shell pattern of the whole of it when it contains `*`. `entity`, `operation`
    (create, update, delete, void, send, pdf, read, query, cdc, batch, reports): an item of a batch counts too.
    """

    realm_id: str | None = None
    method: str | None = None
    path: str | None = None
    entity: str | None = None
    operation: str | None = None

    def __call__(self, call: Call) -> bool:
        """Whether the request is meant."""
        return (
            self.realm_id in (None, call.realm_id)
            and (self.method is None or self.method.upper() == call.method)
            and self._has_path(call.path)
            and self._has_act(call)
        )

    def _has_path(self, path: str) -> bool:
        if self.path is None:
            return True
        return fnmatchcase(path, self.path) if "*" in self.path else self.path in path

    def _has_act(self, call: Call) -> bool:
        if self.entity is None and self.operation is None:
            return True
        return any(
            (self.entity is None or self.entity.lower() == entity)
            and (self.operation is None or self.operation.lower() == operation)
            for entity, operation in call.acts
        )


@dataclass(slots=True)
class InjectedFault:
    """`times` counts down; what `status`, `code`, `delay_s` and `after_bytes` mean is the kind's matter."""

    kind: Kind
    match: Match
    times: int = 1
    status: int | None = None
    code: str | None = None
    delay_s: float = 0
    after_bytes: int | None = None


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

    def withdraw(self, fault_id: str) -> bool:
        """False when it is unknown or used up."""
        with self._lock:
            return self._faults.pop(fault_id, None) is not None

    def clear(self) -> None:
        """Withdraw all."""
        with self._lock:
            self._faults.clear()

    def strike(self, call: Call) -> list[InjectedFault]:
        """What happens to this call; each fault returned is used up by one.

        One fault at most changes the fate of a request: the first that matches. Forgetting request ids comes on top,
        because it is about what the service remembers and not about this reply.
        """
        with self._lock:
            struck: list[InjectedFault] = []
            for fault_id, fault in list(self._faults.items()):
                decided = any(other.kind != "forget_request_ids" for other in struck)
                if (decided and fault.kind != "forget_request_ids") or not fault.match(call):
                    continue
                struck.append(fault)
                fault.times -= 1
                if fault.times <= 0:
                    del self._faults[fault_id]
            return struck
