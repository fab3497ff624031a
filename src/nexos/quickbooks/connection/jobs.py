"""Keeping an idle connection alive (a refresh token dies after about 100 days without use), and mail when one ended."""

import logging
from datetime import datetime, timedelta

from django.core.mail import EmailMessage

from nexos.kit import clock
from nexos.kit.jobs.lease import Work
from nexos.kit.jobs.registry import job
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import mail
from nexos.quickbooks.connection.attention import TELL_ADMINS
from nexos.quickbooks.connection.errors import NotConnected
from nexos.quickbooks.connection.refresh import AccessTokens
from qbo.errors import QboError

KEEP_ALIVE = "quickbooks.keep_alive"
IDLE_FOR = timedelta(days=30)
_TRY_AGAIN = timedelta(hours=6)
_MAIL_AGAIN = timedelta(minutes=15)

logger = logging.getLogger(__name__)


@job(KEEP_ALIVE)
def keep_alive(work: Work) -> datetime | None:
    """Renews the grant if nothing else did for IDLE_FOR."""
    try:
        AccessTokens(work.tenant_id, work.record_id).renewed_within(IDLE_FOR)
    except NotConnected:
        return None
    except QboError:
        return clock.now() + _TRY_AGAIN
    return clock.now() + IDLE_FOR


@job(TELL_ADMINS)
def tell_admins(work: Work) -> datetime | None:
    """Mails to administrators that the connection needs attention, if it still does; again only while nobody can be
    reached, so that one address that is refused costs the others neither their mail nor their patience."""
    with scope(work.tenant_id):
        messages = mail.of_attention(work.tenant_id, work.record_id)
    reached = [_sent(message) for message in messages]
    return clock.now() + _MAIL_AGAIN if reached and not any(reached) else None


def _sent(message: EmailMessage) -> bool:
    try:
        message.send()
    except OSError as failure:  # that of SMTP is one too
        logger.warning("mail cannot be sent (%s); see NEXOS_EMAIL_URL", type(failure).__name__)
        return False
    return True
