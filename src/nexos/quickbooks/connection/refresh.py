"""The access token, renewed by one process at a time.

Intuit takes a refresh token used twice at once for a stolen one and may end the connection, so:

1. Whoever needs a token reads the row. A token with FRESH_FOR left, other than one QuickBooks just rejected, is used.
2. Otherwise it claims the refresh: one conditional UPDATE on the row it read (same fence, no unexpired lease, still
   connected, fewer than MOST_CALLS_AN_HOUR calls this hour) that raises the fence and leases the row for LEASE by the
   database's clock. LEASE outlasts the longest possible call, so nobody claims while a call may be under way.
3. Who loses the claim waits and begins again at 1; the winner's tokens are there, or its lease has run out.
4. The winner calls Intuit with no transaction open.
5. It stores the new tokens where the fence is still its own, and commits, before anybody uses them. Where the fence
   has moved, the row was disconnected or reconnected meanwhile: the answer is dropped, and 1 decides.
6. If Intuit says the grant is gone, the connection needs attention, again only where the fence is still its own.
7. If the reply is lost, or the holder dies before 5, the lease ends and the next one through 2 tries the same token
   once more: it works where Intuit had not replaced it, and leads to 6 where it had. 2 bounds the calls.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Now

from nexos.kit import clock
from nexos.kit.checkpoints import reach
from nexos.kit.jobs.lease import holder_name
from nexos.kit.tenancy import scope
from nexos.kit.transactions import refuse_open_transaction
from nexos.quickbooks.connection import credentials, queries
from nexos.quickbooks.connection.attention import BAD_CREDENTIALS, REVOKED, needs_attention
from nexos.quickbooks.connection.errors import NotConnected
from nexos.quickbooks.connection.models import Connection, State
from qbo import Tokens, errors

FRESH_FOR = timedelta(minutes=5)
LEASE = timedelta(seconds=30 + 30)  # the OAuth call's total time-out, and as much again
MOST_CALLS_AN_HOUR = 3
_HOUR = timedelta(hours=1)
_LOOK_AGAIN = 0.05  # seconds
_NOT_CONNECTED = "QuickBooks is not connected. Connect it under Settings → QuickBooks."


@dataclass(frozen=True, slots=True)
class Held:
    """The row as it stands, and its access token opened."""

    row: Connection
    access_token: str = field(repr=False)

    @property
    def fresh(self) -> bool:
        """Whether the access token has FRESH_FOR left."""
        expires_at = self.row.access_token_expires_at
        return expires_at is not None and expires_at - clock.now() >= FRESH_FOR


class AccessTokens:
    """Access tokens of one connection, for one client; asked before every call, so that a disconnect stops the next.

    Every method raises NotFound; NotConnected (also when this very attempt found the grant gone);
    `qbo.errors.Unavailable` when Intuit gave no usable answer; and `qbo.errors.Throttled` when it has been asked often
    enough this hour.
    """

    def __init__(self, tenant_id: UUID, connection_id: UUID) -> None:
        self._tenant_id = tenant_id
        self._connection_id = connection_id
        self._last: Held | None = None

    def current(self) -> str:
        """A token to use now, renewed if it is running out."""
        return self.held().access_token

    def held(self) -> Held:
        """The same with the row it is from."""
        return self._once(lambda held: held.fresh)

    def instead_of(self, rejected: str) -> str:
        """Another token than the one QuickBooks just rejected."""
        return self._once(lambda held: held.fresh and held.access_token != rejected).access_token

    def renewed_within(self, time_span: timedelta) -> str:
        """A token of a grant that was renewed at most `time_span` ago."""
        since = clock.now() - time_span
        return self._once(lambda held: (held.row.refreshed_at or held.row.created_at) > since).access_token

    def _once(self, good: Callable[[Held], bool]) -> Held:
        refuse_open_transaction("a call to QuickBooks")
        patience = time.monotonic() + 2 * LEASE.total_seconds()
        while not good(held := self._read()):
            if _claim(held.row):
                self._refresh(held.row)
            elif time.monotonic() > patience:
                raise errors.Unavailable("The sign-in to Intuit is being renewed elsewhere, and that takes too long")
            else:
                _refuse_to_loop(held.row)
                time.sleep(_LOOK_AGAIN)
        return held

    def _read(self) -> Held:
        with scope(self._tenant_id):
            # While nobody is renewing, whatever changes the tokens raises the fence, and one look at that will do.
            if (
                self._last is None
                or self._last.row.refresh_until
                or not queries.still_good(self._tenant_id, self._last.row)
            ):
                row = queries.to_call(self._tenant_id, self._connection_id)
                if row.state != State.CONNECTED:
                    raise NotConnected(row.reason or _NOT_CONNECTED)
                self._last = Held(row, credentials.opened(row, "access_token"))
            assert self._last is not None
            return self._last

    def _refresh(self, row: Connection) -> None:
        """Sentences 4 to 7, for the row as it was before the claim."""
        with scope(self._tenant_id):
            app, refresh_token = credentials.oauth(row), credentials.opened(row, "refresh_token")
        asked_at = clock.now()
        try:
            tokens = app.refresh(refresh_token)
        except (errors.ReconnectNeeded, errors.BadCredentials, errors.Invalid) as refusal:
            self._give_up(row, refusal)
        except errors.QboError as failure:
            self._give_back(row, failure)
            raise errors.Unavailable(
                f"The sign-in to Intuit could not be renewed ({failure.message})", intuit_tid=failure.intuit_tid
            ) from None
        else:
            reach("renewed")  # Intuit may have replaced the refresh token, and only this process knows the new one
            with scope(self._tenant_id):
                _claimed(row).update(**columns(row, tokens, asked_at), refresh_fence=F("refresh_fence") + 1)

    def _give_up(self, row: Connection, refusal: errors.QboError) -> None:
        needs_attention(
            self._tenant_id,
            row.id,
            BAD_CREDENTIALS if isinstance(refusal, errors.BadCredentials) else REVOKED,
            code=refusal.code or "invalid_grant",
            trace=refusal.intuit_tid,
            fence=row.refresh_fence + 1,
        )

    def _give_back(self, row: Connection, failure: errors.QboError) -> None:
        # A call that never left this machine cannot have cost the token, so it does not count.
        calls = F("refresh_calls") - (1 if isinstance(failure, errors.NotSent) else 0)
        with scope(self._tenant_id):
            _claimed(row).update(refresh_holder="", refresh_until=None, refresh_calls=calls)


def columns(row: Connection, tokens: Tokens, asked_at: datetime) -> dict[str, Any]:
    """What to store for `tokens`; their life counts from `asked_at`, and the lease is given back with them.

    The caller raises the fence in the same UPDATE. Needs the tenant's scope.
    """
    ceiling = tokens.refresh_expires_in if tokens.hard_expires_in is None else tokens.hard_expires_in
    return {
        "sealed_access_token": credentials.sealed(row, "access_token", tokens.access_token),
        "access_token_expires_at": asked_at + timedelta(seconds=tokens.expires_in),
        "sealed_refresh_token": credentials.sealed(row, "refresh_token", tokens.refresh_token),
        "refresh_token_expires_at": asked_at + timedelta(seconds=min(tokens.refresh_expires_in, ceiling)),
        "refreshed_at": asked_at,
        "refresh_holder": "",
        "refresh_until": None,
    }


def _claim(row: Connection) -> bool:
    hour_ago = clock.now() - _HOUR
    new_hour = Q(refresh_calls_since=None) | Q(refresh_calls_since__lt=hour_ago)
    free = Q(refresh_until=None) | Q(refresh_until__lt=Now())
    with scope(row.tenant_id):
        found = Connection.objects.of(row.tenant_id).filter(
            free,
            new_hour | Q(refresh_calls__lt=MOST_CALLS_AN_HOUR),
            id=row.id,
            state=State.CONNECTED,
            refresh_fence=row.refresh_fence,
        )
        return bool(
            found.update(
                refresh_holder=holder_name(),
                refresh_fence=F("refresh_fence") + 1,
                refresh_until=Now() + LEASE,
                refresh_calls=Case(When(new_hour, then=Value(1)), default=F("refresh_calls") + 1),
                refresh_calls_since=Case(When(new_hour, then=Value(clock.now())), default=F("refresh_calls_since")),
            )
        )


def _claimed(row: Connection) -> Any:
    """The row, if the claim made from it still stands: every other writer of tokens raises the fence too."""
    return Connection.objects.of(row.tenant_id).filter(id=row.id, refresh_fence=row.refresh_fence + 1)


def _refuse_to_loop(row: Connection) -> None:
    """Raises Throttled where nobody renews the tokens and Intuit was asked often enough. A lease that has run out by
    this machine's clock counts as none, though its holder died: at worst somebody is told to wait who need not."""
    now, since = clock.now(), row.refresh_calls_since
    under_way = row.refresh_until is not None and row.refresh_until > now
    if not under_way and row.refresh_calls >= MOST_CALLS_AN_HOUR and since is not None:
        wait = (since + _HOUR - now).total_seconds()
        if wait > 0:
            raise errors.Throttled(
                f"Intuit was asked {row.refresh_calls} times this hour to renew the sign-in", retry_after=wait
            )
