"""The monthly count of CorePlus calls: data taken out is metered, data brought in is free (Intuit App Partner Program).

Reads, queries, change data capture and reports count, in a batch each item as one; creates, updates, deletes and
everything of OAuth do not, nor does anything in a sandbox. An app counts for its workspace; past the allowance its
metered calls are refused with 429 until the next month (Intuit, "Limits and throttles"). Nothing settles where the
month begins: here in Pacific time.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qbo_emulator.oauth.apps import App
from qbo_emulator.store.ledger import Noted, Turn
from qbo_emulator.store.moments import pacific_day
from qbo_emulator.traffic.throttle import Exceeded
from qbo_emulator.world import World

ALLOWANCE = 500_000  # Builder, the free tier


@dataclass(frozen=True, slots=True)
class Usage:
    """What one app used in one month, written YYYY-MM."""

    month: str
    workspace: str
    client_id: str
    calls: int


class Meter:
    """Counts by app and month; earlier months stay readable."""

    def __init__(self, world: World) -> None:
        self.sandbox = False
        self.allowance = ALLOWANCE
        self._world = world
        self.begin()

    def begin(self) -> None:
        """Begin with what the state holds."""
        ledger = self._world.state.ledger("meter")
        self._turn = Turn(ledger)
        self._used = Noted(ledger, "used", Usage)

    @property
    def month(self) -> str:
        """The present one."""
        return pacific_day(self._world.clock.now()).strftime("%Y-%m")

    def count(self, app: App, calls: int) -> None:
        """Count metered calls. Raises Exceeded, and counts none, once the workspace has used its allowance up."""
        if self.sandbox or not calls:
            return
        with self._turn:
            month = self.month
            if self._of(month).get(app.workspace, 0) >= self.allowance:
                raise Exceeded(f"the {self.allowance} CorePlus calls of {month} for workspace {app.workspace} are used")
            key = f"{month} {app.workspace} {app.client_id}"
            before = self._used[key].calls if key in self._used else 0
            self._used[key] = Usage(month, app.workspace, app.client_id, before + calls)

    def readings(self) -> dict[str, Any]:
        """`{month, sandbox, allowance, workspaces: {name: calls this month}, apps: [every month's usage]}`."""
        with self._turn:
            return {
                "month": self.month,
                "sandbox": self.sandbox,
                "allowance": self.allowance,
                "workspaces": self._of(self.month),
                "apps": list(self._used.values()),
            }

    def _of(self, month: str) -> Mapping[str, int]:
        by_workspace: defaultdict[str, int] = defaultdict(int)
        for usage in self._used.values():
            if usage.month == month:
                by_workspace[usage.workspace] += usage.calls
        return by_workspace
