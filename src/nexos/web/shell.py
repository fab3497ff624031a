"""What the shell around every page shows."""

from typing import Any

from django.http import HttpRequest


def context(request: HttpRequest) -> dict[str, Any]:
    """Template variables of every page: the tenant and the person signed in."""
    return {"tenant": getattr(request, "tenant", None), "actor": getattr(request, "actor", None)}
