"""Addresses that try one account after another."""

from datetime import timedelta

from axes.helpers import get_client_ip_address, get_cool_off
from axes.models import AccessAttempt, AccessLog
from django.db.models import Sum
from django.http import HttpRequest

from nexos.kit import clock

MOST_FAILURES = 20


def is_guessing(request: HttpRequest, email: str) -> bool:
    """Whether the request's address failed so often lately that it may not try this account.

    An account that once signed in from there may always be tried: in an office with one address for all, a colleague's
    mistakes keep nobody out who worked there before.
    """
    address = get_client_ip_address(request)
    lately = AccessAttempt.objects.filter(
        ip_address=address, attempt_time__gte=clock.now() - (get_cool_off() or timedelta())
    )
    failures = lately.aggregate(sum=Sum("failures_since_start"))["sum"] or 0
    return failures >= MOST_FAILURES and not AccessLog.objects.filter(ip_address=address, username=email).exists()
