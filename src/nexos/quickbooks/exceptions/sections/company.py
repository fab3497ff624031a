"""What concerns the connection as a whole."""

from collections.abc import Iterator
from functools import cached_property

from nexos.quickbooks.connection.models import State
from nexos.quickbooks.exceptions.cause import Cause, Kind
from nexos.quickbooks.exceptions.sections.section import Section
from nexos.quickbooks.metering.usage import alarm_of
from nexos.quickbooks.state import queries as state
from nexos.quickbooks.state.models import Status
from nexos.quickbooks.sync import queries as sync
from nexos.quickbooks.sync.models import RunState
from nexos.quickbooks.sync.reconciliation import queries as reconciliation
from nexos.quickbooks.sync.reconciliation.models import State as Agreement


class Company(Section):
    """QuickBooks lets us in no longer or cannot be read, the two ledgers differ, or this month's reads run out (then
    `count` is the alarm, in percent)."""

    def count(self) -> int:
        return len(self._all)

    def causes(self, start: int, stop: int) -> list[Cause]:
        return self._all[start:stop]

    @cached_property
    def _all(self) -> list[Cause]:
        return [cause for cause in self._found() if cause.key in self.chosen]

    def _found(self) -> Iterator[Cause]:
        if self.connection.state == State.NEEDS_ATTENTION:
            yield Cause(Kind.CONNECTION, count=self._waiting_for_access(), sentence=self.connection.reason)
        elif self.connection.connected:
            ended = sync.runs(*self.place).exclude(finished_at=None)
            last = ended.first()
            if last is not None and last.state == RunState.FAILED:
                success = sync.latest_success(*self.place)
                since = ended.filter(asked_at__gt=success.asked_at) if success else ended
                yield Cause(Kind.SYNC, sentence=last.message, since=since.earliest("asked_at").asked_at)
        check = reconciliation.latest_finished(*self.place)
        if check is not None and check.state == Agreement.DIFFERS:
            yield Cause(Kind.RECONCILIATION, count=check.differences, since=check.checked_at)
        if self.connection.connected and (alarm := alarm_of(self.connection.app_key)):
            yield Cause(Kind.ALLOWANCE, count=alarm)

    def _waiting_for_access(self) -> int:
        statuses = state.statuses(*self.place, "invoice")
        return statuses.get(Status.NEEDS_RECONNECT, 0)
