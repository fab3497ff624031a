"""The one place where an error becomes a page."""

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.http import reswap, retarget

from nexos.kit.errors import NexosError

logger = logging.getLogger(__name__)


def error_page(request: HttpRequest, error: NexosError) -> HttpResponse:
    """The error's sentence with its HTTP status: a page in the shell, or for htmx a notice on top of the page."""
    if getattr(request, "htmx", False):
        response = render(request, "errors/error.html#notice", {"error": error}, status=error.status)
        return reswap(retarget(response, "#refusal"), "innerHTML")
    return render(request, "errors/error.html", {"error": error}, status=error.status)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """For requests that cannot be taken apart, are too large, or name another host."""
    return render(request, "400.html", status=400)


def no_such_page(request: HttpRequest, exception: Exception) -> HttpResponse:
    """For addresses that lead nowhere, whoever asks."""
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """For defects: the reference on the page is the one in the log."""
    reference = secrets.token_hex(3).upper()
    logger.error("server error, reference %s", reference, exc_info=True)
    return render(request, "500.html", {"reference": reference}, status=500)


def foreign_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For a form without the token of this session: opened before signing in again, or posted by another site."""
    return render(request, "403_csrf.html", status=403)
