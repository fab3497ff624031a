"""The dashboard."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def dashboard(request: HttpRequest) -> HttpResponse:
    """Where everybody lands."""
    return render(request, "dashboard/dashboard.html")
