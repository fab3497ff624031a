"""The one place where an expected error becomes a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nexos.kit.errors import NexosError


def error_page(request: HttpRequest, error: NexosError) -> HttpResponse:
    """The error's sentence in the shell, with its HTTP status."""
    return render(request, "errors/error.html", {"error": error}, status=error.status)
