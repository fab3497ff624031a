"""What people read about where a quote stands."""

from nexos.sales.models import Quote, Status
from nexos.web.badge import Badge

_BADGES = {
    Status.DRAFT: Badge("off", "edit", "Draft"),
    Status.SENT: Badge("info", "send", "Sent"),
    Status.APPROVED: Badge("ok", "ok", "Approved", plain=True),
    Status.DECLINED: Badge("off", "x", "Declined", plain=True),
    Status.EXPIRED: Badge("wait", "clock", "Expired"),
}


def badge_of(quote: Quote) -> Badge:
    """The badge of the quote's state."""
    return _BADGES[Status(quote.status)]
