"""Taking a notification: prove it, keep what it tells, wake the sync. Nothing here calls QuickBooks."""

import logging

from nexos.quickbooks.notices.addressees import proven
from nexos.quickbooks.notices.errors import Unproven
from nexos.quickbooks.notices.keep import keep, keep_unreadable
from nexos.quickbooks.notices.reading import Told, told
from qbo import webhooks
from qbo.errors import BadNotification

logger = logging.getLogger(__name__)


def receive(body: bytes, signature: str) -> None:
    """Takes the raw body of a webhook request and its header `intuit-signature`. Raises Unproven, and then nothing was
    stored. Call outside any scope.

    One address serves all tenants, each with an Intuit app and so a verifier token of its own, and one body may tell of
    several companies.

    1. Every connection that has or had a company of the body tries its own verifier token on the raw bytes. Those it
       fits are told; one token never speaks for another tenant's connection. If it fits none, the body is forged.
    2. Only now is the body parsed, and each connection given the events of its own company.
    3. A connection that is not connected any more ignores them: Intuit is told that all is well, and stops.
    4. A body that cannot be read still says that something changed: its connections look at QuickBooks themselves. Were
       it refused, Intuit would send the same again and hold back what follows.
    """
    vouching = proven(body, signature)
    if not vouching:
        raise Unproven
    events = _events(body)
    for connection in vouching:
        if events is None:
            keep_unreadable(connection)
        else:
            keep(connection, [event for event in events if event.realm_id == connection.realm_id])


def _events(body: bytes) -> list[Told] | None:
    try:
        return [told(event) for event in webhooks.events(body)]
    except (BadNotification, ValueError) as broken:
        logger.warning("a notification with a genuine signature cannot be read (%s)", type(broken).__name__)
        return None
